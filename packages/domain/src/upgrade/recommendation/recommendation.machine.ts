import type { Actor } from '../../identity/index.ts';
import { holds } from '../../identity/index.ts';
import type { Guard, Machine } from '../../kernel/index.ts';
import { timeText } from '../../evaluation/index.ts';
import type { Round } from '../round/round.ts';
import { roundPhase } from '../round/round.ts';
import { recommendationRefusals as refuse } from './recommendation.refusals.ts';
import type { Recommendation, RecommendationState } from './recommendation.ts';

export type RecommendationAction = 'submit' | 'reopen';

export interface RecommendationContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly now: Date;
  readonly round: Pick<Round, 'state' | 'windows'>;
  readonly ranked: number;
  readonly hasSealedLetter: boolean;
  /** The number on the sealed letter where it is that of another list; null or left out: it is of this one. */
  readonly outdatedLetter?: { readonly letter: string; readonly current: string } | null;
  /** Names of the ranked units whose sealed verification form (附件2) is not uploaded. */
  readonly unverified: readonly string[];
  readonly reason?: string | null;
}

type RecommendationGuard = Guard<Recommendation, RecommendationContext>;

const notTheRecommender: RecommendationGuard = ({ recommenderId }, { actor }) =>
  actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId)
    ? undefined
    : refuse('not-the-recommender');
const notTheOffice: RecommendationGuard = (_, { actor }) =>
  holds(actor, 'office') ? undefined : refuse('not-the-office');
const windowIsOver: RecommendationGuard = (_, { round, now }) => {
  const phase = roundPhase(round, now);
  return phase === null || phase === 'closed'
    ? refuse('window-over', { closesAt: timeText(round.windows.recommendingClosesAt) })
    : undefined;
};
const windowIsNotOpen: RecommendationGuard = (recommendation, context) => {
  const { round, now } = context;
  return round.state === 'called' && now < round.windows.recommendingOpensAt
    ? refuse('not-open-yet', { opensAt: timeText(round.windows.recommendingOpensAt) })
    : windowIsOver(recommendation, context);
};
const nothingIsRanked: RecommendationGuard = (_, { ranked }) => (ranked === 0 ? refuse('nothing-ranked') : undefined);
const letterIsMissing: RecommendationGuard = (_, { hasSealedLetter }) =>
  hasSealedLetter ? undefined : refuse('letter-missing');
/** The rank was changed after the letter was printed and sealed. */
const letterIsOutdated: RecommendationGuard = (_, { hasSealedLetter, outdatedLetter }) =>
  hasSealedLetter && outdatedLetter ? refuse('letter-outdated', { ...outdatedLetter }) : undefined;
const aFormIsMissing: RecommendationGuard = (_, { unverified }) =>
  unverified.length > 0 ? refuse('verification-form-missing', { units: unverified }) : undefined;
const noReason: RecommendationGuard = (_, { reason }) => (reason?.trim() ? undefined : refuse('reason-needed'));

/** 五(二): the sealed letter and the verification forms go in with the ranked list, within the window and once. */
export const recommendationMachine: Machine<
  RecommendationState,
  RecommendationAction,
  Recommendation,
  RecommendationContext
> = {
  name: 'recommendation',
  initial: 'draft',
  final: ['submitted'],
  moves: {
    submit: {
      from: ['draft'],
      to: 'submitted',
      unless: [notTheRecommender, windowIsNotOpen, nothingIsRanked, letterIsMissing, letterIsOutdated, aFormIsMissing],
    },
    reopen: { from: ['submitted'], to: 'draft', unless: [notTheOffice, windowIsOver, noReason] },
  },
};
