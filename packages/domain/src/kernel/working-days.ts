import type { CivilDate } from './civil-date.ts';
import { addDays } from './civil-date.ts';

/** The published calendar: holidays that fall on weekdays, and weekend days worked in exchange (调休). */
export interface WorkCalendar {
  readonly holidays: ReadonlySet<CivilDate>;
  readonly workdays: ReadonlySet<CivilDate>;
}

export function isWorkingDay(calendar: WorkCalendar, day: CivilDate): boolean {
  if (calendar.workdays.has(day)) return true;
  if (calendar.holidays.has(day)) return false;
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6;
}

/** The last day of a term of `count` working days that begins on the day after `day`, as publicity periods are counted. */
export function addWorkingDays(calendar: WorkCalendar, day: CivilDate, count: number): CivilDate {
  let current = day;
  for (let left = count; left > 0;) {
    current = addDays(current, 1);
    if (isWorkingDay(calendar, current)) left -= 1;
  }
  return current;
}
