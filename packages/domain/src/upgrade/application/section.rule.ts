import { isCivilDate, type Refusal } from '../../kernel/index.ts';
import { isSkillLevel } from '../../reference/index.ts';
import { honourLevels } from '../../studio/index.ts';
import { exceptionGrounds } from '../eligibility/facts.ts';
import { appliedTiers } from '../eligibility/rule-set.ts';
import { applicationRefusals as refuse } from './application.refusals.ts';
import type { ApplicationKind } from './application.ts';
import type { ApplicationSection, FieldKind, FormField, FormHonour, FormMember, SectionContent } from './form.ts';
import { applicationForm } from './form.ts';
import { textLength } from './text-length.rule.ts';

const mostRows = 30;
const isIn = (list: readonly string[], value: unknown): boolean => typeof value === 'string' && list.includes(value);
const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;
const isLine = (value: unknown, most: number): boolean =>
  typeof value === 'string' && value.length <= most && !/[\r\n]/.test(value);
const isRef = (value: unknown): boolean => typeof value === 'string' && /^[\w-]{1,40}$/.test(value);
const isLevel = (value: unknown): boolean => typeof value === 'string' && isSkillLevel(value);

const isHonour = (row: FormHonour): boolean =>
  isLine(row.name, 100) &&
  (row.level === null || isIn(honourLevels, row.level)) &&
  (row.year === null || isWhole(row.year, 1950, 2100));
const isMember = (row: FormMember): boolean =>
  isLine(row.name, 50) && isLine(row.duty, 100) && (row.skillLevel === null || isLevel(row.skillLevel));
const areRows = (value: unknown, fits: (row: never) => boolean): boolean =>
  Array.isArray(value) && value.length <= mostRows && value.every((row) => row !== null && fits(row as never));

const fits: Readonly<Record<FieldKind, (value: unknown) => boolean>> = {
  line: (value) => isLine(value, 200),
  text: (value) => typeof value === 'string' && value.length <= 40_000,
  phone: (value) => typeof value === 'string' && /^[\d\s()（）+-]{0,30}$/.test(value),
  count: (value) => isWhole(value, 0, 9_999_999),
  percent: (value) => typeof value === 'number' && value >= 0 && value <= 100,
  months: (value) => isWhole(value, 0, 12),
  day: (value) => typeof value === 'string' && isCivilDate(value),
  'yes-no': (value) => typeof value === 'boolean',
  gender: (value) => value === 'male' || value === 'female',
  tier: (value) => isIn(appliedTiers, value),
  ground: (value) => isIn(exceptionGrounds, value),
  'skill-level': isLevel,
  district: isRef,
  cluster: isRef,
  recommender: isRef,
  honours: (value) => areRows(value, isHonour),
  members: (value) => areRows(value, isMember),
};

/** Nothing said: null, blank, or an empty list. */
export const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/**
 * What may not even be kept as a draft: a field the form does not have, a value of another kind, a text past its limit by
 * far. Half a form is no reason to refuse: what is missing is told by `applicationFaults`.
 */
export function sectionRefusals(
  kind: ApplicationKind,
  section: ApplicationSection,
  content: SectionContent,
): readonly Refusal[] {
  const known = new Map(
    applicationForm[section].filter(({ of }) => of === undefined || of === kind).map((field) => [field.field, field]),
  );
  return Object.entries(content).flatMap(([name, value]) => {
    const field = known.get(name);
    if (!field) return [refuse('field-unknown', { applicationField: name })];
    return isBlank(value) || fits[field.kind](value) ? [] : [refuse('field-malformed', { applicationField: name })];
  });
}

/** A text longer than the form gives room for; undefined when it is not. */
export const tooLong = ({ field, most }: FormField, value: unknown): Refusal | undefined => {
  if (most === undefined || typeof value !== 'string') return undefined;
  const length = textLength(value);
  return length > most ? refuse('field-too-long', { applicationField: field, length, most }) : undefined;
};
