import type { CivilDate } from './civil-date.ts';
import { isCivilDate } from './civil-date.ts';

const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_CHECKS = '10X98765432';

/** Whether the text is a unified social credit code with a right check character (GB 32100). */
export function isCreditCode(text: string): boolean {
  const places = [...text].map((character) => CREDIT_ALPHABET.indexOf(character));
  if (places.length !== 18 || places.includes(-1)) return false;
  const { sum } = places
    .slice(0, 17)
    .reduce((running, place) => ({ sum: running.sum + place * running.weight, weight: (running.weight * 3) % 31 }), {
      sum: 0,
      weight: 1,
    });
  return places[17] === (31 - (sum % 31)) % 31;
}

/** The resident ID in its written form: no spaces, `X` in upper case. */
export const normaliseResidentId = (text: string): string => text.replace(/\s/g, '').toUpperCase();

/** The birth date a resident ID carries; undefined when its length, date or check character is wrong (GB 11643). The first six digits are never checked: districts change. */
export function birthDateOf(residentId: string): CivilDate | undefined {
  const id = normaliseResidentId(residentId);
  if (!/^\d{17}[\dX]$/.test(id)) return undefined;
  const sum = RESIDENT_WEIGHTS.reduce((total, weight, index) => total + weight * Number(id[index]), 0);
  if (RESIDENT_CHECKS[sum % 11] !== id[17]) return undefined;
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  return isCivilDate(birth) ? birth : undefined;
}

/** Whether the text is a resident ID of somebody born on or before `today` (GB 11643). */
export function isResidentId(text: string, today: CivilDate): boolean {
  const birth = birthDateOf(text);
  return birth !== undefined && birth <= today;
}

/** `500***********0016`: the first three and last four characters, the length kept. */
export const maskResidentId = (id: string): string =>
  `${id.slice(0, 3)}${'*'.repeat(Math.max(0, id.length - 7))}${id.slice(-4)}`;

/** `138****5678`. */
export const maskMobile = (mobile: string): string => `${mobile.slice(0, 3)}****${mobile.slice(-4)}`;
