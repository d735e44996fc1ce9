import type { Actor } from '../identity/index.ts';
import type { CivilDate, Guard, Machine, Offer, Refusal } from '../kernel/index.ts';
import { offers } from '../kernel/index.ts';
import type { Activity, ActivityState } from './activity.ts';
import { activityRefusals as refuse } from './activity.refusals.ts';
import { contentRefusals, gapsOf, reasonRefusals } from './activity.rule.ts';

export type ActivityAction = 'submit' | 'withdraw' | 'verify' | 'return' | 'correct' | 'supersede';

/** What the decision needs beyond the activity. `hasEnded`: the studio is terminated or its title revoked. */
export interface ActivityContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly studio: { readonly id: string; readonly recommenderId: string; readonly hasEnded: boolean };
  readonly today: CivilDate;
  readonly files: number;
  /** How many files a submission needs: a setting of the office. */
  readonly leastEvidence: number;
  readonly reason?: string;
  /** A correction of this activity is already under way. */
  readonly correctionOpen: boolean;
  /** The version that replaces this one has been verified. */
  readonly replaced: boolean;
}

type ActivityGuard = Guard<Activity, ActivityContext>;

const notItsStudio: ActivityGuard = (activity, { actor }) =>
  actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === activity.studioId)
    ? undefined
    : refuse('not-its-studio');
const notItsRecommender: ActivityGuard = (_, { actor, studio }) =>
  actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === studio.recommenderId)
    ? undefined
    : refuse('not-its-recommender');
const writtenByOneself: ActivityGuard = (activity, { actor }) =>
  activity.createdBy === actor.accountId ? refuse('own-activity') : undefined;
const studioHasEnded: ActivityGuard = (_, { studio }) => (studio.hasEnded ? refuse('studio-has-ended') : undefined);
const somethingIsWrong: ActivityGuard = (activity, { today }) => contentRefusals(activity, today);
const somethingIsMissing: ActivityGuard = (activity, { files, leastEvidence }) =>
  gapsOf(activity, { files, least: leastEvidence });
const noReasonGiven: ActivityGuard = (_, { reason }) => reasonRefusals(reason);
const correctionIsOpen: ActivityGuard = (_, { correctionOpen }) =>
  correctionOpen ? refuse('correction-open') : undefined;
const replacementIsUnverified: ActivityGuard = (_, { replaced }) =>
  replaced ? undefined : refuse('replacement-unverified');

/**
 * Draft → submitted → verified by the recommender, or returned with a reason. A verified activity is locked: `correct` leaves
 * it as it is and begins the next version; it keeps counting until that version is verified and supersedes it.
 */
export const activityMachine: Machine<ActivityState, ActivityAction, Activity, ActivityContext> = {
  name: 'activity',
  initial: 'draft',
  final: ['superseded'],
  moves: {
    submit: {
      from: ['draft', 'returned'],
      to: 'submitted',
      unless: [notItsStudio, studioHasEnded, somethingIsWrong, somethingIsMissing],
    },
    withdraw: { from: ['submitted'], to: 'draft', unless: [notItsStudio] },
    verify: { from: ['submitted'], to: 'verified', unless: [notItsRecommender, writtenByOneself] },
    return: { from: ['submitted'], to: 'returned', unless: [notItsRecommender, noReasonGiven] },
    correct: {
      from: ['verified'],
      to: 'verified',
      unless: [notItsStudio, studioHasEnded, correctionIsOpen, noReasonGiven],
    },
    supersede: { from: ['verified'], to: 'superseded', unless: [replacementIsUnverified] },
  },
};

const openStates: readonly ActivityState[] = ['draft', 'returned'];

/** Every reason against changing the content or the evidence: only the studio itself, only while it is a draft or was returned. */
export function editRefusals(activity: Activity, context: ActivityContext): readonly Refusal[] {
  if (!openStates.includes(activity.state)) return [refuse('locked', { state: activity.state })];
  return [notItsStudio, studioHasEnded].flatMap((guard) => guard(activity, context) ?? []);
}

/** Every reason against throwing a draft away; what was submitted once stays in the audit log. */
export function discardRefusals(activity: Activity, context: ActivityContext): readonly Refusal[] {
  if (!openStates.includes(activity.state)) return [refuse('locked', { state: activity.state })];
  return [notItsStudio(activity, context) ?? []].flat();
}

/**
 * The buttons for this actor: the machine's offers that are theirs to press, with the reasons that stand against them, and
 * edit and discard. A reason that has still to be typed is not held against the button.
 */
export function activityOffers(activity: Activity, context: ActivityContext): readonly Offer[] {
  const asked: ActivityContext = { ...context, reason: context.reason ?? '…' };
  const notTheirs = ['activity.not-its-studio', 'activity.not-its-recommender', 'activity.replacement-unverified'];
  const written = openStates.includes(activity.state)
    ? [
        { action: 'edit', refusals: editRefusals(activity, asked) },
        { action: 'discard', refusals: discardRefusals(activity, asked) },
      ]
    : [];
  return [...offers(activityMachine, activity, asked), ...written].filter(
    (offer) => !offer.refusals.some((refusal) => notTheirs.includes(refusal.code)),
  );
}
