import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { paper, picture } from './documents.builder.ts';
import { Random, uuidOf } from './random.ts';

const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

it('makes the same PDF for the same label, with a table of references that fits', () => {
  const made = paper('test-report', 'x', 'JL-2026-001', 2);
  expect(digest(made.bytes)).toBe(digest(paper('test-report', 'x', 'JL-2026-001', 2).bytes));
  expect(digest(made.bytes)).not.toBe(digest(paper('test-report', 'y', 'JL-2026-001', 2).bytes));
  const text = made.bytes.toString('latin1');
  expect(text.startsWith('%PDF-1.4')).toBe(true);
  const table = Number(/startxref\n(\d+)/.exec(text)![1]);
  const entries = [...text.slice(table).matchAll(/^(\d{10}) 00000 n/gm)].map(([, place]) => Number(place));
  entries.forEach((place, index) => expect(text.slice(place, place + 8)).toContain(`${index + 1} 0 obj`));
  expect(text.match(/\/Type \/Page /g)).toHaveLength(2);
});

it('makes a PNG that says what it is', () => {
  const { bytes, mediaType } = picture('x', 'JL-1', 24);
  expect(mediaType).toBe('image/png');
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]));
  expect(bytes.readUInt32BE(16)).toBe(24);
});

it('draws the same for the same label, and spreads over the whole range', () => {
  const draw = (label: string) =>
    Array.from({ length: 5 }, (_, index) => new Random(`${label} ${index}`).whole(1, 1000));
  expect(draw('a')).toEqual(draw('a'));
  expect(draw('a')).not.toEqual(draw('b'));
  const random = new Random('spread');
  const counts = Array.from({ length: 10 }, () => 0);
  for (let turn = 0; turn < 10_000; turn += 1) counts[random.whole(0, 9)]! += 1;
  expect(Math.min(...counts)).toBeGreaterThan(850);
  expect(uuidOf('a')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});
