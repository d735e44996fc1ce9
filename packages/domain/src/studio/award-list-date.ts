import type { CivilDate } from '../kernel/index.ts';
import { addDays, isCivilDate } from '../kernel/index.ts';

/** A date as lists print it: a day, or only a month or a year, or not readable. */
export type PrintedDate =
  | { readonly kind: 'day'; readonly date: CivilDate }
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  | { readonly kind: 'year'; readonly year: number }
  | { readonly kind: 'unreadable' };

const SPREADSHEET_EPOCH: CivilDate = '1899-12-30';
const DAY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?Z?)?)?$/u;
const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/u;
const YEAR = /^((?:19|20)\d{2})\s*年?度?$/u;

const two = (value: string): string => value.padStart(2, '0');

/** Reads `2024-07-03`, `2024/7/3`, `2024.7.3`, `2024年7月3日`, `20240703`, a spreadsheet's day number, `2024年7月` and `2024年`. */
export function readDate(text: string): PrintedDate {
  const value = text.normalize('NFKC').trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(value);
  const day = DAY.exec(value) ?? compact;
  if (day?.[1] && day[2] && day[3]) {
    const date = `${day[1]}-${two(day[2])}-${two(day[3])}`;
    return isCivilDate(date) ? { kind: 'day', date } : { kind: 'unreadable' };
  }
  const month = MONTH.exec(value);
  if (month?.[1] && month[2]) {
    const number = Number(month[2]);
    return number >= 1 && number <= 12
      ? { kind: 'month', year: Number(month[1]), month: number }
      : { kind: 'unreadable' };
  }
  const year = YEAR.exec(value);
  if (year?.[1]) return { kind: 'year', year: Number(year[1]) };
  const serial = /^\d{5}(?:\.\d+)?$/.test(value) ? Math.floor(Number(value)) : 0;
  return serial >= 32_874 && serial <= 73_050
    ? { kind: 'day', date: addDays(SPREADSHEET_EPOCH, serial) }
    : { kind: 'unreadable' };
}
