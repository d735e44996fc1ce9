import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../identity/index.ts';
import type { Refusal } from '../kernel/index.ts';
import { attempt, flawsOf, refusalsOf } from '../kernel/index.ts';
import type {
  Cycle,
  CycleContext,
  CycleWindows,
  Evaluation,
  EvaluationContext,
  Mark,
  Scoresheet,
  ScoringContext,
} from './index.ts';
import {
  cycleMachine,
  cycleStates,
  default2024,
  evaluationMachine,
  evaluationStates,
  markRefusals,
  missingLines,
  refusalsOfLine,
  scoresheetMachine,
  scoresheetStates,
  timeText,
  writingRefusals,
} from './index.ts';

const who = (role: Role, accountId = 'me', studioId = 's1'): Actor => ({
  accountId,
  name: '',
  grants: [role === 'studio' ? { role, studioId } : { role }],
});
const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code.replace('evaluation.', ''));
const closes = new Date('2026-11-27T10:00:00Z');
const before = new Date('2026-11-27T09:59:59.999Z');
const window = (at: Date) => ({ dueAt: at, closesAt: at });
const windows: CycleWindows = {
  selfEvaluation: window(closes),
  opinion: window(new Date('2026-12-07T10:00:00Z')),
  scoring: window(new Date('2026-12-27T10:00:00Z')),
  visits: window(new Date('2027-01-11T10:00:00Z')),
  decision: window(new Date('2027-01-25T10:00:00Z')),
  publicity: window(new Date('2027-02-01T10:00:00Z')),
};

describe('the machines', () => {
  it('reach every state and get stuck in none', () => {
    expect(flawsOf(cycleMachine, cycleStates)).toEqual({ unreachable: [], stuck: [] });
    expect(flawsOf(evaluationMachine, evaluationStates)).toEqual({ unreachable: [], stuck: [] });
    expect(flawsOf(scoresheetMachine, scoresheetStates)).toEqual({ unreachable: [], stuck: [] });
  });

  it('speak of instants as the office’s clocks show them', () => {
    expect(timeText(closes)).toBe('2026-11-27 18:00');
    expect(timeText(new Date('2026-11-27T16:05:00Z'))).toBe('2026-11-28 00:05');
  });
});

describe('a cycle', () => {
  const cycle: Cycle = {
    state: 'draft',
    periodFrom: '2024-11-01',
    periodTo: '2026-10-31',
    windows,
    proposedBy: null,
    publicityUntil: null,
  };
  const context: CycleContext = {
    actor: who('office'),
    now: before,
    rubric: default2024,
    cohort: 3,
    writing: 0,
    unscored: 0,
    undecided: 0,
  };
  it.each([
    ['open', 'draft', {}, {}, []],
    ['open', 'draft', { actor: who('evaluator') }, {}, ['not-the-office']],
    ['open', 'draft', { cohort: 0 }, {}, ['cohort-empty']],
    ['open', 'draft', { rubric: { ...default2024, fullScore: 9900 } }, {}, ['rubric-not-full']],
    ['open', 'draft', {}, { periodTo: '2024-11-01' }, ['period-out-of-order']],
    ['open', 'draft', {}, { windows: { ...windows, opinion: windows.selfEvaluation } }, ['windows-out-of-order']],
    ['open', 'draft', { now: closes }, {}, ['window-in-the-past']],
    ['start-scoring', 'self-evaluation', { writing: 2 }, {}, ['self-evaluation-still-open']],
    ['start-scoring', 'self-evaluation', { writing: 2, now: closes }, {}, []],
    ['start-scoring', 'self-evaluation', {}, {}, []],
    ['start-deciding', 'scoring', { unscored: 1 }, {}, ['evaluations-unfinished']],
    ['start-deciding', 'scoring', { writing: 1 }, {}, ['evaluations-unfinished']],
    ['start-deciding', 'scoring', {}, {}, []],
    ['propose', 'deciding', { undecided: 1 }, {}, ['undecided']],
    ['propose', 'deciding', {}, {}, []],
    ['cancel', 'scoring', { actor: who('studio') }, {}, ['not-the-office']],
    ['cancel', 'scoring', {}, {}, []],
  ] as const)('%s from %s', (action, state, given, changes, expected) => {
    expect(codes(refusalsOf(cycleMachine, action, { ...cycle, ...changes, state }, { ...context, ...given }))).toEqual(
      expected,
    );
  });
});

describe('an evaluation', () => {
  const evaluation: Evaluation = { state: 'self-evaluating', studioId: 's1', closesAt: closes };
  const lines = default2024.indicators.map(({ code }) => ({ indicator: code, score: 100, text: '…' }));
  const context: EvaluationContext = {
    actor: who('studio'),
    now: before,
    cycle: 'self-evaluation',
    rubric: default2024,
    lines,
    sheets: { wanted: 2, submitted: 2, open: 0 },
  };
  it.each([
    ['submit', 'self-evaluating', {}, []],
    ['submit', 'self-evaluating', { actor: who('studio', 'me', 's2') }, ['not-its-studio']],
    ['submit', 'self-evaluating', { now: closes }, ['self-evaluation-closed']],
    ['submit', 'self-evaluating', { cycle: 'deciding' }, ['cycle-not-running']],
    ['submit', 'self-evaluating', { lines: lines.slice(1) }, ['self-score-missing', 'self-text-missing']],
    ['return', 'submitted', { actor: who('recommender') }, []],
    ['return', 'submitted', { actor: who('recommender'), cycle: 'deciding' }, ['cycle-not-running']],
    ['return', 'submitted', { actor: who('office') }, ['opinion.not-its-recommender']],
    ['aggregate', 'submitted', {}, []],
    ['aggregate', 'submitted', { sheets: { wanted: 2, submitted: 1, open: 0 } }, ['sheets-unfinished']],
    ['aggregate', 'submitted', { sheets: { wanted: 2, submitted: 2, open: 1 } }, ['sheets-unfinished']],
    ['decide', 'scored', { actor: who('office'), cycle: 'deciding' }, []],
    ['decide', 'scored', { actor: who('office') }, ['cycle-not-running']],
    ['decide', 'missed', { cycle: 'deciding' }, ['not-the-office']],
    ['extend', 'missed', { actor: who('office'), cycle: 'scoring' }, []],
    ['unscore', 'scored', { actor: who('office'), cycle: 'published' }, ['cycle-not-running']],
    ['set-bonus', 'decided', { actor: who('office'), cycle: 'deciding' }, []],
    ['set-bonus', 'scored', { actor: who('office') }, ['cycle-not-running']],
    ['withdraw', 'decided', { actor: who('office') }, []],
    ['begin', 'planned', { actor: who('office') }, []],
    ['miss', 'self-evaluating', {}, ['not-the-office']],
    ['announce', 'decided', { actor: who('office') }, []],
    ['publish', 'announced', { actor: who('office') }, []],
    ['restore', 'withdrawn', {}, ['not-the-office']],
  ] as const)('%s from %s', (action, state, given, expected) => {
    const outcome = attempt(evaluationMachine, action, { ...evaluation, state }, { ...context, ...given });
    expect(outcome.ok ? [] : codes(outcome.refusals)).toEqual(expected);
  });

  it('is written by its studio, exactly until it closes, and not once handed in', () => {
    expect(writingRefusals(evaluation, context)).toEqual([]);
    expect(codes(writingRefusals(evaluation, { ...context, now: closes }))).toEqual(['self-evaluation-closed']);
    expect(codes(writingRefusals({ ...evaluation, state: 'submitted' }, context))).toEqual(['self-evaluation-closed']);
  });

  it('takes a line of the rubric up to its full mark', () => {
    expect(refusalsOfLine(default2024, { indicator: 'D2', score: 1000 })).toEqual([]);
    expect(refusalsOfLine(default2024, { indicator: 'D2', score: null })).toEqual([]);
    expect(codes(refusalsOfLine(default2024, { indicator: 'D2', score: 1001 }))).toEqual(['score-above-full']);
    expect(codes(refusalsOfLine(default2024, { indicator: 'X', score: 1 }))).toEqual(['unknown-indicator']);
    expect(missingLines(default2024, lines)).toEqual([]);
    expect(missingLines(default2024, [])).toHaveLength(36);
    expect(codes(missingLines(default2024, lines.with(0, { indicator: 'A1', score: 0, text: '  ' })))).toEqual([
      'self-text-missing',
    ]);
  });
});

describe('a sheet', () => {
  const marks = default2024.indicators.map(({ code, points }): Mark => ({
    indicator: code,
    score: points,
    notApplicable: false,
    deductions: [],
    comment: '',
  }));
  const sheet: Scoresheet = { state: 'draft', accountId: 'me', marks };
  const context: ScoringContext = {
    actor: who('evaluator'),
    now: before,
    closesAt: closes,
    cycle: 'scoring',
    evaluation: 'submitted',
    rubric: default2024,
    prefills: [],
  };
  const office = { actor: who('office') };
  it.each([
    ['submit', 'draft', {}, []],
    ['submit', 'draft', { now: closes }, ['scoring-closed']],
    ['submit', 'draft', { actor: who('evaluator', 'other') }, ['not-its-evaluator']],
    ['submit', 'draft', { actor: who('office') }, ['not-its-evaluator']],
    ['submit', 'draft', { cycle: 'deciding' }, ['scoring-not-open']],
    ['submit', 'draft', { evaluation: 'self-evaluating' }, ['self-evaluation-not-in']],
    ['enter', 'draft', office, []],
    ['enter', 'draft', {}, ['not-the-office']],
    ['enter', 'draft', { ...office, now: closes }, ['scoring-closed']],
    ['recuse', 'draft', {}, []],
    ['recuse', 'draft', office, ['not-its-evaluator']],
    ['release', 'draft', office, []],
    ['release', 'draft', {}, ['not-the-office']],
    ['reopen', 'submitted', office, []],
    ['reopen', 'submitted', { ...office, cycle: 'deciding' }, ['scoring-not-open']],
    ['seal', 'submitted', office, []],
    ['seal', 'submitted', {}, ['not-the-office']],
  ] as const)('%s from %s', (action, state, given, expected) => {
    expect(codes(refusalsOf(scoresheetMachine, action, { ...sheet, state }, { ...context, ...given }))).toEqual(
      expected,
    );
  });

  it('lists unmarked lines and each comment owed, with the border it rests on', () => {
    const rubric = { ...default2024, comments: { belowPercent: 60, abovePercent: 95, offPrefillPercent: 30 } };
    const some = [
      { ...marks[0]!, score: 0 },
      { ...marks[1]!, score: null, notApplicable: true },
      ...marks.slice(2, 17),
    ];
    const found = refusalsOf(scoresheetMachine, 'submit', { ...sheet, marks: some }, { ...context, rubric });
    expect(codes(found).slice(0, 3)).toEqual(['line-unmarked', 'comment-below', 'comment-not-applicable']);
    expect(found[1]!.params).toEqual({ indicator: 'A1', percent: 60 });
    expect(codes(found).filter((code) => code === 'comment-above')).toHaveLength(15);
  });

  it('takes a mark only while it is a draft, and nothing wrong in it', () => {
    const good = { ...marks[12]!, score: 775, deductions: [{ code: 'outside-period', count: 1, amount: 150 }] };
    expect(markRefusals(sheet, good, context)).toEqual([]);
    expect(codes(markRefusals({ ...sheet, state: 'submitted' }, good, context))).toEqual(['scoring-not-open']);
    expect(codes(markRefusals(sheet, good, { ...context, now: closes }))).toEqual(['scoring-closed']);
    const wrong = { ...good, score: 1001, notApplicable: true, deductions: [{ code: 'none', count: 1, amount: 1 }] };
    expect(codes(markRefusals(sheet, wrong, context))).toEqual([
      'score-above-full',
      'score-and-not-applicable',
      'unknown-deduction',
    ]);
    expect(codes(markRefusals(sheet, { ...good, indicator: 'Z' }, context))).toEqual(['unknown-indicator']);
  });
});
