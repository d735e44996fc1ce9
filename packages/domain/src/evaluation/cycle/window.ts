import type { CivilDate } from '../../kernel/index.ts';
import { addDays, instantOf } from '../../kernel/index.ts';

/** The steps of a cycle that have a window of time, in their order. */
export const windowSteps = ['selfEvaluation', 'opinion', 'scoring', 'visits', 'decision', 'publicity'] as const;
export type WindowStep = (typeof windowSteps)[number];

/** Steps one studio may be given more time for than the others. */
export const extendableSteps = ['selfEvaluation', 'opinion', 'scoring'] as const;
export type ExtendableStep = (typeof extendableSteps)[number];

/** Two dates of a step: until when it is asked for (what comes later is marked late), and from when on it is refused. */
export interface Window<At = Date> {
  readonly dueAt: At;
  readonly closesAt: At;
}

/** `At` is an instant, or its text where windows are sent. */
export type CycleWindows<At = Date> = Readonly<Record<WindowStep, Window<At>>>;

export interface Extension {
  readonly step: ExtendableStep;
  readonly closesAt: Date;
}

const atOf = (text: string): Date => new Date(text);

/** The windows with every instant read or written otherwise, e.g. texts as instants. */
export function eachInstant<From, To>(windows: CycleWindows<From>, read: (at: From) => To): CycleWindows<To> {
  const entries = windowSteps.map((step): [WindowStep, Window<To>] => {
    const { dueAt, closesAt } = windows[step];
    return [step, { dueAt: read(dueAt), closesAt: read(closesAt) }];
  });
  return Object.fromEntries(entries) as unknown as CycleWindows<To>;
}

export const windowsOfTexts = (windows: CycleWindows<string>): CycleWindows => eachInstant(windows, atOf);

/** When a step closes for one studio: with its cycle, or later where it was given more time. Never earlier than its cycle. */
export function closingOf(windows: CycleWindows, step: WindowStep, extensions: readonly Extension[]): Date {
  const own = extensions.filter((extension) => extension.step === step).map(({ closesAt }) => closesAt.getTime());
  return new Date(Math.max(windows[step].closesAt.getTime(), ...own));
}

/** Days from the opening to the asked-for date and to the closing of each step, as comparable cities practise it. */
const usualDays: Readonly<Record<WindowStep, readonly [due: number, closing: number]>> = {
  selfEvaluation: [28, 30],
  opinion: [37, 40],
  scoring: [58, 60],
  visits: [74, 75],
  decision: [85, 88],
  publicity: [95, 95],
};

const CLOSING_TIME = '18:00';

/** The usual windows of a cycle that opens on a day: each ends at 18:00, on a Monday where it would end on a weekend. */
export function defaultWindows(from: CivilDate): CycleWindows {
  const at = (days: number) => instantOf(offWeekend(addDays(from, days)), CLOSING_TIME);
  const entries = windowSteps.map((step): [WindowStep, Window] => {
    const [due, closing] = usualDays[step];
    return [step, { dueAt: at(due), closesAt: at(closing) }];
  });
  return Object.fromEntries(entries) as unknown as CycleWindows;
}

export const defaultPublicityWorkingDays = 5;

function offWeekend(day: CivilDate): CivilDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 6) return addDays(day, 2);
  return weekday === 0 ? addDays(day, 1) : day;
}
