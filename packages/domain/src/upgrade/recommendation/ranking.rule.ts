import type { Actor } from '../../identity/index.ts';
import type { Refusal } from '../../kernel/index.ts';
import { timeText } from '../../evaluation/index.ts';
import type { ApplicationState } from '../application/application.ts';
import type { AppliedTier } from '../eligibility/rule-set.ts';
import { appliedTiers } from '../eligibility/rule-set.ts';
import type { PlacesByTier, Round } from '../round/round.ts';
import { roundPhase } from '../round/round.ts';
import { recommendationRefusals as refuse } from './recommendation.refusals.ts';
import type { Recommendation } from './recommendation.ts';

/** Ids of applications by tier, the first place first (三(一), 并排序). */
export type Ranking = Readonly<Record<AppliedTier, readonly string[]>>;

export const emptyRanking: Ranking = { municipal: [], chief: [], national: [] };

/** What a ranking has to know of an application. */
export interface RankableCase {
  readonly id: string;
  /** As the refusals name it. */
  readonly name: string;
  readonly target: AppliedTier;
  readonly state: ApplicationState;
}

export interface RankingContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly now: Date;
  readonly round: Pick<Round, 'state' | 'windows'>;
  /** The recommender's own places: rows of the round, never a constant. */
  readonly places: PlacesByTier;
  /** The ranking as it is stored: who holds the places now. */
  readonly held: Ranking;
  readonly cases: ReadonlyMap<string, RankableCase>;
}

const idsOf = (ranking: Ranking): readonly string[] => appliedTiers.flatMap((tier) => ranking[tier]);

/** Why this person may not change the ranking now; it may be prepared before the recommenders' window opens. */
export function rankingClosed(
  { state, recommenderId }: Recommendation,
  { actor, now, round }: Pick<RankingContext, 'actor' | 'now' | 'round'>,
): readonly Refusal[] {
  const own = actor.grants.some((grant) => grant.role === 'recommender' && grant.recommenderId === recommenderId);
  if (!own) return [refuse('not-the-recommender')];
  const phase = roundPhase(round, now);
  if (phase === 'announced' || round.state === 'draft') return [refuse('round-not-called')];
  if (phase === null || phase === 'closed') {
    return [refuse('window-over', { closesAt: timeText(round.windows.recommendingClosesAt) })];
  }
  return state === 'submitted' ? [refuse('already-submitted')] : [];
}

/**
 * Everything wrong with a wanted ranking. 三(一): 国家级 at most one, 首席 and 市级 at most two each, or as many places as the round gave
 * this recommender; one more is refused with the names of those that hold them.
 */
export function rankingRefusals(wanted: Ranking, { places, held, cases }: RankingContext): readonly Refusal[] {
  const nameOf = (id: string): string => cases.get(id)?.name ?? id;
  const found: Refusal[] = [];
  for (const tier of appliedTiers) {
    const ids = wanted[tier];
    if (ids.length > 0 && places[tier] === 0) found.push(refuse('tier-without-places', { tier }));
    else if (ids.length > places[tier]) {
      const holders = [...new Set([...held[tier], ...ids])].slice(0, places[tier]);
      found.push(refuse('no-place', { tier, places: places[tier], holders: holders.map(nameOf) }));
    }
    for (const id of ids) {
      const one = cases.get(id);
      if (one && one.target !== tier) found.push(refuse('wrong-tier', { unit: one.name, tier: one.target }));
      if (one && one.state !== 'submitted') found.push(refuse('not-rankable', { unit: one.name }));
    }
  }
  const ids = idsOf(wanted);
  const twice = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
  for (const id of twice) found.push(refuse('ranked-twice', { unit: nameOf(id) }));
  return found;
}

/** One more at the end of its tier. */
export const withAdded = (ranking: Ranking, { id, target }: Pick<RankableCase, 'id' | 'target'>): Ranking => ({
  ...ranking,
  [target]: [...ranking[target], id],
});

/** Without one: those behind it move up, so that no place is empty before a taken one. */
export const without = (ranking: Ranking, id: string): Ranking => ({
  municipal: ranking.municipal.filter((one) => one !== id),
  chief: ranking.chief.filter((one) => one !== id),
  national: ranking.national.filter((one) => one !== id),
});

export const isRanked = (ranking: Ranking, id: string): boolean => idsOf(ranking).includes(id);

export const rankedCount = (ranking: Ranking): number => idsOf(ranking).length;
