import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from './index.ts';

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, item]) => [key, reversed(item)]),
  );
};

describe('canonical JSON', () => {
  it('writes keys in order, leaves out what is undefined and keeps the order of lists', () => {
    expect(canonicalJson({ b: 1, a: [2, { d: null, c: '匠' }], e: undefined })).toBe(
      '{"a":[2,{"c":"匠","d":null}],"b":1}',
    );
  });

  it('is the same text for the same value, however its keys were put in', () => {
    const plain = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as unknown);
    fc.assert(
      fc.property(plain, (value) => {
        expect(canonicalJson(reversed(value))).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(value);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, new Date(0), () => 1, new Map()])('refuses %s', (value) => {
    expect(() => canonicalJson({ value })).toThrow(RangeError);
  });
});
