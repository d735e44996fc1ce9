import type { CivilDate } from '../kernel/index.ts';
import type { District } from './dictionary.ts';
import { isValidOn } from './dictionary.ts';

/**
 * The districts that stand for `code` on a day: itself while it holds, else its successors, followed through further
 * reforms. Empty when the code is unknown or nothing succeeds it.
 */
export function districtsFor(districts: readonly District[], code: string, day: CivilDate): readonly District[] {
  const district = districts.find((one) => one.code === code);
  if (!district) return [];
  if (isValidOn(district, day)) return [district];
  return district.successors.flatMap((successor) => districtsFor(districts, successor, day));
}
