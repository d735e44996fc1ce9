import type { CivilDate, WorkCalendar } from '../../kernel/index.ts';
import { addDays, addWorkingDays, instantOf } from '../../kernel/index.ts';

/**
 * The last day of the publicity (公示): so many working days, the day after the release being the first. Domain default: 5,
 * a setting of the cycle; the notice names no term.
 */
export const publicityUntil = (calendar: WorkCalendar, releasedOn: CivilDate, workingDays: number): CivilDate =>
  addWorkingDays(calendar, releasedOn, workingDays);

/** The instant the publicity ends: midnight after its last day, in the office's zone. Objections are taken until then. */
export const publicityEndsAt = (until: CivilDate): Date => instantOf(addDays(until, 1));

export const publicityIsOver = (until: CivilDate, now: Date): boolean => now >= publicityEndsAt(until);
