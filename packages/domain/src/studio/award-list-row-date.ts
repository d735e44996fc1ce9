import type { CivilDate } from '../kernel/index.ts';
import { normaliseDocumentNumber, yearOf } from '../kernel/index.ts';
import type { EditableField } from './award-list-columns.ts';
import { readDate } from './award-list-date.ts';
import type { Finding } from './award-list-finding.ts';
import { errorIn, warningIn } from './award-list-finding.ts';
import type { AwardContext, AwardDefaults } from './award-list-row.ts';

/** The day of the award: as printed, or the default where nothing is printed or only its year or month. */
export function dateOf(
  cells: Record<EditableField, string>,
  { defaults, titleYear, today }: AwardContext,
): { readonly awardedOn: CivilDate | null; readonly findings: readonly Finding[] } {
  const field = 'awardedOn';
  const value = cells.awardedOn;
  if (value === '') {
    return defaults.awardedOn
      ? { awardedOn: defaults.awardedOn, findings: [] }
      : { awardedOn: null, findings: [errorIn(field, 'date-missing')] };
  }
  const printed = readDate(value);
  if (printed.kind === 'unreadable') {
    return { awardedOn: null, findings: [errorIn(field, 'date-unreadable', { value })] };
  }
  if (printed.kind !== 'day') {
    const fits =
      defaults.awardedOn !== null &&
      yearOf(defaults.awardedOn) === printed.year &&
      (printed.kind === 'year' || Number(defaults.awardedOn.slice(5, 7)) === printed.month);
    if (fits) return { awardedOn: defaults.awardedOn, findings: [] };
    return { awardedOn: null, findings: [errorIn(field, 'date-incomplete', { value })] };
  }
  if (printed.date > today) {
    return { awardedOn: printed.date, findings: [errorIn(field, 'date-in-future', { value: printed.date, today })] };
  }
  const early = titleYear !== null && yearOf(printed.date) < titleYear;
  return {
    awardedOn: printed.date,
    findings: early ? [warningIn(field, 'date-before-title', { value: printed.date, year: titleYear })] : [],
  };
}

/** The document number in its standard form, or the default. */
export function documentNumberOf(
  cells: Record<EditableField, string>,
  defaults: AwardDefaults,
): { readonly documentNumber: string | null; readonly findings: readonly Finding[] } {
  const text = cells.documentNumber;
  if (text === '') return { documentNumber: defaults.documentNumber, findings: [] };
  const standard = normaliseDocumentNumber(text);
  return standard
    ? { documentNumber: standard, findings: [] }
    : { documentNumber: null, findings: [errorIn('documentNumber', 'document-number-malformed', { value: text })] };
}
