import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { CivilDate, Guard, Machine, Refusal } from '../../kernel/index.ts';
import { addDays } from '../../kernel/index.ts';
import type { Standing, Tier } from '../../studio/index.ts';
import { timeText } from '../time-text.ts';
import { consequenceOf } from './consequence.rule.ts';
import type { Effectiveness } from './effectiveness.rule.ts';
import { endOfDay, isOver } from './rectification-terms.rule.ts';
import type { ConsequenceChoice, RectificationState } from './rectification-vocabulary.ts';
import { rectificationRefusals as refuse } from './rectification.refusals.ts';
import type { Rectification } from './rectification.ts';
import { standingItems } from './rectification.ts';

export type RectificationAction =
  | 'issue'
  | 'hand-in-plan'
  | 'return-plan'
  | 'accept-plan'
  | 'extend'
  | 'report'
  | 'start-check'
  | 'pass'
  | 'fail'
  | 'expire'
  | 'notice'
  | 'state'
  | 'answer'
  | 'check-again'
  | 'downgrade'
  | 'revoke'
  | 'report-to-ministry'
  | 'confirm'
  | 'recall'
  | 'withdraw';

/**
 * What the move meets. Fields the mover brings along (`until`, `checkers`, `choice`) are absent while the move is only offered:
 * then they are not held against it. `actor` is null for the clock.
 */
export interface RectificationContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'> | null;
  readonly now: Date;
  readonly studio: { readonly tier: Tier; readonly heldDistrictTier: boolean; readonly standing: Standing };
  readonly checks: { readonly submitted: number; readonly open: number };
  readonly effect: Effectiveness | null;
  readonly until?: CivilDate;
  readonly checkers?: number;
  readonly choice?: ConsequenceChoice;
  /** Plan or report are being handed in now: what they lack counts. */
  readonly handedIn?: boolean;
}

type RectificationGuard = Guard<Rectification, RectificationContext>;

const notTheOffice: RectificationGuard = (_, { actor }) =>
  actor && holds(actor, 'office') ? undefined : refuse('not-the-office');
const notItsStudio: RectificationGuard = ({ studioId }, { actor }) =>
  actor?.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId)
    ? undefined
    : refuse('not-its-studio');
const nothingIsNamed: RectificationGuard = ({ items }) =>
  standingItems(items).length === 0 ? refuse('nothing-to-rectify') : undefined;
/** A veto is no matter of points: the order says which acts make it good. */
const actsAreMissing: RectificationGuard = ({ hasVeto, items }) =>
  hasVeto && !standingItems(items).some(({ kind }) => kind === 'act') ? refuse('acts-missing') : undefined;
const termIsOver: RectificationGuard = ({ dueOn }, { now }) =>
  isOver(dueOn, now) ? refuse('deadline-passed', { at: timeText(endOfDay(dueOn)) }) : undefined;
const termRuns: RectificationGuard = ({ dueOn }, { now }) =>
  isOver(dueOn, now) ? undefined : refuse('deadline-not-passed', { at: timeText(endOfDay(dueOn)) });
const planIsIncomplete: RectificationGuard = ({ items, dueOn }, { handedIn }) =>
  handedIn
    ? standingItems(items).flatMap(({ code, plan, planBy }): Refusal[] => {
        if (!plan?.trim() || planBy === null) return [refuse('plan-line-missing', { item: code })];
        return planBy > dueOn ? [refuse('plan-day-too-late', { item: code, due: dueOn })] : [];
      })
    : undefined;
const reportIsIncomplete: RectificationGuard = ({ items }, { handedIn }) =>
  handedIn
    ? standingItems(items).flatMap(({ code, report, evidence }) => [
        ...(report?.trim() ? [] : [refuse('report-line-missing', { item: code })]),
        ...(evidence > 0 ? [] : [refuse('evidence-missing', { item: code })]),
      ])
    : undefined;
const itWasExtended: RectificationGuard = ({ extended }) => (extended ? refuse('already-extended') : undefined);
const extensionIsTooLong: RectificationGuard = ({ dueOn, settings }, { until }) => {
  if (until === undefined) return undefined;
  const latest = addDays(dueOn, settings.extensionDays);
  return until <= dueOn || until > latest
    ? refuse('extension-too-long', { days: settings.extensionDays, from: addDays(dueOn, 1), latest })
    : undefined;
};
const checkersAreMissing: RectificationGuard = ({ settings }, { checkers }) => {
  if (checkers === undefined) return undefined;
  if (checkers < settings.checkers) return refuse('checkers-missing', { least: settings.checkers });
  return checkers > 3 ? refuse('checkers-too-many', { most: 3 }) : undefined;
};
const checksAreUnfinished: RectificationGuard = ({ settings }, { checks }) =>
  checks.open > 0 || checks.submitted < settings.checkers
    ? refuse('checks-unfinished', { count: Math.max(checks.open, settings.checkers - checks.submitted) })
    : undefined;
const somethingIsBelow: RectificationGuard = (_, { effect }) =>
  effect && !effect.passed
    ? refuse('lines-below', { items: effect.items.filter(({ met }) => !met).map(({ code }) => code) })
    : undefined;
const nothingIsBelow: RectificationGuard = (_, { effect }) => (effect?.passed ? refuse('nothing-below') : undefined);
const hearingIsOver: RectificationGuard = ({ answerUntil }, { now }) =>
  answerUntil !== null && isOver(answerUntil, now)
    ? refuse('statement-term-over', { at: timeText(endOfDay(answerUntil)) })
    : undefined;
const hearingRuns: RectificationGuard = ({ answerUntil }, { now }) =>
  answerUntil !== null && !isOver(answerUntil, now)
    ? refuse('statement-term-running', { at: timeText(endOfDay(answerUntil)) })
    : undefined;
/** Four eyes: who found that it failed does not decide; where the clock found it, who gave the notice does not. */
const sameHand: RectificationGuard = ({ concludedBy, noticedBy }, { actor }) => {
  if (concludedBy !== null) return concludedBy === actor?.accountId ? refuse('same-person-checked') : undefined;
  return noticedBy !== null && noticedBy === actor?.accountId ? refuse('same-person-noticed') : undefined;
};
/** Nobody is punished harder than the notice of intent said: that would need another notice. */
const itIsHarsher: RectificationGuard = ({ intended }, { choice }) =>
  intended === 'downgrade' && choice === 'revoke' ? refuse('harsher-than-noticed') : undefined;
const otherConsequence =
  (act: 'downgraded' | 'revoked' | 'reported-to-ministry'): RectificationGuard =>
  ({ intended }, { studio, choice }) => {
    const given = choice ?? intended;
    const choices: readonly ConsequenceChoice[] =
      choice !== undefined ? [choice] : given === 'revoke' ? ['revoke', 'downgrade'] : ['downgrade'];
    return choices.some((one) => consequenceOf(studio, one).act === act)
      ? undefined
      : refuse('other-consequence', { tier: studio.tier });
  };
const studioStillRectifies: RectificationGuard = (_, { studio }) =>
  studio.standing === 'rectifying' ? refuse('still-rectifying') : undefined;

const deciding = (act: 'downgraded' | 'revoked' | 'reported-to-ministry'): readonly RectificationGuard[] => [
  notTheOffice,
  sameHand,
  hearingRuns,
  itIsHarsher,
  otherConsequence(act),
];

/**
 * 限期整改, 四(四): order → plan → report → effectiveness check → 合格（整改后）, or notice of intent → statement and defence → decision.
 * A statement may be handed in again until the term ends; a decision waits for the end of the term in any case.
 */
export const rectificationMachine: Machine<
  RectificationState,
  RectificationAction,
  Rectification,
  RectificationContext
> = {
  name: 'rectification',
  initial: 'drafted',
  final: ['passed', 'downgraded', 'revoked', 'confirmed', 'withdrawn'],
  moves: {
    issue: { from: ['drafted'], to: 'ordered', unless: [notTheOffice, nothingIsNamed, actsAreMissing] },
    'hand-in-plan': { from: ['ordered'], to: 'planned', unless: [notItsStudio, termIsOver, planIsIncomplete] },
    'return-plan': { from: ['planned'], to: 'ordered', unless: [notTheOffice] },
    'accept-plan': { from: ['planned'], to: 'rectifying', unless: [notTheOffice] },
    extend: {
      from: ['rectifying'],
      to: 'rectifying',
      unless: [notTheOffice, termIsOver, itWasExtended, extensionIsTooLong],
    },
    // A plan the office has not judged yet must not keep anybody from reporting in time.
    report: {
      from: ['planned', 'rectifying'],
      to: 'reported',
      unless: [notItsStudio, termIsOver, reportIsIncomplete],
    },
    'start-check': { from: ['reported'], to: 'checking', unless: [notTheOffice, checkersAreMissing] },
    pass: { from: ['checking'], to: 'passed', unless: [notTheOffice, checksAreUnfinished, somethingIsBelow] },
    fail: { from: ['checking'], to: 'failed', unless: [notTheOffice, checksAreUnfinished, nothingIsBelow] },
    expire: { from: ['ordered', 'planned', 'rectifying'], to: 'failed', unless: [termRuns] },
    notice: { from: ['failed'], to: 'noticed', unless: [notTheOffice] },
    state: { from: ['noticed', 'stated', 'answered'], to: 'stated', unless: [notItsStudio, hearingIsOver] },
    answer: { from: ['stated'], to: 'answered', unless: [notTheOffice] },
    // The statement convinced the office: the same items are looked at once more.
    'check-again': { from: ['stated', 'answered'], to: 'reported', unless: [notTheOffice] },
    downgrade: { from: ['noticed', 'answered'], to: 'downgraded', unless: deciding('downgraded') },
    revoke: { from: ['noticed', 'answered'], to: 'revoked', unless: deciding('revoked') },
    'report-to-ministry': {
      from: ['noticed', 'answered'],
      to: 'reported-to-ministry',
      unless: deciding('reported-to-ministry'),
    },
    confirm: { from: ['reported-to-ministry'], to: 'confirmed', unless: [notTheOffice] },
    // The ministry did not confirm: another notice of intent is given.
    recall: { from: ['reported-to-ministry'], to: 'failed', unless: [notTheOffice] },
    // An objection was upheld, the studio ended, or the register was corrected by hand.
    withdraw: {
      from: [
        'drafted',
        'ordered',
        'planned',
        'rectifying',
        'reported',
        'checking',
        'failed',
        'noticed',
        'stated',
        'answered',
        'reported-to-ministry',
      ],
      to: 'withdrawn',
      unless: [studioStillRectifies],
    },
  },
};
