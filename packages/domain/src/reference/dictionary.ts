import type { CivilDate, WorkCalendar } from '../kernel/index.ts';

/** The dictionaries of domain section 8. Every edit makes a new numbered version of the one it touches. */
export const dictionaryNames = [
  'clusters',
  'highlands',
  'districts',
  'recommenders',
  'occupations',
  'skill-levels',
  'holidays',
] as const;
export type DictionaryName = (typeof dictionaryNames)[number];

/** Half-open validity `[validFrom, validTo)`; null is open. */
export interface Validity {
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
}

/** L1 万亿级, L2 五千亿级, L3 千亿级, L4 “新星”; S stands outside the 33618. */
export const clusterLevels = ['L1', 'L2', 'L3', 'L4', 'S'] as const;
export type ClusterLevel = (typeof clusterLevels)[number];

export interface Cluster extends Validity {
  readonly code: string;
  readonly name: string;
  readonly level: ClusterLevel;
  readonly groupName: string | null;
  /** False while the name awaits the official list. */
  readonly confirmed: boolean;
  readonly position: number;
}

/** A highland of 416, or a field of one (`parentCode`). */
export interface Highland extends Validity {
  readonly code: string;
  readonly name: string;
  readonly parentCode: string | null;
  readonly confirmed: boolean;
  readonly position: number;
}

export const districtTypes = ['district', 'county', 'autonomous-county', 'functional-area'] as const;
export type DistrictType = (typeof districtTypes)[number];

export const zones = ['central-urban', 'new-urban', 'northeast', 'southeast'] as const;
export type Zone = (typeof zones)[number];

export interface District extends Validity {
  readonly code: string;
  readonly name: string;
  readonly shortName: string;
  readonly type: DistrictType;
  readonly zone: Zone;
  readonly successors: readonly string[];
  /** Place in the tile map, counted from 1. */
  readonly tileX: number | null;
  readonly tileY: number | null;
}

export const recommenderKinds = ['district', 'functional-area', 'department'] as const;
export type RecommenderKind = (typeof recommenderKinds)[number];

export interface Recommender extends Validity {
  readonly code: string;
  readonly name: string;
  readonly kind: RecommenderKind;
  readonly districtCode: string | null;
}

export interface Occupation {
  readonly code: string | null;
  readonly edition: string;
  readonly name: string;
  /** The cluster it usually belongs to: a suggestion for pickers and imports, never a rule. */
  readonly clusterCode: string | null;
}

export interface SkillLevel {
  readonly code: string;
  readonly name: string;
  readonly rank: number;
  /** 三级/高级工 and above. */
  readonly highSkill: boolean;
}

export interface Holiday {
  readonly day: CivilDate;
  /** A day off, or a weekend day worked in exchange (调休). */
  readonly kind: 'holiday' | 'workday';
  readonly name: string;
}

/** Whether the entry holds on a day. */
export const isValidOn = (entry: Validity, day: CivilDate): boolean =>
  (entry.validFrom === null || entry.validFrom <= day) && (entry.validTo === null || day < entry.validTo);

/** The published calendar that working days are counted by. */
export function calendarOf(days: readonly Holiday[]): WorkCalendar {
  const ofKind = (kind: Holiday['kind']) => new Set(days.filter((day) => day.kind === kind).map(({ day }) => day));
  return { holidays: ofKind('holiday'), workdays: ofKind('workday') };
}

type NewOf<Entry> = Omit<Entry, 'position' | 'successors' | 'validTo'>;

/** What may be added to a dictionary; position and successors come later. */
export type DictionaryAddition =
  | { readonly dictionary: 'clusters'; readonly entry: NewOf<Cluster> }
  | { readonly dictionary: 'highlands'; readonly entry: NewOf<Highland> }
  | { readonly dictionary: 'districts'; readonly entry: NewOf<District> }
  | { readonly dictionary: 'recommenders'; readonly entry: NewOf<Recommender> }
  | { readonly dictionary: 'occupations'; readonly entry: Occupation };

/** Dictionaries whose entries are edited one by one; the levels are fixed, the calendar has its own acts. */
export type EditableDictionary = DictionaryAddition['dictionary'];
