import type { CivilDate, WorkCalendar } from '../../kernel/index.ts';
import { addDays, addYears, civilDateOf, instantOf, isWorkingDay } from '../../kernel/index.ts';
import type { RoundWindows } from './round.ts';
import type { RoundSettings } from './round-settings.ts';

/**
 * A round like another in a later year: each date is the same day of the year, moved on to a working day where it is none, at the same
 * hour; a window that ended with a day still does. The order of the windows is kept. The document number is not taken along.
 */
export function nextRound(last: RoundSettings, year: number, calendar: WorkCalendar): RoundSettings {
  if (year === last.year) return last;
  return {
    ...last,
    title: last.title.replaceAll(String(last.year), String(year)),
    year,
    documentNumber: null,
    windows: windowsInYear(last.windows, year - last.year, calendar),
  };
}

function windowsInYear(windows: RoundWindows, years: number, calendar: WorkCalendar): RoundWindows {
  const start = (at: Date, notBefore: Date) => {
    let moved = atTimeOf(at, workingDayFrom(calendar, addYears(civilDateOf(at), years)));
    while (moved < notBefore) {
      moved = atTimeOf(at, workingDayFrom(calendar, addDays(civilDateOf(moved), 1)));
    }
    return moved;
  };
  // Midnight at the end of a window belongs to the day before.
  const end = (at: Date, after: Date) => {
    const last = civilDateOf(new Date(at.getTime() - 1));
    const [day, rest] = [addYears(last, years), at.getTime() - instantOf(last).getTime()];
    let moved = workingDayFrom(calendar, day);
    while (instantOf(moved).getTime() + rest <= after.getTime()) moved = workingDayFrom(calendar, addDays(moved, 1));
    return new Date(instantOf(moved).getTime() + rest);
  };
  const opensAt = start(windows.opensAt, new Date(0));
  const applicationsCloseAt = end(windows.applicationsCloseAt, opensAt);
  const recommendingOpensAt = start(windows.recommendingOpensAt, applicationsCloseAt);
  return {
    opensAt,
    applicationsCloseAt,
    recommendingOpensAt,
    recommendingClosesAt: end(windows.recommendingClosesAt, recommendingOpensAt),
  };
}

function workingDayFrom(calendar: WorkCalendar, day: CivilDate): CivilDate {
  let current = day;
  while (!isWorkingDay(calendar, current)) current = addDays(current, 1);
  return current;
}

/** The same time of day on another day; China keeps UTC+8 all year. */
const atTimeOf = (at: Date, day: CivilDate): Date =>
  new Date(instantOf(day).getTime() + (at.getTime() - instantOf(civilDateOf(at)).getTime()));
