import type { CivilDate } from '@jianglian/domain/kernel';

const RESIDENT_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const RESIDENT_CHECKS = '10X98765432';
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * A resident ID with a right check character that belongs to nobody: its area `500199` was never given out.
 * The last digit before the check is odd for men.
 */
export function residentIdOf(birth: CivilDate, serial: number, area = '500199'): string {
  const body = `${area}${birth.replaceAll('-', '')}${String(serial % 1000).padStart(3, '0')}`;
  const sum = RESIDENT_WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return `${body}${RESIDENT_CHECKS[sum % 11]}`;
}

/** A unified social credit code with a right check character (GB 32100); the organisation part counts up from the serial. */
export function creditCodeOf(serial: number): string {
  const body = `91500000MADM${String(serial).padStart(5, '0')}`;
  let weight = 1;
  let sum = 0;
  for (const character of body) {
    sum += CREDIT_ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return `${body}${CREDIT_ALPHABET[(31 - (sum % 31)) % 31]}`;
}
