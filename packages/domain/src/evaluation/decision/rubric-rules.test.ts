import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradedEvaluation, Rounding, Rubric } from '../index.ts';
import { aggregate, completeRubric, default2024, proposeGrades, rounded, tieRules } from '../index.ts';

const graded = (id: string, base: number, bonus = 0, border = 2500): GradedEvaluation => ({
  id,
  tier: 'municipal',
  base,
  bonus,
  groups: [
    { group: 'C', score: border, points: 2800 },
    { group: 'D', score: 2500, points: 2700 },
  ],
  veto: null,
});
const excellent = (rubric: Rubric, cap: number, all: readonly GradedEvaluation[]) =>
  proposeGrades(rubric, cap, all)
    .grades.filter(({ grade }) => grade === 'excellent')
    .map(({ id }) => id);

describe('rounding as the rubric says', () => {
  it.each<[Rounding['mode'], Rounding['decimals'], number, number, number]>([
    ['half-up', 2, 15, 2, 8],
    ['half-even', 2, 15, 2, 8],
    ['half-even', 2, 13, 2, 6],
    ['down', 2, 15, 2, 7],
    ['half-up', 1, 16_930, 2, 8470],
    ['half-up', 0, 16_900, 2, 8500],
    ['half-even', 0, 16_900, 2, 8400],
    ['down', 0, 16_999, 2, 8400],
    ['half-up', 2, 25_000, 3, 8333],
  ])('%s to %i decimals: %i / %i', (mode, decimals, sum, count, expected) => {
    expect(rounded({ mode, decimals }, sum, count)).toBe(expected);
  });

  it('steers the result of a studio', () => {
    const sheet = (id: string, score: number) => ({
      id,
      marks: default2024.indicators.map(({ code }, index) => ({
        indicator: code,
        score: index === 0 ? score : 100,
        notApplicable: false,
        deductions: [],
        comment: '',
      })),
    });
    const sheets = [sheet('a', 100), sheet('b', 145)];
    expect(aggregate(default2024, sheets).base).toBe(1823);
    expect(aggregate({ ...default2024, rounding: { mode: 'down', decimals: 2 } }, sheets).base).toBe(1822);
    expect(aggregate({ ...default2024, rounding: { mode: 'half-up', decimals: 0 } }, sheets).base).toBe(1800);
  });

  it('is half up to two decimals in versions that do not say', () => {
    expect(completeRubric(default2024)).toMatchObject({
      rounding: { mode: 'half-up', decimals: 2 },
      tieRule: 'nobody',
    });
    expect(completeRubric({ ...default2024, tieRule: 'base-score' }).tieRule).toBe('base-score');
  });
});

describe('a tie at the cap', () => {
  const tied = [graded('a', 9000, 0, 2000), graded('b', 8800, 200, 2700), graded('c', 8500), graded('d', 7000)];
  it.each([
    ['nobody', []],
    ['border-groups', ['b']],
    ['base-score', ['a']],
  ] as const)('%s', (tieRule, expected) => {
    expect(excellent({ ...default2024, tieRule }, 25, tied)).toEqual(expected);
  });

  it('tells both sides by which rule it was settled', () => {
    const { grades, tiers } = proposeGrades({ ...default2024, tieRule: 'base-score' }, 25, tied);
    const codes = (id: string) => grades.find((one) => one.id === id)!.reasons.map(({ code }) => code);
    expect(codes('a')).toEqual(['score-excellent', 'tie-settled-base-score', 'within-cap']);
    expect(codes('b')).toEqual(['score-excellent', 'tie-settled-base-score', 'outside-cap']);
    expect(codes('c')).toEqual(['score-excellent', 'outside-cap']);
    expect(tiers[0]).toMatchObject({ places: 1, proposed: 1, tie: [], tieScore: null });
  });

  it('that the rule cannot settle either is left to a person, whole', () => {
    const equal = [graded('a', 9000), graded('b', 9000), graded('c', 9000, 0, 2800), graded('d', 7000)];
    const { grades, tiers } = proposeGrades({ ...default2024, tieRule: 'border-groups' }, 50, equal);
    expect(grades.filter(({ grade }) => grade === 'excellent').map(({ id }) => id)).toEqual(['c']);
    expect(tiers[0]).toMatchObject({ proposed: 1, tie: ['a', 'b'], tieScore: 9000 });
  });

  const evaluations = fc.array(
    fc.record({
      base: fc.integer({ min: 83, max: 90 }).map((whole) => whole * 100),
      bonus: fc.constantFrom(0, 100, 200),
      border: fc.constantFrom(1500, 2000, 2800),
    }),
    { minLength: 1, maxLength: 30 },
  );
  it('never passes the cap, takes nobody before a better one, and does not depend on the order', () => {
    const property = fc.property(
      evaluations,
      fc.constantFrom(...tieRules),
      fc.integer({ min: 0, max: 100 }),
      (drawn, tieRule, cap) => {
        const rubric = { ...default2024, tieRule };
        const all = drawn.map(({ base, bonus, border }, place) => graded(`s${place}`, base, bonus, border));
        const proposal = proposeGrades(rubric, cap, all);
        const taken = proposal.grades.filter(({ grade }) => grade === 'excellent');
        expect(taken.length).toBeLessThanOrEqual(Math.floor((all.length * cap) / 100));
        const lowest = Math.min(...taken.map(({ final }) => final!));
        const left = proposal.grades.filter(({ outsideCap }) => outsideCap);
        for (const { final } of left) expect(final!).toBeLessThanOrEqual(lowest);
        expect(excellent(rubric, cap, all.toReversed()).toSorted()).toEqual(taken.map(({ id }) => id).toSorted());
      },
    );
    fc.assert(property);
  });
});
