import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../identity/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { actionsOf, addDays, attempt, flawsOf, isWorkingDay, refusalsOf } from '../../kernel/index.ts';
import type { Cycle, CycleContext, Evaluation, EvaluationContext, Participants } from '../index.ts';
import {
  correctionMachine,
  correctionRefusals,
  correctionStates,
  cycleMachine,
  cycleStates,
  default2024,
  defaultWindows,
  dependenceOf,
  evaluationMachine,
  filingRefusals,
  mayReadResult,
  objectionMachine,
  objectionStates,
  publicityEndsAt,
  publicityIsOver,
  publicityUntil,
} from '../index.ts';

const who = (role: Role, accountId = 'me', scope: object = {}): Actor => ({
  accountId,
  name: '',
  grants: [{ role, ...scope }],
});
const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code);

describe('the publicity', () => {
  // 2026-10-01 to 07 are holidays, the Saturdays 26 September and 10 October are worked.
  const calendar = {
    holidays: new Set(['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07']),
    workdays: new Set(['2026-09-26', '2026-10-10']),
  };

  it.each([
    ['2026-03-02', 5, '2026-03-09'],
    ['2026-03-06', 1, '2026-03-09'],
    ['2026-09-25', 5, '2026-10-08'],
    ['2026-09-29', 5, '2026-10-12'],
  ])('from %s for %i working days ends on %s', (from, days, until) => {
    expect(publicityUntil(calendar, from, days)).toBe(until);
  });

  it('is over at midnight after its last day in Chongqing, not a millisecond earlier', () => {
    expect(publicityEndsAt('2026-03-09').toISOString()).toBe('2026-03-09T16:00:00.000Z');
    expect(publicityIsOver('2026-03-09', new Date('2026-03-09T15:59:59.999Z'))).toBe(false);
    expect(publicityIsOver('2026-03-09', new Date('2026-03-09T16:00:00.000Z'))).toBe(true);
  });

  it('has exactly its working days, whatever the holidays', () => {
    const day = fc.integer({ min: 0, max: 60 }).map((offset) => addDays('2026-09-01', offset));
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 20 }), fc.uniqueArray(day, { maxLength: 20 }), (from, days, off) => {
        const drawn = { holidays: new Set(off), workdays: new Set<string>() };
        const until = publicityUntil(drawn, from, days);
        let counted = 0;
        for (let on = addDays(from, 1); on <= until; on = addDays(on, 1)) if (isWorkingDay(drawn, on)) counted += 1;
        expect(counted).toBe(days);
        expect(isWorkingDay(drawn, until)).toBe(true);
      }),
    );
  });
});

describe('a cycle from its last decision on', () => {
  const cycle: Cycle = {
    state: 'deciding',
    periodFrom: '2024-01-01',
    periodTo: '2025-12-31',
    windows: defaultWindows('2026-03-02'),
    proposedBy: null,
    publicityUntil: null,
  };
  const context = {
    actor: who('office'),
    now: new Date('2026-03-09T15:59:59.999Z'),
    rubric: default2024,
    cohort: 3,
    writing: 0,
    unscored: 0,
    undecided: 0,
    unarbitrated: 0,
  } satisfies CycleContext;

  it.each([
    ['propose', 'deciding', {}, {}, []],
    ['propose', 'deciding', { undecided: 1 }, {}, ['evaluation.undecided']],
    ['propose', 'deciding', { actor: who('recommender') }, {}, ['evaluation.not-the-office']],
    ['take-back', 'proposed', {}, { proposedBy: 'me' }, []],
    ['release', 'proposed', {}, { proposedBy: 'another' }, []],
    ['release', 'proposed', {}, { proposedBy: 'me' }, ['publicity.own-proposal']],
    ['release', 'proposed', { actor: who('studio') }, { proposedBy: 'x' }, ['evaluation.not-the-office']],
    ['publish', 'publicity', {}, { publicityUntil: '2026-03-09' }, ['publicity.not-over']],
    ['publish', 'publicity', { now: new Date('2026-03-09T16:00:00Z') }, { publicityUntil: '2026-03-09' }, []],
    ['publish', 'publicity', {}, {}, ['publicity.not-over']],
    ['publish', 'deciding', {}, {}, ['machine.not-from-here']],
    ['cancel', 'publicity', {}, {}, ['machine.not-from-here']],
  ] as const)('%s from %s', (action, state, given, changes, expected) => {
    const subject = { ...cycle, ...changes, state };
    expect(codes(refusalsOf(cycleMachine, action, subject, { ...context, ...given }))).toEqual(expected);
  });

  it('has a decision for every action in every state: refused with a reason, or the next state', () => {
    for (const action of actionsOf(cycleMachine)) {
      for (const state of cycleStates) {
        const outcome = attempt(cycleMachine, action, { ...cycle, state }, context);
        expect(outcome.ok ? cycleStates.includes(outcome.subject.state) : outcome.refusals.length > 0).toBe(true);
      }
    }
  });
});

describe('a result', () => {
  const evaluation: Evaluation = { state: 'announced', studioId: 's1', closesAt: new Date(0) };
  const context = {
    actor: who('office'),
    now: new Date(0),
    cycle: 'published',
    rubric: default2024,
    lines: [],
    sheets: { wanted: 0, submitted: 0, open: 0 },
  } satisfies EvaluationContext;

  it.each([
    ['publish', 'announced', {}, []],
    ['publish', 'announced', { frozenBy: 2 }, ['publicity.frozen']],
    ['publish', 'decided', {}, ['machine.not-from-here']],
    ['correct-announced', 'announced', {}, []],
    ['correct', 'announced', {}, ['machine.not-from-here']],
    ['correct', 'retracted', {}, []],
    ['retract', 'published', { actor: who('studio') }, ['evaluation.not-the-office']],
    ['retract', 'retracted', {}, ['machine.not-from-here']],
    ['withdraw', 'decided', { cycle: 'proposed' }, ['publicity.proposal-is-fixed']],
    ['withdraw', 'announced', { cycle: 'publicity' }, []],
  ] as const)('%s from %s', (action, state, given, expected) => {
    expect(codes(refusalsOf(evaluationMachine, action, { ...evaluation, state }, { ...context, ...given }))).toEqual(
      expected,
    );
  });

  it('is known to its studio from the release on', () => {
    expect(
      (['decided', 'announced', 'published', 'retracted'] as const).map((state) => mayReadResult({ state })),
    ).toEqual([false, true, true, true]);
  });

  it.each([
    ['another grade', { grade: 'qualified', score: 6000 }, { grade: 'failed', score: 5900 }, {}, []],
    [
      'the same again',
      { grade: 'failed', score: 5900 },
      { grade: 'failed', score: 5900 },
      {},
      ['publicity.correction-changes-nothing'],
    ],
    [
      'the same after a retraction',
      { grade: null, score: null },
      { grade: 'failed', score: null },
      { retracted: true },
      [],
    ],
    [
      'qualified without a score',
      { grade: 'failed', score: null },
      { grade: 'qualified', score: null },
      {},
      ['publicity.score-needed'],
    ],
    [
      'while one is open',
      { grade: 'failed', score: 1 },
      { grade: 'failed', score: 2 },
      { open: 1 },
      ['publicity.correction-is-open'],
    ],
  ] as const)('corrected: %s', (_, from, to, around, expected) => {
    expect(codes(correctionRefusals('correction', from, to, { open: 0, retracted: false, ...around }))).toEqual(
      expected,
    );
  });

  it('is corrected by two people', () => {
    expect(flawsOf(correctionMachine, correctionStates)).toEqual({ unreachable: [], stuck: [] });
    const own = { state: 'proposed', proposedBy: 'me' } as const;
    expect(codes(refusalsOf(correctionMachine, 'release', own, { actor: who('office') }))).toEqual([
      'publicity.own-proposal',
    ]);
    expect(refusalsOf(correctionMachine, 'discard', own, { actor: who('office') })).toEqual([]);
    expect(codes(refusalsOf(correctionMachine, 'release', own, { actor: who('studio', 'x') }))).toEqual([
      'publicity.not-the-office',
    ]);
  });
});

describe('an objection', () => {
  const nobody: Participants = { deciding: [], proposing: [], evaluating: [], opinion: [], objecting: [] };
  const filed = { state: 'filed', objector: 'studio', filedBy: 'them', handlerId: null } as const;
  const held = { ...filed, state: 'under-review', handlerId: 'me' } as const;

  it('reaches every state and gets stuck in none', () => {
    expect(flawsOf(objectionMachine, objectionStates)).toEqual({ unreachable: [], stuck: [] });
  });

  it('names every way in which an account took part', () => {
    expect(dependenceOf('me', nobody)).toEqual([]);
    const all = { deciding: ['me'], proposing: ['me'], evaluating: ['me'], opinion: ['me'], objecting: ['me'] };
    expect(codes(dependenceOf('me', all))).toEqual([
      'objection.took-part-deciding',
      'objection.took-part-proposing',
      'objection.took-part-evaluating',
      'objection.took-part-opinion',
      'objection.took-part-objecting',
    ]);
    expect(dependenceOf('another', all)).toEqual([]);
  });

  it.each([
    ['take', filed, who('office'), nobody, []],
    ['take', filed, who('office'), { ...nobody, deciding: ['me'] }, ['objection.took-part-deciding']],
    ['take', held, who('office'), nobody, ['objection.already-yours']],
    ['take', held, who('office', 'another'), nobody, []],
    ['take', filed, who('recommender'), nobody, ['objection.not-the-office']],
    ['uphold', held, who('office'), nobody, []],
    ['uphold', held, who('office', 'another'), nobody, ['objection.not-the-handler']],
    ['uphold', filed, who('office'), nobody, ['machine.not-from-here']],
    ['reject', held, who('office'), { ...nobody, opinion: ['me'] }, ['objection.took-part-opinion']],
    ['withdraw', held, who('studio', 'them'), nobody, []],
    ['withdraw', filed, who('office'), nobody, ['objection.not-the-objector']],
    ['withdraw', { ...filed, objector: 'public' }, who('office'), nobody, []],
    ['withdraw', { ...held, state: 'rejected' }, who('studio', 'them'), nobody, ['machine.not-from-here']],
  ] as const)('%s', (action, objection, actor, participants, expected) => {
    expect(codes(refusalsOf(objectionMachine, action, objection, { actor, participants }))).toEqual(expected);
  });

  const filing = {
    actor: who('studio', 'them', { studioId: 's1' }),
    now: new Date('2026-03-09T15:59:59.999Z'),
    objector: 'studio',
    evaluation: { state: 'announced', studioId: 's1', recommenderId: 'r1' },
    publicityUntil: '2026-03-09',
    ownOpen: 0,
  } as const;
  it.each([
    [{}, []],
    [{ now: new Date('2026-03-09T16:00:00Z') }, ['objection.window-over']],
    [{ publicityUntil: null }, ['objection.not-open-yet']],
    [{ evaluation: { ...filing.evaluation, state: 'withdrawn' } }, ['objection.not-announced']],
    [{ actor: who('studio', 'them', { studioId: 's2' }) }, ['objection.not-entitled']],
    [{ ownOpen: 1 }, ['objection.already-filed']],
    [{ objector: 'recommender', actor: who('recommender', 'r', { recommenderId: 'r1' }) }, []],
    [{ objector: 'recommender', actor: who('recommender', 'r', { recommenderId: 'r2' }) }, ['objection.not-entitled']],
    [{ objector: 'public', actor: who('office'), ownOpen: 3 }, []],
    [{ objector: 'public' }, ['objection.not-entitled']],
  ] as const)('filed with %o', (given, expected) => {
    expect(codes(filingRefusals({ ...filing, ...given }))).toEqual(expected);
  });
});
