import type { CivilDate } from '../../kernel/index.ts';
import { addYears } from '../../kernel/index.ts';
import type { CycleWindows } from './window.ts';
import { eachInstant } from './window.ts';

const WEEK_MS = 7 * 86_400_000;
const DAYS_A_YEAR = 365.25;

/** The windows some years on, in whole weeks: every step keeps its weekday and its time of day. */
export function windowsYearsOn(windows: CycleWindows, years: number): CycleWindows {
  const weeks = Math.round((years * DAYS_A_YEAR) / 7);
  return eachInstant(windows, (at) => new Date(at.getTime() + weeks * WEEK_MS));
}

export interface ClonedSettings {
  readonly title: string;
  readonly year: number;
  readonly periodFrom: CivilDate;
  readonly periodTo: CivilDate;
  readonly windows: CycleWindows;
}

/** The next cycle like the last: year, period, windows and the year in its title go on by the years of the rubric. */
export function nextCycle<Settings extends ClonedSettings>(last: Settings, years: number): Settings {
  const year = last.year + years;
  const title = last.title.includes(String(last.year))
    ? last.title.replaceAll(/\d{4}/g, (text) => String(Number(text) + years))
    : last.title;
  return {
    ...last,
    title,
    year,
    periodFrom: addYears(last.periodFrom, years),
    periodTo: addYears(last.periodTo, years),
    windows: windowsYearsOn(last.windows, years),
  };
}
