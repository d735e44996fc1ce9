import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Indicator, Rubric } from '../index.ts';
import { completeRubric, default2024, rubricDifferences } from '../index.ts';

const line = (code: string, changes: Partial<Indicator>): Rubric => ({
  ...default2024,
  indicators: default2024.indicators.map((one) => (one.code === code ? { ...one, ...changes } : one)),
});
const told = (later: Rubric) => rubricDifferences(default2024, later);

describe('the differences between two versions', () => {
  it('are none between equal ones, whatever they are called', () => {
    expect(told({ ...default2024, version: '2026' })).toEqual([]);
    expect(told(completeRubric(default2024))).toEqual([]);
  });

  it('name a field with what it was and what it is', () => {
    expect(told(line('C1', { points: 900 }))).toEqual([
      { part: 'indicator', change: 'changed', code: 'C1', indicator: 'C1', field: 'points', before: 800, after: 900 },
    ]);
    expect(told({ ...default2024, thresholds: { excellent: 9000, qualified: 6000 }, tieRule: 'base-score' })).toEqual([
      expect.objectContaining({ part: 'rubric', field: 'thresholds.excellent', before: 8500, after: 9000 }),
      expect.objectContaining({ part: 'rubric', field: 'tieRule', before: 'nobody', after: 'base-score' }),
    ]);
    expect(told({ ...default2024, tierFactors: { ...default2024.tierFactors, chief: 160 } })).toEqual([
      expect.objectContaining({ part: 'tier', code: 'chief', field: 'tierFactor', before: 150, after: 160 }),
    ]);
  });

  it('tell a change of the automatic value by its params', () => {
    const { prefill } = default2024.indicators.find(({ code }) => code === 'C1')!;
    const changed = told(line('C1', { prefill: { ...prefill!, params: { ...prefill!.params, projects: 5 } } }));
    expect(changed).toEqual([expect.objectContaining({ field: 'prefill.params.projects', before: 4, after: 5 })]);
    const without = told(line('C1', { prefill: null }));
    expect(without.find(({ field }) => field === 'prefill.rule')).toMatchObject({
      before: 'research-projects',
      after: null,
    });
  });

  it('tell a removed line once, without its deductions', () => {
    const fewer = { ...default2024, indicators: default2024.indicators.slice(1) };
    expect(told(fewer).map(({ change, part, code, field }) => [change, part, code, field])).toEqual([
      ['changed', 'rubric', null, 'order.indicators'],
      ['removed', 'indicator', 'A1', null],
    ]);
  });

  it('tell a new deduction of a line that stays', () => {
    const one = { code: 'new', text: { zh: '新', en: 'New' }, each: null, unit: null };
    const { deductions } = default2024.indicators[0]!;
    const found = told(line('A1', { deductions: [...deductions, one] }));
    expect(found).toContainEqual({
      part: 'deduction',
      change: 'added',
      code: 'new',
      indicator: 'A1',
      field: null,
      before: null,
      after: '新',
    });
  });

  it('are the same backwards, with before and after changed places', () => {
    const changes = fc.record({
      years: fc.integer({ min: 1, max: 5 }),
      spreadLimit: fc.integer({ min: 1, max: 10_000 }),
      excellentCapPercent: fc.integer({ min: 0, max: 100 }),
      dropped: fc.subarray(default2024.indicators.map(({ code }) => code)),
      vetoes: fc.subarray([...default2024.vetoes]),
      points: fc.integer({ min: 1, max: 20 }),
    });
    const made = ({ dropped, points, ...rest }: typeof changes extends fc.Arbitrary<infer T> ? T : never): Rubric => ({
      ...default2024,
      ...rest,
      indicators: default2024.indicators
        .filter(({ code }) => !dropped.includes(code))
        .map((one, place) => (place % 3 === 0 ? { ...one, points: points * 100 } : one)),
    });
    fc.assert(
      fc.property(changes, changes, (one, other) => {
        const [earlier, later] = [made(one), made(other)];
        const there = rubricDifferences(earlier, later);
        const back = rubricDifferences(later, earlier);
        const mirrored = there.map(({ change, before, after, ...rest }) => ({
          ...rest,
          change: { added: 'removed', removed: 'added', changed: 'changed' }[change],
          before: after,
          after: before,
        }));
        const inOrder = (all: readonly object[]) =>
          all.map((difference) => JSON.stringify(difference, Object.keys(back[0] ?? {}).toSorted())).toSorted();
        expect(inOrder(mirrored)).toEqual(inOrder(back));
        expect(there.length === 0).toBe(JSON.stringify(earlier) === JSON.stringify(later));
      }),
    );
  });
});
