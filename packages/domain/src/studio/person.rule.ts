import type { CivilDate, Refusal } from '../kernel/index.ts';
import { birthDateOf, isCreditCode, isResidentId } from '../kernel/index.ts';
import { studioRefusals } from './studio.refusals.ts';

/** Every reason against the personal data of a master: a false check character, a birth date the number contradicts. */
export function personRefusals(
  person: { readonly idNumber?: string | null | undefined; readonly birthDate?: CivilDate | null | undefined },
  today: CivilDate,
): readonly Refusal[] {
  if (!person.idNumber) return [];
  if (!isResidentId(person.idNumber, today)) return [studioRefusals('id-number-malformed')];
  const birth = birthDateOf(person.idNumber);
  return person.birthDate && birth !== person.birthDate
    ? [studioRefusals('birth-date-differs', { given: person.birthDate })]
    : [];
}

/** Every reason against the data of a host unit. */
export function hostUnitRefusals(unit: {
  readonly id?: string;
  readonly creditCode?: string | null;
  readonly parentId?: string | null;
}): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (unit.creditCode && !isCreditCode(unit.creditCode)) {
    reasons.push(studioRefusals('credit-code-malformed', { code: unit.creditCode }));
  }
  if (unit.id !== undefined && unit.parentId === unit.id) reasons.push(studioRefusals('parent-is-itself'));
  return reasons;
}
