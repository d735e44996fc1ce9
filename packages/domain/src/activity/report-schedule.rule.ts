import type { CivilDate, Refusal } from '../kernel/index.ts';
import { isCivilDate, yearOf } from '../kernel/index.ts';
import { activityRefusals as refuse } from './activity.refusals.ts';
import type { Report, ReportKind } from './report.ts';

/** When reports are due: a day of the year (`MM-DD`) of the report or of the next one, and single years that differ. */
export interface ReportSchedule {
  readonly due: Readonly<Record<ReportKind, { readonly monthDay: string; readonly nextYear: boolean }>>;
  readonly exceptions: readonly { readonly kind: ReportKind; readonly year: number; readonly dueOn: CivilDate }[];
}

/** The office's settings of the feature; what is shipped is a default, the notice is silent. */
export interface ActivitySettings extends ReportSchedule {
  /** Files a submission needs. */
  readonly leastEvidence: number;
}

export const defaultSettings: ActivitySettings = {
  leastEvidence: 1,
  due: { plan: { monthDay: '01-31', nextYear: false }, summary: { monthDay: '01-15', nextYear: true } },
  exceptions: [],
};

/** The last day on which a report is in time. */
export function dueOn(schedule: ReportSchedule, kind: ReportKind, year: number): CivilDate {
  const exception = schedule.exceptions.find((one) => one.kind === kind && one.year === year);
  const { monthDay, nextYear } = schedule.due[kind];
  return exception?.dueOn ?? `${nextYear ? year + 1 : year}-${monthDay}`;
}

/** A day that some years lack (02-29) is no due day. */
export const scheduleRefusals = (schedule: ReportSchedule): readonly Refusal[] => [
  ...(Object.entries(schedule.due) as [ReportKind, { monthDay: string }][])
    .filter(([, { monthDay }]) => !isCivilDate(`2023-${monthDay}`))
    .map(([kind]) => refuse('schedule-day-not-real', { field: `due.${kind}.monthDay` })),
  ...schedule.exceptions.flatMap(({ dueOn: day }, index) =>
    isCivilDate(day) ? [] : [refuse('schedule-day-not-real', { field: `exceptions.${index}.dueOn` })],
  ),
];

/** `open`: not handed in, still in time; `overdue`: not handed in and too late. */
export const timelinesses = ['open', 'overdue', 'on-time', 'late'] as const;
export type Timeliness = (typeof timelinesses)[number];

/** Where a report stands against its due day; nothing written yet is a report that was not handed in. */
export function timelinessOf(
  report: Pick<Report, 'submittedOn'> | undefined,
  due: CivilDate,
  today: CivilDate,
): Timeliness {
  if (report?.submittedOn) return report.submittedOn <= due ? 'on-time' : 'late';
  return today <= due ? 'open' : 'overdue';
}

/** A studio founded after this day owes no such report for the year: no plan once its due day had passed, no summary of a year before it. */
export const owedIfFoundedBy = (schedule: ReportSchedule, kind: ReportKind, year: number): CivilDate =>
  kind === 'plan' ? dueOn(schedule, kind, year) : `${year}-12-31`;

/** The years of which a studio owes a report by now, the latest first. */
export function owedYears(
  schedule: ReportSchedule,
  kind: ReportKind,
  foundedOn: CivilDate,
  today: CivilDate,
): readonly number[] {
  const first = yearOf(foundedOn);
  return Array.from({ length: Math.max(0, yearOf(today) - first + 1) }, (_, index) => yearOf(today) - index).filter(
    (year) => foundedOn <= owedIfFoundedBy(schedule, kind, year),
  );
}
