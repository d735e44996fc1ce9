import { describe, expect, it } from 'vitest';
import { default2024, indicatorOf, prefillRules, sumOfPoints, targetOf } from '../index.ts';

describe('the rubric the portal ships with', () => {
  it('adds up to 100 points in groups of 18, 12, 28, 27 and 15', () => {
    expect(sumOfPoints(default2024)).toBe(10_000);
    const groups = default2024.groups.map(({ code }) =>
      default2024.indicators.filter(({ group }) => group === code).reduce((sum, { points }) => sum + points, 0),
    );
    expect(groups).toEqual([1800, 1200, 2800, 2700, 1500]);
    expect(default2024.indicators).toHaveLength(18);
  });

  it('says everything in both languages, and names each deduction once per line', () => {
    for (const { name, fullMark, deductionRule, deductions } of default2024.indicators) {
      for (const { zh, en } of [name, fullMark, deductionRule, ...deductions.map(({ text }) => text)]) {
        expect(zh).not.toBe('');
        expect(en).not.toBe('');
      }
      expect(new Set(deductions.map(({ code }) => code)).size).toBe(deductions.length);
    }
  });

  it('uses every formula the program knows once, and scales only params that are there', () => {
    const settings = default2024.indicators.flatMap(({ prefill }) => prefill ?? []);
    expect(settings.map(({ rule }) => rule).toSorted()).toEqual([...prefillRules].toSorted());
    for (const { params, scaled } of settings) expect(Object.keys(params)).toEqual(expect.arrayContaining([...scaled]));
  });

  it('asks more of higher tiers', () => {
    const { prefill } = indicatorOf(default2024, 'D2')!;
    const wanted = (tier: 'municipal' | 'chief' | 'national') => targetOf(default2024, prefill!, tier, 'perYear');
    expect([wanted('municipal'), wanted('chief'), wanted('national')]).toEqual([3, 4.5, 6]);
    expect(targetOf(default2024, prefill!, 'national', 'short')).toBe(150);
    expect(targetOf(default2024, prefill!, 'national', 'unheard-of')).toBe(0);
    expect(indicatorOf(default2024, 'Z1')).toBeUndefined();
  });
});
