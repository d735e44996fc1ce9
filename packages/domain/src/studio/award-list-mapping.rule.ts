import type { CivilDate, Refusal } from '../kernel/index.ts';
import { normaliseDocumentNumber } from '../kernel/index.ts';
import { awardImportRefusals } from './award-list-finding.ts';
import type { AwardField } from './award-list-columns.ts';
import type { PlaceIndex } from './award-list-place.ts';
import type { AwardDefaults } from './award-list-row.ts';

export interface AwardMapping {
  readonly columns: readonly AwardField[];
  readonly defaults: AwardDefaults;
  /** The first row of awards, counted from 1. */
  readonly firstRow: number;
}

/** Fields that several columns may share because nothing is taken from them. */
const SHAREABLE: readonly AwardField[] = ['ignored', 'private'];

/**
 * Everything that keeps a list from being checked: nobody or no unit to be found, a field on two columns, and what every
 * row would miss because neither a column nor a default says it.
 */
export function mappingFaults(
  { columns, defaults, firstRow }: AwardMapping,
  known: { readonly places: PlaceIndex; readonly rowCount: number; readonly today: CivilDate },
): readonly Refusal[] {
  const has = (...fields: readonly AwardField[]): boolean => fields.some((field) => columns.includes(field));
  const twice = [
    ...new Set(columns.filter((field, index) => !SHAREABLE.includes(field) && columns.indexOf(field) !== index)),
  ];
  const faults: Refusal[] = twice.map((field) => awardImportRefusals('column-twice', { field }));
  if (!has('studioName', 'master', 'hostUnit')) faults.push(awardImportRefusals('columns-incomplete'));
  if (firstRow < 1 || firstRow > known.rowCount)
    faults.push(awardImportRefusals('first-row-unknown', { row: firstRow }));
  if (!has('tier') && defaults.tier === null) faults.push(awardImportRefusals('tier-needed'));
  if (!has('awardedOn') && defaults.awardedOn === null) faults.push(awardImportRefusals('date-needed'));
  if (!has('recommender', 'district') && defaults.recommenderId === null) {
    faults.push(awardImportRefusals('recommender-needed'));
  }
  if (defaults.documentNumber !== null && normaliseDocumentNumber(defaults.documentNumber) === undefined) {
    faults.push(awardImportRefusals('document-number-malformed', { value: defaults.documentNumber }));
  }
  if (defaults.clusterCode === null) faults.push(awardImportRefusals('cluster-needed'));
  if (defaults.awardedOn !== null && defaults.awardedOn > known.today) {
    faults.push(awardImportRefusals('default-date-in-future', { value: defaults.awardedOn, today: known.today }));
  }
  return [...faults, ...unknownDefaults(defaults, known.places)];
}

function unknownDefaults(defaults: AwardDefaults, places: PlaceIndex): readonly Refusal[] {
  const checks: readonly (readonly [string, string | null, boolean])[] = [
    ['recommender', defaults.recommenderId, places.recommenderById(defaults.recommenderId ?? '') !== undefined],
    ['district', defaults.districtCode, places.districtByCode(defaults.districtCode ?? '') !== undefined],
    ['cluster', defaults.clusterCode, places.clusterByCode(defaults.clusterCode ?? '') !== undefined],
  ];
  return checks.flatMap(([field, value, isKnown]) =>
    value !== null && !isKnown ? [awardImportRefusals('default-unknown', { field })] : [],
  );
}
