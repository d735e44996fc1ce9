import type { CivilDate } from '../kernel/index.ts';
import type { StudioCell } from './award-list-cell.ts';
import { readStudioCell, studioNameOf } from './award-list-cell.ts';
import type { EditableField } from './award-list-columns.ts';
import { editableFields } from './award-list-columns.ts';
import type { Finding } from './award-list-finding.ts';
import { codeOf, errorIn, warningIn } from './award-list-finding.ts';
import type { OccupationIndex } from './award-list-occupation.ts';
import { dateOf, documentNumberOf } from './award-list-row-date.ts';
import { placeOf } from './award-list-row-place.ts';
import type { PlaceIndex } from './award-list-place.ts';
import { hostKindOf, isShortUnitName } from './award-list-place.ts';
import { hasKnownSurname, nameLikeness } from './award-list-surname.ts';
import { cleaned, looksLikeFormula, nameKey } from './award-list-text.ts';
import { tierIn } from './award-list-title.ts';
import type { HostUnitKind, Tier } from './tier.ts';

/** The texts of one row by field: as printed, with the official's edits over them. */
export type AwardCells = Readonly<Partial<Record<EditableField, string>>>;

/** What holds for every row that does not say otherwise. */
export interface AwardDefaults {
  readonly tier: Tier | null;
  readonly awardedOn: CivilDate | null;
  readonly documentNumber: string | null;
  readonly recommenderId: string | null;
  readonly districtCode: string | null;
  readonly clusterCode: string | null;
}

export interface AwardContext {
  readonly defaults: AwardDefaults;
  /** The year of the title row, to compare dates with. */
  readonly titleYear: number | null;
  /** The tier of the section the row stands in, where a list has sections. */
  readonly sectionTier: Tier | null;
  /** Whether the list gives occupations at all; where it does not, their absence is no finding. */
  readonly expectsOccupation: boolean;
  readonly occupations: OccupationIndex;
  readonly places: PlaceIndex;
  readonly today: CivilDate;
}

/** One award as the list says it; null where the list is silent or not understood. */
export interface AwardEntry {
  readonly studioName: string;
  readonly master: string;
  readonly occupation: string | null;
  readonly occupationId: string | null;
  readonly hostUnit: string;
  readonly hostKind: HostUnitKind;
  readonly tier: Tier | null;
  readonly awardedOn: CivilDate | null;
  readonly documentNumber: string | null;
  readonly recommenderId: string | null;
  readonly districtCode: string | null;
  readonly clusterCode: string | null;
}

export interface ReadRow {
  readonly entry: AwardEntry;
  readonly findings: readonly Finding[];
}

/** What lies behind is not read: the cell is refused for its length anyway. */
const LONGEST_CELL = 300;
const LONGEST: Readonly<Partial<Record<EditableField, number>>> = {
  studioName: 120,
  master: 40,
  hostUnit: 120,
  occupation: 60,
  documentNumber: 60,
};

/** Reads one row of an award list into an award and everything that is wrong or doubtful in the row itself. Total: never throws, whatever the cells hold. */
export function readAwardRow(given: AwardCells, context: AwardContext): ReadRow {
  const cells = Object.fromEntries(
    editableFields.map((field) => [field, cleaned((given[field] ?? '').slice(0, LONGEST_CELL))]),
  ) as Record<EditableField, string>;
  const source = cells.studioName || (/工作室/.test(cells.hostUnit) ? cells.hostUnit : '');
  const printed = source ? readStudioCell(source, context.occupations) : undefined;
  const master = cells.master || printed?.master || (printed ? '' : masterAlone(cells.studioName));
  const named = cells.occupation || printed?.occupation || '';
  const occupation = context.occupations.find(named);
  const hostUnit = hostUnitOf(cells, source, printed);
  const tier = tierOf(cells, printed, context);
  const date = dateOf(cells, context);
  const number = documentNumberOf(cells, context.defaults);
  const place = placeOf(cells, hostUnit, occupation?.clusterCode ?? null, date.awardedOn, context);
  return {
    entry: {
      studioName: nameOf(master, named, source, printed),
      master,
      occupation: occupation?.name ?? (named || null),
      occupationId: occupation?.id ?? null,
      hostUnit,
      hostKind: hostKindOf(hostUnit),
      tier: tier.tier,
      awardedOn: date.awardedOn,
      documentNumber: number.documentNumber,
      ...place.entry,
    },
    findings: [
      ...textFindings(given),
      ...masterFindings(master, cells, printed).filter((finding) => !isWellFounded(finding, named, context)),
      ...(master === '' && named === '' ? [] : occupationFindings(named, context)),
      ...unitFindings(hostUnit),
      ...tier.findings,
      ...date.findings,
      ...number.findings,
      ...place.findings,
    ],
  };
}

/** As printed, without unit and closing punctuation; made of master and occupation where the list names no studio. */
function nameOf(master: string, named: string, source: string, printed: StudioCell | undefined): string {
  if (master === '') return source;
  if (!printed) return studioNameOf(master, named || null);
  return printed.isBare ? `${master}${named}${printed.studioName}` : printed.studioName;
}

/** Where the rest is all but an occupation of the dictionary, the border of the name is no guess worth telling. */
const isWellFounded = ({ code }: Finding, named: string, { occupations }: AwardContext): boolean =>
  code === codeOf('split-guessed') && occupations.nearest(named) !== undefined;

/** A studio column that holds nothing but a person's name. */
const masterAlone = (text: string): string => (nameLikeness(text) === 'sure' ? text : '');

function hostUnitOf(cells: Record<EditableField, string>, source: string, printed: StudioCell | undefined): string {
  const unitColumnHoldsStudio = source !== '' && source === cells.hostUnit;
  return unitColumnHoldsStudio ? (printed?.hostUnit ?? '') : cells.hostUnit || printed?.hostUnit || '';
}

function textFindings(given: AwardCells): readonly Finding[] {
  return editableFields.flatMap((field) => {
    const text = given[field] ?? '';
    const limit = LONGEST[field] ?? 200;
    if (text.length > limit) return [errorIn(field, 'too-long', { limit, length: text.length })];
    return looksLikeFormula(text) ? [errorIn(field, 'formula-text', { value: text.trim().slice(0, 40) })] : [];
  });
}

function masterFindings(
  master: string,
  cells: Record<EditableField, string>,
  printed: StudioCell | undefined,
): readonly Finding[] {
  if (master === '') return [errorIn('master', 'master-missing')];
  const likeness = nameLikeness(master);
  if (likeness === 'no') return [errorIn('master', 'master-implausible', { value: master }, { acceptable: true })];
  const findings: Finding[] = [];
  if (cells.master === '' && cells.occupation === '' && printed?.confidence === 'guessed') {
    findings.push(warningIn('master', 'split-guessed', { master, occupation: printed.occupation ?? '' }));
  } else if (!master.includes('·') && !hasKnownSurname(master)) {
    findings.push(warningIn('master', 'surname-uncommon', { value: master }));
  }
  if (cells.master !== '' && printed?.confidence === 'sure' && printed.master !== null && printed.master !== master) {
    findings.push(warningIn('studioName', 'name-differs', { studio: printed.master, master }));
  }
  return findings;
}

function occupationFindings(named: string, { occupations, expectsOccupation }: AwardContext): readonly Finding[] {
  if (named === '') return expectsOccupation ? [warningIn('occupation', 'occupation-missing')] : [];
  if (occupations.find(named)) return [];
  const near = occupations.nearest(named);
  return near
    ? [
        errorIn(
          'occupation',
          'occupation-misspelt',
          { value: named, suggestion: near.name },
          { acceptable: true, suggestion: near.name },
        ),
      ]
    : [warningIn('occupation', 'occupation-unknown', { value: named })];
}

function unitFindings(unit: string): readonly Finding[] {
  if (nameKey(unit).length < 2) return [errorIn('hostUnit', 'unit-missing')];
  return isShortUnitName(unit) && !looksLikeFormula(unit) ? [warningIn('hostUnit', 'unit-short', { value: unit })] : [];
}

function tierOf(
  cells: Record<EditableField, string>,
  printed: StudioCell | undefined,
  { sectionTier, defaults }: AwardContext,
): { readonly tier: Tier | null; readonly findings: readonly Finding[] } {
  const inName = printed ? tierIn(printed.tierWords) : null;
  const general = sectionTier ?? defaults.tier;
  if (cells.tier !== '') {
    const tier = tierIn(cells.tier);
    return tier
      ? { tier, findings: differing(tier, general) }
      : { tier: null, findings: [errorIn('tier', 'tier-unknown', { value: cells.tier })] };
  }
  const tier = sectionTier ?? inName ?? general;
  return tier
    ? { tier, findings: [...differing(tier, sectionTier ? inName : general)] }
    : { tier: null, findings: [errorIn('tier', 'tier-missing')] };
}

const differing = (tier: Tier, other: Tier | null): readonly Finding[] =>
  other !== null && other !== tier ? [warningIn('tier', 'tier-differs', { tier, other })] : [];
