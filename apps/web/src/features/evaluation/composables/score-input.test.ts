import { describe, expect, it } from 'vitest';
import { scoreAfter, scoreOf, typedText, withDeduction } from './score-input.ts';

describe('a typed score', () => {
  it.each([
    ['7', 700],
    ['7.', 700],
    ['7.5', 750],
    ['7，75', 775],
    ['', null],
    ['7.755', undefined],
    ['-1', undefined],
    ['满分', undefined],
  ])('%s is %s hundredths', (text, score) => {
    expect(scoreOf(text)).toBe(score);
  });

  it('is written as short as it can be typed', () => {
    expect([typedText(775), typedText(700), typedText(null)]).toEqual(['7.75', '7', '']);
  });
});

describe('deduction reasons', () => {
  const late = { code: 'late', each: 150 };

  it('take the rubric amount as often as they apply', () => {
    expect(withDeduction([], late, 2)).toEqual([{ code: 'late', count: 2, amount: 300 }]);
    expect(withDeduction([{ code: 'late', count: 2, amount: 300 }], late, 0)).toEqual([]);
  });

  it('take nothing by themselves where the amount is the evaluator’s', () => {
    expect(withDeduction([], { code: 'doubt', each: null }, 1)).toEqual([{ code: 'doubt', count: 1, amount: 0 }]);
  });

  it('lower the automatic value, the full mark where there is none, and never below zero', () => {
    const applied = withDeduction([], late, 1);
    expect(scoreAfter(1000, 925, applied)).toBe(775);
    expect(scoreAfter(400, null, applied)).toBe(250);
    expect(scoreAfter(400, 100, applied)).toBe(0);
  });
});
