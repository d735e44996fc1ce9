import type { CivilDate } from '../kernel/index.ts';
import type { Validity } from '../reference/index.ts';
import { isValidOn } from '../reference/index.ts';
import { nameKey } from './award-list-text.ts';
import type { HostUnitKind } from './tier.ts';

export interface KnownDistrict extends Validity {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly successors: readonly string[];
}

export interface KnownRecommender extends Validity {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly districtCode: string | null;
}

export interface KnownCluster {
  readonly code: string;
  readonly name: string;
}

/** The dictionaries a list is read with; all of them, the abolished entries included. */
export interface PlaceIndex {
  district(text: string, on: CivilDate | null): KnownDistrict | undefined;
  districtByCode(code: string): KnownDistrict | undefined;
  /** The district a unit's own name speaks of: `重庆市万州区…`, `重庆万州…`, `武隆…`. */
  districtInUnit(unit: string, on: CivilDate | null): KnownDistrict | undefined;
  recommender(text: string, on: CivilDate | null): KnownRecommender | undefined;
  recommenderById(id: string): KnownRecommender | undefined;
  /** The recommending unit in force on a day for a district; none where several are. */
  recommenderOf(districtCode: string, on: CivilDate | null): KnownRecommender | undefined;
  cluster(text: string): KnownCluster | undefined;
  clusterByCode(code: string): KnownCluster | undefined;
}

/** Whether an entry of a dictionary is in force on a day; without a day, whether it is still in force. */
export const inForce = (entry: Validity, on: CivilDate | null): boolean =>
  on === null ? entry.validTo === null : isValidOn(entry, on);

const OFFICE_ENDING =
  /(?:人力资源和社会保障局|人力资源社会保障局|人力社保局|人社局|社会保障局|社保局|人事部门|人民政府|政府|党工委|管委会|管理委员会)$/;

const preferInForce = <Entry extends Validity>(entries: readonly Entry[], on: CivilDate | null): Entry | undefined =>
  entries.find((entry) => inForce(entry, on)) ?? entries[0];

/** Prepares districts, recommending units and clusters for looking up what lists call them. */
export function placeIndex(
  districts: readonly KnownDistrict[],
  recommenders: readonly KnownRecommender[],
  clusters: readonly KnownCluster[],
): PlaceIndex {
  const districtsByKey = groupBy(districts, (one) => [nameKey(one.name), nameKey(one.shortName), ...countyNames(one)]);
  const recommendersByKey = groupBy(recommenders, (one) => [nameKey(one.name), officeKey(one.name)]);
  const clustersByKey = groupBy(clusters, (one) => [nameKey(one.name), clusterKey(one.name)]);

  const district = (text: string, on: CivilDate | null): KnownDistrict | undefined =>
    preferInForce(districtsByKey.get(officeKey(text)) ?? districtsByKey.get(nameKey(text)) ?? [], on);
  const recommenderOf = (code: string, on: CivilDate | null): KnownRecommender | undefined => {
    const all = recommenders.filter((one) => one.districtCode === code);
    const current = all.filter((one) => inForce(one, on));
    return current.length === 1 ? current[0] : all.length === 1 ? all[0] : undefined;
  };
  return {
    district,
    districtByCode: (code) => districts.find((one) => one.code === code),
    districtInUnit: (unit, on) => {
      const key = nameKey(unit).replace(/^(?:中国|国网)/, '');
      const behindCity = key.replace(/^(?:重庆市|重庆)/, '');
      const candidates = districts.filter(
        (one) => key.includes(nameKey(one.name)) || behindCity.startsWith(nameKey(one.shortName)),
      );
      const current = candidates.filter((one) => inForce(one, on));
      return current.length === 1 ? current[0] : candidates.length === 1 ? candidates[0] : undefined;
    },
    recommender: (text, on) => {
      const known = recommendersByKey.get(nameKey(text)) ?? recommendersByKey.get(officeKey(text));
      if (known) return preferInForce(known, on);
      const place = district(text, on);
      return place && recommenderOf(place.code, on);
    },
    recommenderById: (id) => recommenders.find((one) => one.id === id),
    recommenderOf,
    clusterByCode: (code) => clusters.find((one) => one.code === code),
    cluster: (text) => {
      const found = clustersByKey.get(nameKey(text)) ?? clustersByKey.get(clusterKey(text)) ?? [];
      return found[0] ?? clusters.find((one) => one.code === text.trim());
    },
  };
}

const officeKey = (text: string): string => {
  const key = nameKey(text)
    .replace(/^(?:重庆市|重庆)(?=.{2})/, '')
    .replace(OFFICE_ENDING, '');
  return key === '' ? nameKey(text) : key;
};
const clusterKey = (text: string): string => nameKey(text).replace(/(?:产业集群|集群|产业|领域|制造业)$/, '');
/** 石柱土家族自治县 is called 石柱县. */
const countyNames = ({ name, shortName }: KnownDistrict): readonly string[] =>
  name.endsWith('自治县') ? [`${shortName}县`] : [];

function groupBy<Entry>(
  entries: readonly Entry[],
  keysOf: (entry: Entry) => readonly string[],
): ReadonlyMap<string, readonly Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    for (const key of new Set(keysOf(entry))) groups.set(key, [...(groups.get(key) ?? []), entry]);
  }
  return groups;
}

/** The kind of host unit (二(一)) a name speaks of; `other` where it is silent. */
export function hostKindOf(unit: string): HostUnitKind {
  if (/实训基地|实训中心/.test(unit)) return 'training-base';
  if (/(?:职业|技师|技工|高等专科|职教).*(?:学院|学校|大学|中心)|技师学院|技工学校|中等专业学校|职教中心/.test(unit)) {
    return /培训学校/.test(unit) ? 'other' : 'vocational-college';
  }
  return /(?:公司|集团|厂|矿|矿业|合作社|酒店|商行|工厂|车间|（集团）)(?:（[^）]*）)?$/.test(unit)
    ? 'enterprise'
    : 'other';
}

/** A unit's name without its legal form, such as 太钢（集团）: fit for recognising, not for a register. */
export const isShortUnitName = (unit: string): boolean =>
  !/(?:公司|厂|学院|大学|学校|中心|研究院|研究所|医院|局|所|站|社|馆|院|基地|协会|支队|大队|酒店|部|处|行|店|矿|园)(?:（[^）]*）)?$/.test(
    unit,
  );
