import type { CivilDate } from '../kernel/index.ts';
import type { StudioAct } from './act.ts';
import type { EditableField } from './award-list-columns.ts';
import type { Change, RegisteredStudio } from './award-list-judgement.ts';
import type { PlaceIndex } from './award-list-place.ts';
import type { AwardEntry } from './award-list-row.ts';
import { studioRefusals } from './studio.refusals.ts';

/** R07 was shown as a warning in the check table: who applies the list has seen it. */
export const seenInTheCheck: readonly string[] = [studioRefusals('same-unit-and-occupation').code];

/**
 * The acts that bring a registered studio to what a list says: an upgrade on the day of the award; another occupation,
 * cluster, district or recommender on that day too, or without an upgrade today, when the register learns of it.
 */
export function actsOf(
  { entry, changes }: { readonly entry: AwardEntry; readonly changes: readonly Change[] },
  studio: RegisteredStudio,
  { places, today, reason }: { readonly places: PlaceIndex; readonly today: CivilDate; readonly reason: string },
): readonly StudioAct[] {
  const has = (...fields: readonly EditableField[]): boolean => changes.some(({ field }) => fields.includes(field));
  const acts: StudioAct[] = [];
  const isUpgrade = has('tier') && entry.tier !== null && entry.awardedOn !== null;
  const carried = {
    happenedOn: isUpgrade && entry.awardedOn !== null ? entry.awardedOn : today,
    documentNumber: isUpgrade ? entry.documentNumber : null,
    reason,
    despite: seenInTheCheck,
  };
  if (isUpgrade && entry.tier !== null) acts.push({ kind: 'upgraded', tier: entry.tier, ...carried });
  if (has('occupation', 'cluster')) {
    const clusterCode = has('cluster') ? (entry.clusterCode ?? '') : (studio.clusterCode ?? '');
    acts.push({
      kind: 'reclassified',
      clusterCode,
      secondaryClusters: studio.secondaryClusters.filter((code) => code !== clusterCode),
      occupation: entry.occupation === null ? null : { id: entry.occupationId, name: entry.occupation },
      ...carried,
    });
  }
  const recommender = places.recommenderById((has('recommender') ? entry : studio).recommenderId ?? '');
  if (has('recommender', 'district') && recommender) {
    acts.push({
      kind: 're-homed',
      districtCode: (has('district') ? entry : studio).districtCode ?? '',
      recommender: { id: recommender.id, name: recommender.name },
      ...carried,
    });
  }
  return acts;
}
