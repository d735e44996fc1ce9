import { describe, expect, it } from 'vitest';
import type { Actor, Role } from '../../identity/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { actionsOf, attempt, flawsOf, refusalsOf } from '../../kernel/index.ts';
import type { Rectification, RectificationAction, RectificationContext, RectificationItem } from '../index.ts';
import { defaultRectificationSettings, rectificationMachine, rectificationStates } from '../index.ts';

const who = (role: Role, accountId = 'me'): Actor => ({
  accountId,
  name: '',
  grants: [role === 'studio' ? { role, studioId: 's1' } : { role }],
});
const item = (code: string, rest: Partial<RectificationItem> = {}): RectificationItem => ({
  code,
  kind: 'line',
  text: null,
  points: 400,
  score: 100,
  cause: 'line-below',
  reason: null,
  removed: false,
  plan: '措施',
  planBy: '2026-05-31',
  report: '完成',
  evidence: 1,
  ...rest,
});
const rectification: Rectification = {
  state: 'drafted',
  studioId: 's1',
  dueOn: '2026-05-31',
  extended: false,
  settings: defaultRectificationSettings,
  hasVeto: false,
  items: [item('A1')],
  answerUntil: '2026-06-15',
  intended: 'revoke',
  concludedBy: 'checked',
  noticedBy: 'noticed',
};
const office = who('office');
const studio = who('studio');
const lastMoment = new Date('2026-05-31T15:59:59.999Z');
const over = new Date('2026-05-31T16:00:00Z');
const heardOut = new Date('2026-06-15T16:00:00Z');
const effect = (passed: boolean) => ({
  passed,
  items: [{ code: 'A1', kind: 'line' as const, met: passed, mean: 300, needed: 240, done: 0, of: 1 }],
});
const context: RectificationContext = {
  actor: office,
  now: lastMoment,
  studio: { tier: 'chief', heldDistrictTier: false, standing: 'rectifying' },
  checks: { submitted: 1, open: 0 },
  effect: null,
};
const codes = (refusals: readonly Refusal[]) => refusals.map(({ code }) => code.replace('rectification.', ''));
const all = { handedIn: true };

/** What lets each action through from its states. */
const letsThrough: Record<RectificationAction, Partial<RectificationContext>> = {
  issue: {},
  'hand-in-plan': { actor: studio, ...all },
  'return-plan': {},
  'accept-plan': {},
  extend: { until: '2026-06-30' },
  report: { actor: studio, ...all },
  'start-check': { checkers: 1 },
  pass: { effect: effect(true) },
  fail: { effect: effect(false) },
  expire: { actor: null, now: over },
  notice: {},
  state: { actor: studio },
  answer: {},
  'check-again': {},
  downgrade: { now: heardOut, choice: 'downgrade' },
  revoke: { now: heardOut, choice: 'revoke' },
  'report-to-ministry': { now: heardOut, choice: 'revoke', studio: { ...context.studio, tier: 'national' } },
  confirm: {},
  recall: {},
  withdraw: { actor: null, studio: { ...context.studio, standing: 'active' } },
};

describe('the machine of a rectification', () => {
  it('reaches every state and gets stuck in none', () => {
    expect(flawsOf(rectificationMachine, rectificationStates)).toEqual({ unreachable: [], stuck: [] });
  });

  const pairs = rectificationStates.flatMap((state) =>
    actionsOf(rectificationMachine).map((action) => [state, action] as const),
  );
  it.each(pairs)('%s: %s is decided', (state, action) => {
    const move = rectificationMachine.moves[action];
    const outcome = attempt(
      rectificationMachine,
      action,
      { ...rectification, state },
      { ...context, ...letsThrough[action] },
    );
    const told = outcome.ok ? outcome.subject.state : codes(outcome.refusals);
    expect(told).toEqual(move.from.includes(state) ? move.to : ['machine.not-from-here']);
  });

  type Row = [RectificationAction, Partial<Rectification>, Partial<RectificationContext>, string[]];
  const rows: Row[] = [
    ['issue', {}, { actor: studio }, ['not-the-office']],
    ['issue', {}, { actor: null }, ['not-the-office']],
    ['issue', { items: [item('A1', { removed: true })] }, {}, ['nothing-to-rectify']],
    ['issue', { hasVeto: true }, {}, ['acts-missing']],
    ['issue', { hasVeto: true, items: [item('act-1', { kind: 'act' })] }, {}, []],
    [
      'hand-in-plan',
      { state: 'ordered' },
      { actor: { ...studio, grants: [{ role: 'studio', studioId: 's2' }] } },
      ['not-its-studio'],
    ],
    ['hand-in-plan', { state: 'ordered' }, { actor: studio, now: over }, ['deadline-passed']],
    ['hand-in-plan', { state: 'ordered', items: [item('A1', { plan: ' ' })] }, { actor: studio }, []],
    [
      'hand-in-plan',
      { state: 'ordered', items: [item('A1', { plan: ' ' })] },
      { actor: studio, ...all },
      ['plan-line-missing'],
    ],
    [
      'hand-in-plan',
      { state: 'ordered', items: [item('A1', { planBy: null })] },
      { actor: studio, ...all },
      ['plan-line-missing'],
    ],
    [
      'hand-in-plan',
      { state: 'ordered', items: [item('A1', { planBy: '2026-06-01' })] },
      { actor: studio, ...all },
      ['plan-day-too-late'],
    ],
    ['extend', { state: 'rectifying', extended: true }, {}, ['already-extended']],
    ['extend', { state: 'rectifying' }, { until: '2026-07-01' }, ['extension-too-long']],
    ['extend', { state: 'rectifying' }, { until: '2026-05-31' }, ['extension-too-long']],
    ['extend', { state: 'rectifying' }, { now: over }, ['deadline-passed']],
    ['report', { state: 'rectifying' }, { actor: studio, now: over }, ['deadline-passed']],
    [
      'report',
      { state: 'planned', items: [item('A1', { report: null, evidence: 0 })] },
      { actor: studio, ...all },
      ['report-line-missing', 'evidence-missing'],
    ],
    ['report', { state: 'planned', items: [item('A1', { report: null, evidence: 0 })] }, { actor: studio }, []],
    ['start-check', { state: 'reported' }, { checkers: 0 }, ['checkers-missing']],
    ['start-check', { state: 'reported' }, { checkers: 4 }, ['checkers-too-many']],
    ['start-check', { state: 'reported' }, {}, []],
    ['pass', { state: 'checking' }, { checks: { submitted: 1, open: 1 } }, ['checks-unfinished']],
    ['pass', { state: 'checking' }, { checks: { submitted: 0, open: 0 } }, ['checks-unfinished']],
    ['pass', { state: 'checking' }, { effect: effect(false) }, ['lines-below']],
    ['fail', { state: 'checking' }, { effect: effect(true) }, ['nothing-below']],
    ['expire', { state: 'ordered' }, { actor: null }, ['deadline-not-passed']],
    ['state', { state: 'noticed' }, { actor: studio, now: heardOut }, ['statement-term-over']],
    ['state', { state: 'noticed', answerUntil: null }, { actor: studio }, []],
    ['revoke', { state: 'noticed' }, {}, ['statement-term-running']],
    ['revoke', { state: 'answered' }, { now: heardOut, actor: who('office', 'checked') }, ['same-person-checked']],
    [
      'revoke',
      { state: 'noticed', concludedBy: null },
      { now: heardOut, actor: who('office', 'noticed') },
      ['same-person-noticed'],
    ],
    ['revoke', { state: 'noticed', concludedBy: null, noticedBy: null }, { now: heardOut }, []],
    [
      'revoke',
      { state: 'noticed', intended: 'downgrade' },
      { now: heardOut, choice: 'revoke' },
      ['harsher-than-noticed'],
    ],
    ['revoke', { state: 'noticed', intended: 'downgrade' }, { now: heardOut }, ['other-consequence']],
    [
      'downgrade',
      { state: 'noticed' },
      { now: heardOut, studio: { ...context.studio, tier: 'municipal' }, choice: 'downgrade' },
      ['other-consequence'],
    ],
    ['downgrade', { state: 'noticed' }, { now: heardOut }, []],
    ['withdraw', { state: 'noticed' }, {}, ['still-rectifying']],
  ];
  it.each(rows)('%s with %j and %j', (action, changes, given, expected) => {
    const found = refusalsOf(rectificationMachine, action, { ...rectification, ...changes }, { ...context, ...given });
    expect(codes(found)).toEqual(expected);
  });
});
