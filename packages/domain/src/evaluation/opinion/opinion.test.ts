import { describe, expect, it } from 'vitest';
import type { Refusal } from '../../kernel/index.ts';
import { attempt, flawsOf, offers, refusalsOf } from '../../kernel/index.ts';
import { default2024 } from '../rubric/default-2024.ts';
import type { Opinion, OpinionContext } from './opinion.machine.ts';
import { closingAfterReturn, opinionMachine, opinionWritingRefusals } from './opinion.machine.ts';
import { opinionStanding, opinionStates } from './opinion.ts';

const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code.replace('opinion.', ''));
const now = new Date('2026-05-06T02:00:00Z');
const closesAt = new Date('2026-05-15T10:00:00Z');
const line = { indicator: 'C1', score: 500, reason: '两个项目没有结题材料' };

const opinion: Opinion = { state: 'pending', recommenderId: 'r1', lines: [], returnedBefore: false };
const context: OpinionContext = {
  actor: { grants: [{ role: 'recommender', recommenderId: 'r1' }] },
  now,
  evaluation: 'submitted',
  closesAt,
  rubric: default2024,
  selfScores: new Map([['C1', 800]]),
  returnDays: 3,
  sheetsHandedIn: 0,
  reason: '佐证与填报不符',
};
const stranger = { grants: [{ role: 'recommender' as const, recommenderId: 'r2' }] };
const lastMoment = new Date(closesAt.getTime() - 3 * 86_400_000);

describe('an opinion', () => {
  it('reaches every state and gets stuck in none', () => {
    expect(flawsOf(opinionMachine, opinionStates)).toEqual({ unreachable: [], stuck: [] });
  });

  it.each([
    ['agree', {}, {}, []],
    ['agree', { lines: [line] }, {}, ['lines-adjusted']],
    ['agree', {}, { actor: stranger }, ['not-its-recommender']],
    ['agree', {}, { actor: { grants: [{ role: 'office' as const }] } }, ['not-its-recommender']],
    ['agree', {}, { evaluation: 'self-evaluating' as const }, ['not-handed-in']],
    ['agree', {}, { evaluation: 'decided' as const }, ['not-handed-in']],
    ['agree', {}, { now: closesAt }, ['window-closed']],
    ['agree', {}, { now: new Date(closesAt.getTime() - 1) }, []],
    ['adjust', { lines: [line] }, {}, []],
    ['adjust', {}, {}, ['nothing-adjusted']],
    ['adjust', { lines: [{ ...line, score: null }] }, {}, ['line-score-missing']],
    ['adjust', { lines: [{ ...line, reason: ' ' }] }, {}, ['line-reason-missing']],
    ['adjust', { lines: [{ ...line, score: 800 }] }, {}, ['line-same-as-self']],
    ['adjust', { lines: [line] }, { now: closesAt }, ['window-closed']],
    ['return', {}, {}, []],
    ['return', { lines: [line] }, {}, []],
    ['return', { returnedBefore: true }, {}, ['already-returned']],
    ['return', {}, { reason: ' ' }, ['reason-missing']],
    ['return', {}, { sheetsHandedIn: 1 }, ['sheet-handed-in']],
    ['return', {}, { now: lastMoment }, []],
    ['return', {}, { now: new Date(lastMoment.getTime() + 1) }, ['return-leaves-no-time']],
    ['return', {}, { now: closesAt }, ['window-closed']],
    ['return', {}, { actor: stranger }, ['not-its-recommender']],
  ] as const)('%s of %o in %o', (action, changes, given, expected) => {
    const found = refusalsOf(opinionMachine, action, { ...opinion, ...changes }, { ...context, ...given });
    expect(codes(found)).toEqual(expected);
  });

  it.each([
    ['take-back', 'agreed', {}, []],
    ['take-back', 'adjusted', { sheetsHandedIn: 2 }, ['sheet-handed-in']],
    ['take-back', 'agreed', { now: closesAt }, ['window-closed']],
    ['renew', 'returned', {}, []],
    ['renew', 'adjusted', {}, []],
    ['renew', 'returned', { evaluation: 'self-evaluating' as const }, ['not-handed-in']],
  ] as const)('%s from %s in %o', (action, state, given, expected) => {
    const outcome = attempt(opinionMachine, action, { ...opinion, state }, { ...context, ...given });
    expect(outcome.ok ? outcome.subject.state : codes(outcome.refusals)).toEqual(
      expected.length > 0 ? expected : 'pending',
    );
  });

  it('offers nothing but waiting while it is returned', () => {
    expect(offers(opinionMachine, { ...opinion, state: 'returned' }, context).map(({ action }) => action)).toEqual([
      'renew',
    ]);
  });

  it('is written while it is open, each line of the rubric once and up to its full mark', () => {
    const written = (lines: Opinion['lines'], given: Partial<OpinionContext> = {}) =>
      opinionWritingRefusals({ ...opinion, lines }, { ...context, ...given }).map(({ code }) => code);
    expect(written([line, { ...line, indicator: 'D2', score: null, reason: '' }])).toEqual([]);
    expect(written([line, line])).toEqual(['opinion.line-twice']);
    expect(written([{ ...line, score: 801 }])).toEqual(['evaluation.score-above-full']);
    expect(written([{ ...line, indicator: 'Z' }])).toEqual(['evaluation.unknown-indicator']);
    expect(written([], { now: closesAt })).toEqual(['opinion.window-closed']);
    expect(written([], { actor: stranger, evaluation: 'missed' })).toEqual([
      'opinion.not-its-recommender',
      'opinion.not-handed-in',
    ]);
  });
});

describe('a return', () => {
  it('leaves the studio its own closing instant, or the days of the cycle when these end later', () => {
    const own = new Date('2026-05-20T10:00:00Z');
    expect(closingAfterReturn(own, now, 3)).toEqual(own);
    expect(closingAfterReturn(now, now, 3)).toEqual(new Date('2026-05-09T02:00:00Z'));
  });
});

describe('where an opinion stands', () => {
  const window = { dueAt: new Date('2026-05-10T10:00:00Z'), closesAt };
  it.each([
    ['pending', false, now, 'awaiting'],
    ['pending', true, now, 'pending'],
    ['pending', true, window.dueAt, 'late'],
    ['pending', true, closesAt, 'missing'],
    ['pending', false, closesAt, 'missing'],
    ['returned', false, now, 'returned'],
    ['returned', false, closesAt, 'missing'],
    ['agreed', true, closesAt, 'agreed'],
    ['adjusted', true, now, 'adjusted'],
    ['adjusted', false, now, 'awaiting'],
    ['agreed', false, closesAt, 'missing'],
  ] as const)('%s, handed in %s, at %o: %s', (state, handedIn, at, expected) => {
    expect(opinionStanding(state, handedIn, window, at)).toBe(expected);
  });
});
