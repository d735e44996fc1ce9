import { describe, expect, it } from 'vitest';
import type { Actor } from '../identity/index.ts';
import { cohortFinding, evaluationStates, mayReadMarks, mayReadResult, mayReadScore } from './index.ts';

describe('the cohort', () => {
  const candidate = {
    standing: 'active' as const,
    awardedOn: '2020-11-26',
    lastEvaluatedOn: null,
    runsElsewhere: false,
  };
  it.each([
    ['award long ago', {}, true, 'award', '2022-11-26'],
    ['award two calendar years back, even in December', { awardedOn: '2024-12-31' }, true, 'award', '2026-12-31'],
    ['award last year', { awardedOn: '2025-01-01' }, false, 'not-due', '2027-01-01'],
    ['evaluated two years back', { lastEvaluatedOn: '2024-12-15' }, true, 'last-evaluation', '2026-12-15'],
    ['evaluated last year', { lastEvaluatedOn: '2025-12-15' }, false, 'not-due', '2027-12-15'],
    [
      'a tier won after the last evaluation',
      { awardedOn: '2025-03-01', lastEvaluatedOn: '2024-12-15' },
      false,
      'not-due',
      '2027-03-01',
    ],
    ['rectifying', { standing: 'rectifying' as const }, true, 'award', '2022-11-26'],
    ['revoked', { standing: 'revoked' as const }, false, 'final-standing', '2022-11-26'],
    ['in another cycle', { runsElsewhere: true }, false, 'running-elsewhere', '2022-11-26'],
  ] as const)('%s', (_, changes, due, basis, dueOn) => {
    expect(cohortFinding({ ...candidate, ...changes }, 2026, 2)).toMatchObject({ due, basis, dueOn });
  });
});

describe('who may see marks', () => {
  const as = (role: 'evaluator' | 'office' | 'studio', accountId = role as string): Actor => ({
    accountId,
    name: accountId,
    grants: role === 'studio' ? [{ role, studioId: 's1' }] : [{ role }],
  });
  const sheet = { accountId: 'one' };

  it('the evaluator the own ones always, others only once all are in', () => {
    for (const state of evaluationStates) {
      const evaluation = { state, evaluatorIds: ['one', 'other'] };
      const allIn = ['scored', 'decided', 'announced', 'published', 'retracted'].includes(state);
      expect(mayReadMarks(as('evaluator', 'one'), sheet, evaluation)).toBe(true);
      expect(mayReadMarks(as('evaluator', 'other'), sheet, evaluation)).toBe(allIn);
      expect(mayReadMarks(as('evaluator', 'stranger'), sheet, evaluation)).toBe(false);
      expect(mayReadMarks(as('office'), sheet, evaluation)).toBe(allIn);
      expect(mayReadMarks(as('studio'), sheet, evaluation)).toBe(false);
      expect(mayReadScore(as('office'), evaluation)).toBe(allIn);
      expect(mayReadScore(as('evaluator', 'one'), evaluation)).toBe(false);
      expect(mayReadResult(evaluation)).toBe(['announced', 'published', 'retracted'].includes(state));
    }
  });
});
