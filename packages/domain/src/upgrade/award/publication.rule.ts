import type { Refusal } from '../../kernel/index.ts';
import type { Standing, Tier } from '../../studio/index.ts';
import { tierRank } from '../../studio/index.ts';
import type { AppliedTier } from '../eligibility/rule-set.ts';
import { awardRefusals as refuse } from './award.refusals.ts';

/** What an award meets on the day of its publication; the register may have moved since the decision. */
export interface AwardToPublish {
  readonly applicationId: string;
  readonly studioName: string;
  readonly target: AppliedTier;
  /** Still accepted: an evaluation taken back, or a studio that ended, takes it out of review. */
  readonly accepted: boolean;
  /** Of the studio to be upgraded; null: one is founded. */
  readonly studio: { readonly tier: Tier; readonly standing: Standing } | null;
  /** The expert the studio has by now, where the application names another (三(三), R12). */
  readonly masterNow: string | null;
  /** Another studio that is named after the same expert by now (三(三)). */
  readonly masterNames: string | null;
  /** Objections not closed and changes not released. */
  readonly frozenBy: number;
}

/** What changed since the decision, for one award: 三(三) asks for a running studio below the tier, and an expert of its own. */
export function changesSince({
  studioName,
  target,
  accepted,
  studio,
  masterNow,
  masterNames,
}: AwardToPublish): readonly Refusal[] {
  const found: Refusal[] = [];
  if (!accepted) found.push(refuse('not-in-review', { studio: studioName }));
  if (studio && (studio.standing !== 'active' || tierRank(studio.tier) >= tierRank(target))) {
    found.push(refuse('studio-changed', { studio: studioName, standing: studio.standing, tier: studio.tier }));
  }
  if (masterNow !== null) found.push(refuse('master-changed', { studio: studioName, master: masterNow }));
  if (masterNames !== null) found.push(refuse('master-already-names', { studio: studioName, other: masterNames }));
  return found;
}

/**
 * Every reason against publishing these awards. What an objection freezes, and what changed since, is left out knowingly or holds
 * the others up: `leaveOut` names it, and nothing else.
 */
export function publicationRefusals(
  awards: readonly AwardToPublish[],
  leaveOut: ReadonlySet<string>,
): readonly Refusal[] {
  return awards.flatMap((award) => {
    const { applicationId, studioName, frozenBy } = award;
    const against = [
      ...changesSince(award),
      ...(frozenBy > 0 ? [refuse('frozen', { studio: studioName, count: frozenBy })] : []),
    ];
    if (!leaveOut.has(applicationId)) return against;
    return against.length > 0 ? [] : [refuse('nothing-in-the-way', { studio: studioName })];
  });
}
