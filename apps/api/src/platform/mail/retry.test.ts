import { describe, expect, it } from 'vitest';
import { nextTry } from './retry.ts';

const createdAt = new Date('2026-03-02T01:00:00Z');
const minutesUntil = (attempts: number, now = createdAt) => {
  const next = nextTry({ attempts, createdAt, forGood: false }, now);
  return next && (next.getTime() - now.getTime()) / 60_000;
};

describe('the pause before a mail is tried again', () => {
  it.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [8, 128],
    [9, 240],
    [50, 240],
  ])('after %i attempts is %i minutes', (attempts, minutes) => expect(minutesUntil(attempts)).toBe(minutes));

  it('has no end for what the server refuses for good', () => {
    expect(nextTry({ attempts: 1, createdAt, forGood: true }, createdAt)).toBeNull();
  });

  it('ends after three days', () => {
    expect(minutesUntil(20, new Date('2026-03-04T20:59:00Z'))).toBe(240);
    expect(minutesUntil(20, new Date('2026-03-04T21:01:00Z'))).toBeNull();
  });
});
