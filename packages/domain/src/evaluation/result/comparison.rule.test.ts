import { describe, expect, it } from 'vitest';
import { mayCompare, mayShowFigure, smallestGroup } from './comparison.rule.ts';

describe('a studio is compared with its group', () => {
  it.each([
    [5, 5, true, 'the whole tier is the group'],
    [5, 10, true, 'five here, five elsewhere'],
    [4, 40, false, 'too few here'],
    [1, 1, false, 'alone'],
    [0, 9, false, 'nobody'],
    [5, 6, false, 'one elsewhere could be worked out'],
    [12, 16, false, 'four elsewhere could be worked out'],
    [12, 17, true, 'five elsewhere'],
  ])('%i of %i in the tier: %s (%s)', (group, tier, shown) => {
    expect(mayCompare(group, tier)).toBe(shown);
  });

  it('line by line only where enough have the line', () => {
    expect(mayShowFigure(smallestGroup)).toBe(true);
    expect(mayShowFigure(smallestGroup - 1)).toBe(false);
  });
});
