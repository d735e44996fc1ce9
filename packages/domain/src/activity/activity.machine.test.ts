import { describe, expect, it } from 'vitest';
import { attempt } from '../kernel/index.ts';
import type { Activity, ActivityState } from './activity.ts';
import type { ActivityAction, ActivityContext } from './activity.machine.ts';
import { activityMachine, activityOffers, discardRefusals, editRefusals } from './activity.machine.ts';
import { longest } from './activity.rule.ts';
import { isSeenBy } from './visibility.rule.ts';

const training: Activity = {
  id: 'a1',
  studioId: 's1',
  state: 'draft',
  version: 1,
  supersedesId: null,
  createdBy: 'secretary',
  kind: 'training',
  title: '行星齿轮箱装配工艺培训',
  summary: '',
  startedOn: '2026-11-20',
  endedOn: null,
  place: '',
  people: [{ memberId: 'm1', name: '贺原' }],
  metrics: { personTimes: 24, hours: 3 },
};
const studio = { accountId: 'secretary', grants: [{ role: 'studio', studioId: 's1' }] } as const;
const ownRecommender = { accountId: 'officer', grants: [{ role: 'recommender', recommenderId: 'r1' }] } as const;
const otherRecommender = { accountId: 'stranger', grants: [{ role: 'recommender', recommenderId: 'r2' }] } as const;
const context: ActivityContext = {
  actor: studio,
  studio: { id: 's1', recommenderId: 'r1', hasEnded: false },
  today: '2026-11-22',
  files: 1,
  leastEvidence: 1,
  correctionOpen: false,
  replaced: false,
};
const codes = (
  action: ActivityAction,
  state: ActivityState,
  changes: Partial<ActivityContext> = {},
  activity: Partial<Activity> = {},
) => {
  const outcome = attempt(activityMachine, action, { ...training, ...activity, state }, { ...context, ...changes });
  return outcome.ok ? outcome.subject.state : outcome.refusals.map((refusal) => refusal.code);
};

describe('an activity', () => {
  it.each<[string, ActivityAction, ActivityState, Partial<ActivityContext>, unknown]>([
    ['is submitted by its studio', 'submit', 'draft', {}, 'submitted'],
    ['is submitted again after a return', 'submit', 'returned', {}, 'submitted'],
    ['is not submitted by somebody else', 'submit', 'draft', { actor: ownRecommender }, ['activity.not-its-studio']],
    ['is not submitted without evidence', 'submit', 'draft', { files: 0 }, ['activity.evidence-missing']],
    [
      'needs no evidence where the office asks for none',
      'submit',
      'draft',
      { files: 0, leastEvidence: 0 },
      'submitted',
    ],
    [
      'is not submitted for a studio that has ended',
      'submit',
      'draft',
      { studio: { ...context.studio, hasEnded: true } },
      ['activity.studio-has-ended'],
    ],
    ['is withdrawn by its studio', 'withdraw', 'submitted', {}, 'draft'],
    ['is not withdrawn once verified', 'withdraw', 'verified', {}, ['machine.not-from-here']],
    ['is verified by its recommender', 'verify', 'submitted', { actor: ownRecommender }, 'verified'],
    [
      'is not verified by another recommender',
      'verify',
      'submitted',
      { actor: otherRecommender },
      ['activity.not-its-recommender'],
    ],
    [
      'is not verified by its studio',
      'verify',
      'submitted',
      {},
      ['activity.not-its-recommender', 'activity.own-activity'],
    ],
    ['is returned with a reason', 'return', 'submitted', { actor: ownRecommender, reason: '缺签到表' }, 'returned'],
    ['is not returned without one', 'return', 'submitted', { actor: ownRecommender }, ['activity.reason-missing']],
    [
      'is not returned with blanks for one',
      'return',
      'submitted',
      { actor: ownRecommender, reason: ' ' },
      ['activity.reason-missing'],
    ],
    [
      'is not returned with an essay',
      'return',
      'submitted',
      { actor: ownRecommender, reason: '长'.repeat(longest.reason + 1) },
      ['activity.reason-too-long'],
    ],
    ['is corrected with a reason and keeps counting', 'correct', 'verified', { reason: '人次有误' }, 'verified'],
    [
      'has one correction at a time',
      'correct',
      'verified',
      { reason: '人次有误', correctionOpen: true },
      ['activity.correction-open'],
    ],
    ['is superseded once its correction is verified', 'supersede', 'verified', { replaced: true }, 'superseded'],
    ['is not superseded before', 'supersede', 'verified', {}, ['activity.replacement-unverified']],
    ['is not corrected twice over', 'correct', 'superseded', { reason: '再改' }, ['machine.not-from-here']],
  ])('%s', (_, action, state, changes, expected) => {
    expect(codes(action, state, changes)).toEqual(expected);
  });

  it('says everything that is missing at once', () => {
    expect(codes('submit', 'draft', { files: 0 }, { title: ' ', people: [], metrics: { sessions: 1 } })).toEqual([
      'activity.title-missing',
      'activity.people-missing',
      'activity.metrics-missing',
      'activity.metrics-missing',
      'activity.evidence-missing',
    ]);
  });

  it('is not submitted with a fault in it', () => {
    expect(codes('submit', 'draft', {}, { startedOn: '2026-11-23' })).toEqual(['activity.date-in-future']);
  });
});

describe('what is offered', () => {
  const offered = (state: ActivityState, changes: Partial<ActivityContext> = {}) =>
    activityOffers({ ...training, state }, { ...context, ...changes }).map((offer) => offer.action);

  it.each<[string, ActivityState, Partial<ActivityContext>, readonly string[]]>([
    ['to the studio for a draft', 'draft', {}, ['submit', 'edit', 'discard']],
    ['to the studio for a returned one', 'returned', {}, ['submit', 'edit', 'discard']],
    ['to the studio while it waits', 'submitted', {}, ['withdraw']],
    ['to its recommender', 'submitted', { actor: ownRecommender }, ['verify', 'return']],
    ['to another recommender', 'submitted', { actor: otherRecommender }, []],
    ['to the studio once verified', 'verified', {}, ['correct']],
    ['to nobody once superseded', 'superseded', {}, []],
  ])('%s', (_, state, changes, expected) => {
    expect(offered(state, changes)).toEqual(expected);
  });

  it('tells why a button cannot be pressed', () => {
    const submit = activityOffers(training, { ...context, files: 0 }).find((offer) => offer.action === 'submit');
    expect(submit?.refusals.map((refusal) => refusal.code)).toEqual(['activity.evidence-missing']);
  });
});

describe('editing and discarding', () => {
  it.each<[ActivityState, boolean]>([
    ['draft', true],
    ['returned', true],
    ['submitted', false],
    ['verified', false],
    ['superseded', false],
  ])('of a %s one: %s', (state, open) => {
    expect(editRefusals({ ...training, state }, context).length === 0).toBe(open);
    expect(discardRefusals({ ...training, state }, context).length === 0).toBe(open);
  });

  it('is for its own studio, and not after its end', () => {
    const ended = { ...context, studio: { ...context.studio, hasEnded: true } };
    expect(editRefusals(training, { ...context, actor: ownRecommender })[0]?.code).toBe('activity.not-its-studio');
    expect(discardRefusals(training, { ...context, actor: ownRecommender })[0]?.code).toBe('activity.not-its-studio');
    expect(editRefusals(training, ended)[0]?.code).toBe('activity.studio-has-ended');
    expect(discardRefusals(training, ended)).toEqual([]);
  });
});

describe('who sees it', () => {
  it.each<[string, ActivityState, Parameters<typeof isSeenBy>[0], boolean]>([
    ['a draft: its studio', 'draft', studio, true],
    ['a draft: not its recommender', 'draft', ownRecommender, false],
    ['a draft: not the office', 'draft', { grants: [{ role: 'office' }] }, false],
    ['a submitted one: its recommender', 'submitted', ownRecommender, true],
    ['a submitted one: the office', 'submitted', { grants: [{ role: 'office' }] }, true],
    ['a submitted one: no other recommender', 'submitted', otherRecommender, false],
    ['a verified one: no other studio', 'verified', { grants: [{ role: 'studio', studioId: 's2' }] }, false],
  ])('%s', (_, state, actor, expected) => {
    expect(isSeenBy(actor, { ...training, state }, 'r1')).toBe(expected);
  });
});
