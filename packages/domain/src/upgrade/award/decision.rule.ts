import type { Refusal } from '../../kernel/index.ts';
import type { AppliedTier } from '../eligibility/rule-set.ts';
import { appliedTiers } from '../eligibility/rule-set.ts';
import type { PlacesByTier } from '../round/round.ts';
import { awardRefusals as refuse } from './award.refusals.ts';
import type { AwardChoice, AwardOutcome, AwardSubject, DeclineGround } from './award.ts';
import type { RankedCandidate } from './order.rule.ts';

/** Where a choice leaves the order: it says why. Following it needs no reason, and neither does taking a decision back. */
export function choiceRefusals(choice: AwardChoice, ranked: RankedCandidate, studio: string): readonly Refusal[] {
  const follows = choice.outcome === null || choice.outcome === ranked.proposal;
  return follows || choice.reason?.trim() ? [] : [refuse('reason-needed', { studio })];
}

/** Declined as the order says is declined for want of places; anything else is a judgement, with its reason. */
export const groundOf = (ranked: Pick<RankedCandidate, 'proposal'>): DeclineGround =>
  ranked.proposal === 'decline' ? 'places' : 'judged';

/** 一(一): tiers with more awards than places. */
export function totalsRefusals(
  awarded: readonly Pick<AwardSubject, 'tier'>[],
  places: PlacesByTier,
): readonly Refusal[] {
  return appliedTiers
    .filter((tier) => countOf(awarded, tier) > places[tier])
    .map((tier) => refuse('places-full', { tier, places: places[tier] }));
}

const countOf = (awarded: readonly Pick<AwardSubject, 'tier'>[], tier: AppliedTier): number =>
  awarded.filter((one) => one.tier === tier).length;

/** 三(三), R06: awards of one round that name one expert twice. Hard. */
export function masterRefusals(awarded: readonly AwardSubject[]): readonly Refusal[] {
  return [...Map.groupBy(awarded, ({ masterKey }) => masterKey).values()]
    .filter(({ length }) => length > 1)
    .map((same) =>
      refuse('same-master', {
        master: (same[0] as AwardSubject).masterName,
        studios: same.map(({ studioName }) => studioName),
      }),
    );
}

/** 三(三), R07, in principle: awards of one round to one unit in one occupation and tier. */
export function twinsOf(awarded: readonly AwardSubject[]): readonly (readonly AwardSubject[])[] {
  const named = awarded.filter(({ occupationName }) => occupationName !== null);
  return [
    ...Map.groupBy(named, ({ hostUnitId, occupationName, tier }) => `${hostUnitId} ${tier} ${occupationName}`).values(),
  ].filter(({ length }) => length > 1);
}

/** The twins nobody has set aside: of each group at least all but one say why. */
export function twinRefusals(awarded: readonly AwardSubject[], despite: ReadonlySet<string>): readonly Refusal[] {
  return twinsOf(awarded)
    .filter((twins) => twins.filter(({ applicationId }) => !despite.has(applicationId)).length > 1)
    .map((twins) =>
      refuse('unit-twin', {
        occupation: (twins[0] as AwardSubject).occupationName,
        studios: twins.map(({ studioName }) => studioName),
      }),
    );
}

/** Places that stay empty although somebody was declined: the proposal says why. */
export function shortfallRefusals(
  decided: readonly { readonly tier: AppliedTier; readonly outcome: AwardOutcome }[],
  places: PlacesByTier,
  reason: string | null,
): readonly Refusal[] {
  if (reason?.trim()) return [];
  return appliedTiers.flatMap((tier) => {
    const own = decided.filter((one) => one.tier === tier);
    const awarded = own.filter(({ outcome }) => outcome === 'award').length;
    const short = awarded < places[tier] && awarded < own.length;
    return short ? [refuse('places-left', { tier, awarded, places: places[tier] })] : [];
  });
}
