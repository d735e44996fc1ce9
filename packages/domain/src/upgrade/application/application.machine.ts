import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { Guard, Machine, Refusal } from '../../kernel/index.ts';
import { timeText } from '../../evaluation/index.ts';
import type { Round } from '../round/round.ts';
import { roundPhase } from '../round/round.ts';
import { applicationRefusals as refuse } from './application.refusals.ts';
import type { Application, ApplicationState } from './application.ts';

export type ApplicationAction =
  | 'submit'
  | 'withdraw'
  | 'return'
  | 'recommend'
  | 'take-back'
  | 'pass-over'
  | 'accept'
  | 'refuse'
  | 'reinstate'
  | 'award'
  | 'decline'
  | 'wait-again'
  | 'close';

export interface ApplicationContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly now: Date;
  readonly round: Pick<Round, 'state' | 'windows'>;
  /** What the check page still finds missing or wrong (三(二), 五(二)). */
  readonly faults?: readonly Refusal[];
  readonly reason?: string | null;
}

type ApplicationGuard = Guard<Application, ApplicationContext>;

const notTheApplicant: ApplicationGuard = (application, { actor }) =>
  isApplicant(application, actor) ? undefined : refuse('not-the-applicant');
const notItsRecommender: ApplicationGuard = ({ recommenderId }, { actor }) =>
  actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId)
    ? undefined
    : refuse('not-its-recommender');
const notTheOffice: ApplicationGuard = (_, { actor }) =>
  holds(actor, 'office') ? undefined : refuse('not-the-office');
const noReason: ApplicationGuard = (_, { reason }) => (reason?.trim() ? undefined : refuse('reason-needed'));
const somethingIsMissing: ApplicationGuard = (_, { faults = [] }) =>
  faults.length > 0 ? [refuse('incomplete', { count: faults.length }), ...faults] : undefined;
const evaluationIsAwaited: ApplicationGuard = ({ awaitsEvaluation }) =>
  awaitsEvaluation ? refuse('awaits-evaluation') : undefined;
const roundIsNotReviewing: ApplicationGuard = (_, { round }) =>
  round.state === 'reviewing' ? undefined : refuse('not-in-review');

/** 五(二): first handed in before the applications close; what was returned, before the recommenders' window does. */
const handingInIsOver: ApplicationGuard = ({ state }, { round, now }) => {
  const phase = roundPhase(round, now);
  const { opensAt, applicationsCloseAt, recommendingClosesAt } = round.windows;
  if (phase === 'announced') return refuse('not-open-yet', { opensAt: timeText(opensAt) });
  if (phase === 'applying' || (state === 'returned' && phase !== null && phase !== 'closed')) return undefined;
  const closesAt = state === 'returned' ? recommendingClosesAt : applicationsCloseAt;
  return refuse('applications-closed', { closesAt: timeText(closesAt) });
};

const recommendingIsOver: ApplicationGuard = (_, { round, now }) => {
  const phase = roundPhase(round, now);
  return phase === null || phase === 'closed'
    ? refuse('recommending-closed', { closesAt: timeText(round.windows.recommendingClosesAt) })
    : undefined;
};
const recommendingIsNotOpen: ApplicationGuard = (application, context) => {
  const { round, now } = context;
  return round.state === 'called' && now < round.windows.recommendingOpensAt
    ? refuse('recommending-not-open', { opensAt: timeText(round.windows.recommendingOpensAt) })
    : recommendingIsOver(application, context);
};

/** Why nothing of the application can be saved now; empty: it can. What is handed in stays as it is until it is returned. */
export function writingRefusals(application: Application, context: ApplicationContext): readonly Refusal[] {
  const isInHand = application.state === 'draft' || application.state === 'returned';
  return [
    notTheApplicant(application, context),
    isInHand ? handingInIsOver(application, context) : refuse('not-written-now'),
  ].flatMap((refusal) => refusal ?? []);
}

/** The studio's own account, or one of the unit that wants a studio. */
export const isApplicant = (
  { kind, studioId, hostUnitId }: Pick<Application, 'kind' | 'studioId' | 'hostUnitId'>,
  { grants }: Pick<Actor, 'grants'>,
): boolean =>
  grants.some((grant) =>
    kind === 'upgrade'
      ? grant.role === 'studio' && grant.studioId === studioId
      : grant.role === 'applicant' && grant.hostUnitId === hostUnitId,
  );

/**
 * One application from draft to award. What an act of the round moves (`recommend`, `pass-over`, `award`, `decline`) has its guards
 * there; `close` follows from a fact: the awaited evaluation came out otherwise (三(三)), or the studio ended.
 */
export const applicationMachine: Machine<ApplicationState, ApplicationAction, Application, ApplicationContext> = {
  name: 'application',
  initial: 'draft',
  final: ['passed-over', 'awarded', 'declined', 'withdrawn', 'closed'],
  moves: {
    submit: {
      from: ['draft', 'returned'],
      to: 'submitted',
      unless: [notTheApplicant, handingInIsOver, somethingIsMissing],
    },
    withdraw: {
      from: ['draft', 'submitted', 'returned'],
      to: 'withdrawn',
      unless: [notTheApplicant, recommendingIsOver],
    },
    return: { from: ['submitted'], to: 'returned', unless: [notItsRecommender, recommendingIsOver, noReason] },
    recommend: { from: ['submitted'], to: 'recommended', unless: [notItsRecommender, recommendingIsNotOpen] },
    'take-back': { from: ['recommended'], to: 'submitted', unless: [notTheOffice, recommendingIsOver] },
    'pass-over': { from: ['submitted', 'returned'], to: 'passed-over' },
    accept: {
      from: ['recommended'],
      to: 'accepted',
      unless: [notTheOffice, roundIsNotReviewing, evaluationIsAwaited],
    },
    refuse: { from: ['recommended'], to: 'refused', unless: [notTheOffice, roundIsNotReviewing, noReason] },
    reinstate: { from: ['refused'], to: 'recommended', unless: [notTheOffice, roundIsNotReviewing, noReason] },
    // The evaluation that let it into the review was taken back (三(三)).
    'wait-again': { from: ['accepted'], to: 'recommended' },
    award: { from: ['accepted'], to: 'awarded', unless: [notTheOffice] },
    decline: { from: ['accepted', 'refused'], to: 'declined', unless: [notTheOffice] },
    close: { from: ['submitted', 'returned', 'recommended', 'accepted'], to: 'closed' },
  },
};
