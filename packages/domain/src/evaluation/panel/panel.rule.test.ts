import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../identity/index.ts';
import type { EvaluatorTies, ScoredStudio } from '../index.ts';
import {
  cohortFinding,
  conflictsBetween,
  evaluationStates,
  mayReadMarks,
  mayReadResult,
  mayReadScore,
  proposePanel,
  refusalOfConflict,
  rootUnitOf,
} from '../index.ts';

const studio: ScoredStudio = {
  id: 's1',
  hostUnitId: 'branch',
  hostUnitName: '嘉陵动力北碚分公司',
  recommenderId: 'r1',
  recommenderName: '北碚区人力社保局',
};
const free: EvaluatorTies = { accountId: 'a', hostUnitIds: [], studioIds: [], recommenderIds: [], declared: [] };
const parents = new Map<string, string | null>([
  ['branch', 'parent'],
  ['sibling', 'parent'],
  ['parent', null],
  ['ring1', 'ring2'],
  ['ring2', 'ring1'],
]);

describe('a conflict', () => {
  it.each([
    ['none', free, []],
    ['a unit of its own', { ...free, hostUnitIds: ['other'] }, []],
    ['the same unit', { ...free, hostUnitIds: ['branch'] }, ['host-unit']],
    ['its parent', { ...free, hostUnitIds: ['parent'] }, ['host-unit']],
    ['a branch beside it', { ...free, hostUnitIds: ['sibling'] }, ['host-unit']],
    ['an official of its recommender', { ...free, recommenderIds: ['r1'] }, ['recommender']],
    ['an official of another', { ...free, recommenderIds: ['r2'] }, []],
    ['the studio itself', { ...free, studioIds: ['s1'] }, ['own-studio']],
    ['declared', { ...free, declared: [{ studioId: 's1', reason: '师徒' }] }, ['declared']],
    ['declared for another', { ...free, declared: [{ studioId: 's2', reason: '师徒' }] }, []],
  ] as const)('%s', (_, evaluator, kinds) => {
    const found = conflictsBetween(evaluator, studio, parents);
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
    for (const conflict of found) expect(refusalOfConflict(conflict).code).toBe(`evaluation.conflict-${conflict.kind}`);
  });

  it('is looked for up to the top of the unit’s family, also where data runs in a ring', () => {
    expect(rootUnitOf('branch', parents)).toBe('parent');
    expect(rootUnitOf('lonely', parents)).toBe('lonely');
    expect(['ring1', 'ring2']).toContain(rootUnitOf('ring1', parents));
  });
});

describe('the automatic panel', () => {
  const nobody = () => [];
  it('balances what evaluators hold already', () => {
    const { seats } = proposePanel(
      [{ evaluationId: 'e1', seated: [], missing: 1 }],
      [
        { accountId: 'busy', load: 3 },
        { accountId: 'idle', load: 0 },
      ],
      nobody,
    );
    expect(seats).toEqual([{ evaluationId: 'e1', accountId: 'idle' }]);
  });

  it('says where it could not find enough', () => {
    const { seats, unfilled } = proposePanel(
      [
        { evaluationId: 'e1', seated: ['a'], missing: 2 },
        { evaluationId: 'full', seated: ['a'], missing: 0 },
      ],
      [
        { accountId: 'a', load: 0 },
        { accountId: 'b', load: 0 },
      ],
      nobody,
    );
    expect(seats).toEqual([{ evaluationId: 'e1', accountId: 'b' }]);
    expect(unfilled).toEqual([{ evaluationId: 'e1', missing: 1 }]);
  });

  it('never seats anybody in conflict or twice, never overfills, and keeps loads close without conflicts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 4 }),
        fc.func(fc.integer({ min: 0, max: 5 })),
        (many, people, wanted, draw) => {
          const evaluations = Array.from({ length: many }, (_, index) => ({
            evaluationId: `e${index}`,
            seated: [],
            missing: wanted,
          }));
          const evaluators = Array.from({ length: people }, (_, index) => ({ accountId: `a${index}`, load: 0 }));
          const conflictsOf = ({ evaluationId, accountId }: { evaluationId: string; accountId: string }) =>
            draw(`${evaluationId} ${accountId}`) === 0 ? [{ kind: 'declared' as const, source: '' }] : [];
          const { seats, unfilled } = proposePanel(evaluations, evaluators, conflictsOf);
          expect(seats.every((seat) => conflictsOf(seat).length === 0)).toBe(true);
          expect(new Set(seats.map(({ evaluationId, accountId }) => `${evaluationId} ${accountId}`)).size).toBe(
            seats.length,
          );
          for (const { evaluationId } of evaluations) {
            const seated = seats.filter((seat) => seat.evaluationId === evaluationId).length;
            const missing = unfilled.find((place) => place.evaluationId === evaluationId)?.missing ?? 0;
            expect(seated + missing).toBe(wanted);
          }
          const open = proposePanel(evaluations, evaluators, nobody);
          const loads = evaluators.map(
            ({ accountId }) => open.seats.filter((seat) => seat.accountId === accountId).length,
          );
          expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 50 },
    );
  });
});

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
      const allIn = ['scored', 'decided', 'published'].includes(state);
      expect(mayReadMarks(as('evaluator', 'one'), sheet, evaluation)).toBe(true);
      expect(mayReadMarks(as('evaluator', 'other'), sheet, evaluation)).toBe(allIn);
      expect(mayReadMarks(as('evaluator', 'stranger'), sheet, evaluation)).toBe(false);
      expect(mayReadMarks(as('office'), sheet, evaluation)).toBe(allIn);
      expect(mayReadMarks(as('studio'), sheet, evaluation)).toBe(false);
      expect(mayReadScore(as('office'), evaluation)).toBe(allIn);
      expect(mayReadScore(as('evaluator', 'one'), evaluation)).toBe(false);
      expect(mayReadResult(evaluation)).toBe(state === 'published');
    }
  });
});
