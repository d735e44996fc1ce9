import type { CivilDate, Refusal, WorkCalendar } from '../../kernel/index.ts';
import { addDays, addWorkingDays, instantOf } from '../../kernel/index.ts';
import { rectificationRefusals as refuse } from './rectification.refusals.ts';

/** The office's settings. A rectification keeps those it was ordered with. */
export interface RectificationSettings {
  /** Calendar days from the order to the report. */
  readonly days: number;
  /** The one extension is at most so many calendar days. */
  readonly extensionDays: number;
  /** Working days to state and defend oneself after the notice of intent. */
  readonly answerWorkingDays: number;
  /** A line is rectified from this share of its points on. */
  readonly passPercent: number;
  /** How many evaluators check at least. */
  readonly checkers: number;
}

/** Defaults of domain section 4; the notice says only 限期 (四(四)). */
export const defaultRectificationSettings: RectificationSettings = {
  days: 90,
  extensionDays: 30,
  answerWorkingDays: 10,
  passPercent: 60,
  checkers: 1,
};

export const settingBounds: Readonly<Record<keyof RectificationSettings, readonly [number, number]>> = {
  days: [7, 365],
  extensionDays: [1, 30],
  answerWorkingDays: [3, 60],
  passPercent: [1, 100],
  checkers: [1, 3],
};

/** Every setting outside its bounds: no term may be made so short that nobody could keep it. */
export const settingRefusalsOfTerms = (settings: RectificationSettings): readonly Refusal[] =>
  (Object.keys(settingBounds) as (keyof RectificationSettings)[]).flatMap((setting) => {
    const [least, most] = settingBounds[setting];
    const value = settings[setting];
    return Number.isInteger(value) && value >= least && value <= most
      ? []
      : [refuse('terms-out-of-range', { setting, least, most })];
  });

/** The last day to report, counted in calendar days from the day after the order. */
export const dueAfter = (orderedOn: CivilDate, { days }: Pick<RectificationSettings, 'days'>): CivilDate =>
  addDays(orderedOn, days);

/** The last day to state and defend oneself: working days by the published calendar, the first is the one after the notice. */
export const answerUntil = (
  noticedOn: CivilDate,
  { answerWorkingDays }: Pick<RectificationSettings, 'answerWorkingDays'>,
  calendar: WorkCalendar,
): CivilDate => addWorkingDays(calendar, noticedOn, answerWorkingDays);

/** The instant a day has ended in the office's zone: a term that ends with the day is open until right before it. */
export const endOfDay = (day: CivilDate): Date => instantOf(addDays(day, 1));

/** Whether the term that ends with this day is over at an instant, to the millisecond. */
export const isOver = (lastDay: CivilDate, now: Date): boolean => now >= endOfDay(lastDay);
