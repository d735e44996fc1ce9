import { emptyRanking } from '@jianglian/domain/upgrade';
import { describe, expect, it } from 'vitest';
import { placedAt } from './useRanking.ts';

const ranking = { ...emptyRanking, municipal: ['a', 'b', 'c'], chief: ['d'] };

describe('one application put at a place', () => {
  it.each([
    ['up', 'c', 0, ['c', 'a', 'b']],
    ['down', 'a', 2, ['b', 'c', 'a']],
    ['past the end', 'a', 9, ['b', 'c', 'a']],
    ['where it is', 'b', 1, ['a', 'b', 'c']],
    ['that was not ranked', 'x', 1, ['a', 'x', 'b', 'c']],
  ] as const)('%s', (_, id, index, expected) => {
    const placed = placedAt(ranking, 'municipal', id, index);
    expect(placed.municipal).toEqual(expected);
    expect(placed.chief).toEqual(['d']);
  });
});
