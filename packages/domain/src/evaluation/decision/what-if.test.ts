import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GradedEvaluation } from '../index.ts';
import { default2024, proposeGrades, whatIf } from '../index.ts';

const scored = (id: string, base: number | null): GradedEvaluation => ({
  id,
  tier: 'municipal',
  base,
  bonus: 0,
  groups: [],
  veto: null,
});
const cohort = (...finals: number[]) => finals.map((final, index) => scored(`e${index}`, final));

describe('other borders', () => {
  it('tell how many grades would change, whose, and why', () => {
    const found = whatIf(default2024, 20, cohort(9000, 8600, 8000, 7000, 6100), { qualified: 6500 });
    expect(found.before).toEqual({ excellent: 1, qualified: 4, failed: 0 });
    expect(found.after).toEqual({ excellent: 1, qualified: 3, failed: 1 });
    expect(found.changes).toMatchObject([
      { id: 'e4', from: 'qualified', to: 'failed', reasons: [{ code: 'score-failed', params: { border: '65.00' } }] },
    ]);
  });

  it('with another cap take in the next best', () => {
    const found = whatIf(default2024, 20, cohort(9000, 8600, 8000, 7000, 6100), { capPercent: 40 });
    expect(found.changes).toMatchObject([{ id: 'e1', from: 'qualified', to: 'excellent' }]);
    expect(found.tiers).toMatchObject([{ places: 2, proposed: 2 }]);
  });

  it('that are the present ones change nothing, and changes always lead from the one proposal to the other', () => {
    const finals = fc.array(fc.option(fc.integer({ min: 4000, max: 10_000 }), { nil: null }), { maxLength: 40 });
    const border = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(
        finals,
        border,
        border,
        fc.integer({ min: 0, max: 100 }),
        (drawn, excellent, qualified, capPercent) => {
          const evaluations = drawn.map((final, index) => scored(`e${index}`, final));
          expect(whatIf(default2024, 20, evaluations, {}).changes).toEqual([]);
          const { changes } = whatIf(default2024, 20, evaluations, { excellent, qualified, capPercent });
          const thresholds = { ...default2024.thresholds, excellent, qualified };
          const then = proposeGrades({ ...default2024, thresholds }, capPercent, evaluations).grades;
          const now = proposeGrades(default2024, 20, evaluations).grades;
          for (const [index, { id, grade }] of then.entries()) {
            const change = changes.find((one) => one.id === id);
            expect(change ? [change.from, change.to] : null).toEqual(
              grade === now[index]!.grade ? null : [now[index]!.grade, grade],
            );
          }
        },
      ),
    );
  });
});
