import type { CivilDate } from '../kernel/index.ts';
import type { AwardDefaults, AwardEntry } from './award-list-row.ts';
import type { EditableField } from './award-list-columns.ts';
import type { Finding } from './award-list-finding.ts';
import { errorIn, warningIn } from './award-list-finding.ts';
import type { KnownDistrict, KnownRecommender, PlaceIndex } from './award-list-place.ts';
import { inForce } from './award-list-place.ts';

interface PlaceOfRow {
  readonly entry: Pick<AwardEntry, 'recommenderId' | 'districtCode' | 'clusterCode'>;
  readonly findings: readonly Finding[];
}

/**
 * Who recommends, which district and which cluster: from their columns first, then from the unit's name and the occupation,
 * then from the defaults. A guess is taken only where it is the only one possible; otherwise the place stays empty.
 */
export function placeOf(
  cells: Readonly<Record<EditableField, string>>,
  hostUnit: string,
  occupationCluster: string | null,
  on: CivilDate | null,
  { defaults, places }: { readonly defaults: AwardDefaults; readonly places: PlaceIndex },
): PlaceOfRow {
  const named = cells.district === '' ? undefined : places.district(cells.district, on);
  const recommender = recommenderOf(cells, named, on, defaults, places);
  const inUnit = places.districtInUnit(hostUnit, on);
  const districtCode = named?.code ?? inUnit?.code ?? recommender.found?.districtCode ?? defaults.districtCode;
  const cluster = cells.cluster === '' ? undefined : places.cluster(cells.cluster);
  return {
    entry: {
      recommenderId: recommender.found?.id ?? null,
      districtCode,
      clusterCode: cluster?.code ?? occupationCluster ?? defaults.clusterCode,
    },
    findings: [
      ...recommender.findings,
      ...(cells.district !== '' && !named
        ? [warningIn('district', 'district-unknown', { value: cells.district })]
        : []),
      ...districtFindings(named, on, places),
      ...(districtCode === null && recommender.found ? [errorIn('district', 'district-missing')] : []),
      ...(cells.cluster !== '' && !cluster ? [warningIn('cluster', 'cluster-unknown', { value: cells.cluster })] : []),
    ],
  };
}

/** A district that did not exist on the day of the award cannot have been its place. */
function districtFindings(
  named: KnownDistrict | undefined,
  on: CivilDate | null,
  places: PlaceIndex,
): readonly Finding[] {
  if (!named || on === null || inForce(named, on)) return [];
  const successors = named.successors.flatMap((code) => places.districtByCode(code)?.name ?? []);
  const mend = successors.length === 1 && successors[0] ? { suggestion: successors[0] } : {};
  const params = { name: named.name, on: named.validTo ?? named.validFrom ?? '', successors, value: named.name };
  return [errorIn('district', 'district-not-in-force', params, mend)];
}

function recommenderOf(
  cells: Readonly<Record<EditableField, string>>,
  district: KnownDistrict | undefined,
  on: CivilDate | null,
  defaults: AwardDefaults,
  places: PlaceIndex,
): { readonly found: KnownRecommender | undefined; readonly findings: readonly Finding[] } {
  if (cells.recommender !== '') {
    const found = places.recommender(cells.recommender, on);
    return found
      ? { found, findings: forceFindings(found, on, places, { field: 'recommender', value: cells.recommender }) }
      : { found, findings: [errorIn('recommender', 'recommender-unknown', { value: cells.recommender })] };
  }
  const ofDistrict = district && places.recommenderOf(district.code, on);
  if (ofDistrict) {
    // A district that was none then is told about once, as a district.
    const isToldAlready = on !== null && !inForce(district, on);
    const findings = forceFindings(ofDistrict, on, places, { field: 'district', value: cells.district });
    return { found: ofDistrict, findings: isToldAlready ? [] : findings };
  }
  const byDefault = defaults.recommenderId === null ? undefined : places.recommenderById(defaults.recommenderId);
  return byDefault
    ? { found: byDefault, findings: [] }
    : { found: undefined, findings: [errorIn('recommender', 'recommender-missing')] };
}

/** Units that recommended are abolished in time: then as now is fine, abolished since is worth knowing, abolished before the award is wrong. */
function forceFindings(
  found: KnownRecommender,
  on: CivilDate | null,
  places: PlaceIndex,
  cell: { readonly field: 'recommender' | 'district'; readonly value: string },
): readonly Finding[] {
  if (found.validTo === null && inForce(found, on)) return [];
  const district = found.districtCode === null ? undefined : places.districtByCode(found.districtCode);
  const successors = (district?.successors ?? []).flatMap((code) => {
    const unit = cell.field === 'district' ? places.districtByCode(code) : places.recommenderOf(code, found.validTo);
    return unit ? [unit.name] : [];
  });
  const params = { name: found.name, on: found.validTo ?? found.validFrom ?? '', successors, value: cell.value };
  const mend = successors.length === 1 && successors[0] ? { suggestion: successors[0] } : {};
  return inForce(found, on)
    ? [warningIn(cell.field, 'recommender-abolished-since', params, mend)]
    : [errorIn(cell.field, 'recommender-not-in-force', params, mend)];
}
