import { describe, expect, it } from 'vitest';
import type { Actor, Grant } from '../identity/index.ts';
import type { Refusal } from '../kernel/index.ts';
import { flawsOf, refusalsOf } from '../kernel/index.ts';
import type { Application, ApplicationContext, Recommendation, RecommendationContext, Round } from './index.ts';
import {
  applicationMachine,
  applicationStates,
  recommendationMachine,
  recommendationStates,
  roundMachine,
  roundPhase,
  roundStates,
} from './index.ts';

const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code);
const who = (grant: Grant, accountId = 'me'): Actor => ({ accountId, name: '', grants: [grant] });
const office = who({ role: 'office' });
const district = who({ role: 'recommender', recommenderId: 'r1' });
const studio = who({ role: 'studio', studioId: 's1' });
const unit = who({ role: 'applicant', hostUnitId: 'u1' });

// 2024: applications until 07-15 18:00 Beijing time, recommenders from 07-16 to the end of 07-22.
const windows = {
  opensAt: new Date('2024-07-03T01:00:00Z'),
  applicationsCloseAt: new Date('2024-07-15T10:00:00Z'),
  recommendingOpensAt: new Date('2024-07-15T16:00:00Z'),
  recommendingClosesAt: new Date('2024-07-22T16:00:00Z'),
};
const applying = new Date('2024-07-15T09:59:59.900Z');
const atTheHour = new Date('2024-07-15T10:00:00.000Z');
const recommending = new Date('2024-07-22T15:59:59.999Z');
const over = new Date('2024-07-22T16:00:00.000Z');
const round: Round = {
  state: 'called',
  year: 2024,
  windows,
  places: { municipal: 30, chief: 15, national: 5 },
  proposedBy: null,
  publicityUntil: null,
};

describe('a round', () => {
  it.each([
    ['2024-07-03T00:59:59.999Z', 'announced'],
    ['2024-07-03T01:00:00.000Z', 'applying'],
    ['2024-07-15T09:59:59.900Z', 'applying'],
    ['2024-07-15T10:00:00.000Z', 'between'],
    ['2024-07-15T16:00:00.000Z', 'recommending'],
    ['2024-07-22T15:59:59.999Z', 'recommending'],
    ['2024-07-22T16:00:00.000Z', 'closed'],
  ])('at %s is %s', (now, phase) => {
    expect(roundPhase(round, new Date(now))).toBe(phase);
    expect(roundPhase({ ...round, state: 'reviewing' }, new Date(now))).toBeNull();
  });

  const context = { actor: office, now: new Date('2024-07-03T00:00:00Z'), undecided: 0 };
  it.each([
    ['call', { state: 'draft' }, {}, []],
    ['call', { state: 'draft' }, { actor: district }, ['round.not-the-office']],
    ['call', { state: 'draft' }, { now: atTheHour }, ['round.window-in-the-past']],
    ['call', { state: 'draft', places: { municipal: 0, chief: 0, national: 0 } }, {}, ['round.no-places']],
    [
      'call',
      { state: 'draft', windows: { ...windows, recommendingOpensAt: applying } },
      {},
      ['round.windows-out-of-order'],
    ],
    ['start-review', {}, { now: recommending }, ['round.recommending-still-open']],
    ['start-review', {}, { now: over }, []],
    ['propose', { state: 'reviewing' }, { undecided: 2 }, ['round.undecided']],
    ['propose', { state: 'reviewing' }, {}, []],
    ['release', { state: 'proposed', proposedBy: 'me' }, {}, ['round.own-proposal']],
    ['release', { state: 'proposed', proposedBy: 'another' }, {}, []],
    ['publish', { state: 'publicity', publicityUntil: '2024-08-09' }, {}, ['round.publicity-not-over']],
    [
      'publish',
      { state: 'publicity', publicityUntil: '2024-08-09' },
      { now: new Date('2024-08-09T16:00:00Z'), frozen: 1 },
      ['round.frozen'],
    ],
    ['publish', { state: 'publicity', publicityUntil: '2024-08-09' }, { now: new Date('2024-08-09T16:00:00Z') }, []],
    ['cancel', { state: 'publicity' }, {}, ['machine.not-from-here']],
  ] as const)('%s %j %j', (action, changes, given, expected) => {
    expect(codes(refusalsOf(roundMachine, action, { ...round, ...changes }, { ...context, ...given }))).toEqual(
      expected,
    );
  });

  it('reaches every state and gets stuck in none', () => {
    expect(flawsOf(roundMachine, roundStates)).toEqual({ unreachable: [], stuck: [] });
  });
});

describe('an application', () => {
  const application: Application = {
    state: 'submitted',
    kind: 'upgrade',
    target: 'chief',
    exceptionGround: null,
    studioId: 's1',
    hostUnitId: 'u1',
    recommenderId: 'r1',
    awaitsEvaluation: false,
  };
  const founding = { kind: 'founding', studioId: null } as const;
  const context: ApplicationContext = { actor: studio, now: applying, round };
  const reviewing = { actor: office, round: { ...round, state: 'reviewing' } } as const;

  it.each([
    ['submit', { state: 'draft' }, {}, []],
    ['submit', { state: 'draft' }, { now: atTheHour }, ['application.applications-closed']],
    ['submit', { state: 'draft' }, { now: new Date('2024-07-03T00:00:00Z') }, ['application.not-open-yet']],
    ['submit', { state: 'returned' }, { now: recommending }, []],
    ['submit', { state: 'returned' }, { now: over }, ['application.applications-closed']],
    ['submit', { state: 'draft' }, { actor: unit }, ['application.not-the-applicant']],
    ['submit', { state: 'draft', ...founding }, { actor: unit }, []],
    ['submit', { state: 'draft', ...founding }, {}, ['application.not-the-applicant']],
    [
      'submit',
      { state: 'draft' },
      { faults: [{ code: 'application.deeds-too-short', params: {} }] },
      ['application.incomplete', 'application.deeds-too-short'],
    ],
    ['withdraw', {}, { now: recommending }, []],
    ['withdraw', {}, { now: over }, ['application.recommending-closed']],
    ['withdraw', { state: 'recommended' }, {}, ['machine.not-from-here']],
    ['return', {}, { actor: district, reason: '社保证明缺页' }, []],
    ['return', {}, { actor: district, reason: ' ' }, ['application.reason-needed']],
    ['return', {}, { actor: studio, reason: 'x' }, ['application.not-its-recommender']],
    ['recommend', {}, { actor: district, now: recommending }, []],
    ['recommend', {}, { actor: district }, ['application.recommending-not-open']],
    ['recommend', {}, { actor: district, now: over }, ['application.recommending-closed']],
    ['take-back', { state: 'recommended' }, { actor: office, now: recommending }, []],
    ['pass-over', {}, {}, []],
    ['accept', { state: 'recommended' }, reviewing, []],
    ['accept', { state: 'recommended' }, { actor: office }, ['application.not-in-review']],
    ['accept', { state: 'recommended', awaitsEvaluation: true }, reviewing, ['application.awaits-evaluation']],
    ['refuse', { state: 'recommended' }, reviewing, ['application.reason-needed']],
    ['refuse', { state: 'recommended' }, { ...reviewing, reason: '二(二)' }, []],
    ['reinstate', { state: 'refused' }, { ...reviewing, reason: '误判' }, []],
    ['award', { state: 'accepted' }, { actor: office }, []],
    ['award', { state: 'accepted' }, {}, ['application.not-the-office']],
    ['award', { state: 'recommended' }, { actor: office }, ['machine.not-from-here']],
    ['decline', { state: 'accepted' }, { actor: office }, []],
    ['close', { state: 'recommended' }, {}, []],
    ['close', { state: 'draft' }, {}, ['machine.not-from-here']],
  ] as const)('%s %j', (action, changes, given, expected) => {
    const subject = { ...application, ...changes };
    expect(codes(refusalsOf(applicationMachine, action, subject, { ...context, ...given }))).toEqual(expected);
  });

  it('reaches every state and gets stuck in none', () => {
    expect(flawsOf(applicationMachine, applicationStates)).toEqual({ unreachable: [], stuck: [] });
  });
});

describe('a recommendation', () => {
  const draft: Recommendation = { state: 'draft', recommenderId: 'r1' };
  const context: RecommendationContext = {
    actor: district,
    now: recommending,
    round,
    ranked: 2,
    hasSealedLetter: true,
    unverified: [],
  };

  it.each([
    ['submit', {}, {}, []],
    ['submit', {}, { now: applying }, ['recommendation.not-open-yet']],
    ['submit', {}, { now: over }, ['recommendation.window-over']],
    ['submit', {}, { actor: office }, ['recommendation.not-the-recommender']],
    [
      'submit',
      {},
      { ranked: 0, hasSealedLetter: false, unverified: ['重庆长安'] },
      ['recommendation.nothing-ranked', 'recommendation.letter-missing', 'recommendation.verification-form-missing'],
    ],
    ['submit', { state: 'submitted' }, {}, ['machine.not-from-here']],
    ['reopen', { state: 'submitted' }, { actor: office, reason: '名次填反' }, []],
    ['reopen', { state: 'submitted' }, { actor: office }, ['recommendation.reason-needed']],
    ['reopen', { state: 'submitted' }, { actor: office, reason: 'x', now: over }, ['recommendation.window-over']],
    ['reopen', { state: 'submitted' }, { reason: 'x' }, ['recommendation.not-the-office']],
  ] as const)('%s %j', (action, changes, given, expected) => {
    const subject = { ...draft, ...changes };
    expect(codes(refusalsOf(recommendationMachine, action, subject, { ...context, ...given }))).toEqual(expected);
  });

  it('reaches every state and gets stuck in none', () => {
    expect(flawsOf(recommendationMachine, recommendationStates)).toEqual({ unreachable: [], stuck: [] });
  });
});
