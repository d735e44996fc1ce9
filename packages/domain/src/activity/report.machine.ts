import type { Actor } from '../identity/index.ts';
import type { CivilDate, Guard, Machine, Offer, Refusal } from '../kernel/index.ts';
import { offers, yearOf } from '../kernel/index.ts';
import { activityRefusals as refuse } from './activity.refusals.ts';
import { reasonRefusals } from './activity.rule.ts';
import { greatest } from './metric.ts';
import { planTargets, reportFigures } from './report-figure.ts';
import type { Report, ReportContent, ReportKind, ReportState } from './report.ts';
import { firstReportYear, longestSection, neededSections, reportSections } from './report.ts';

export type ReportAction = 'edit' | 'submit' | 'reopen';

export interface ReportContext {
  readonly actor: Pick<Actor, 'accountId' | 'grants'>;
  readonly studio: { readonly recommenderId: string };
  readonly today: CivilDate;
  readonly reason?: string;
}

type ReportGuard = Guard<Report, ReportContext>;

const notItsStudio: ReportGuard = ({ studioId }, { actor }) =>
  actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId)
    ? undefined
    : refuse('report-not-its-studio');
const notItsSupervisor: ReportGuard = (_, { actor, studio }) =>
  actor.grants.some(
    (grant) =>
      grant.role === 'office' || (grant.role === 'recommender' && grant.recommenderId === studio.recommenderId),
  )
    ? undefined
    : refuse('report-not-its-supervisor');
const somethingIsWrong: ReportGuard = (report) => reportRefusals(report.kind, report);
const sectionIsEmpty: ReportGuard = ({ kind, texts }) =>
  neededSections[kind]
    .filter((section) => !texts[section]?.trim())
    .map((section) => refuse('report-section-missing', { field: `texts.${section}`, reportSection: section }));
const yearIsOutOfRange: ReportGuard = ({ year }, { today }) => yearRefusals(year, today);
const noReasonGiven: ReportGuard = (_, { reason }) => reasonRefusals(reason);

/** Written by the studio, handed in once; the recommender or the office may open it again with a reason. */
export const reportMachine: Machine<ReportState, ReportAction, Report, ReportContext> = {
  name: 'report',
  initial: 'draft',
  final: [],
  moves: {
    edit: { from: ['draft'], to: 'draft', unless: [notItsStudio, somethingIsWrong] },
    submit: {
      from: ['draft'],
      to: 'submitted',
      unless: [notItsStudio, yearIsOutOfRange, somethingIsWrong, sectionIsEmpty],
    },
    reopen: { from: ['submitted'], to: 'draft', unless: [notItsSupervisor, noReasonGiven] },
  },
};

/** A plan may be written for next year, a summary not. */
export const yearRefusals = (year: number, today: CivilDate): readonly Refusal[] =>
  year < firstReportYear || year > yearOf(today) + 1
    ? [refuse('report-year-out-of-range', { field: 'year', least: firstReportYear, most: yearOf(today) + 1 })]
    : [];

/** Everything wrong with what is written so far. */
export function reportRefusals(kind: ReportKind, { texts, targets }: ReportContent): readonly Refusal[] {
  const sections: readonly string[] = reportSections[kind];
  const allowed: readonly string[] = kind === 'plan' ? planTargets : [];
  return [
    ...Object.entries(texts).flatMap(([section, text]) => {
      const field = `texts.${section}`;
      if (!sections.includes(section)) return [refuse('report-section-unknown', { field, kind })];
      return [...text].length > longestSection ? [refuse('text-too-long', { field, most: longestSection })] : [];
    }),
    ...Object.entries(targets).flatMap(([name, value]) => {
      const field = `targets.${name}`;
      if (!allowed.includes(name)) return [refuse('report-target-unknown', { field, kind })];
      const most = greatest[reportFigures[name as keyof typeof reportFigures].unit];
      return Number.isSafeInteger(value) && value >= 0 && value <= most
        ? []
        : [refuse('report-target-not-whole', { field, most })];
    }),
  ];
}

/** The buttons that are this actor's to press, with the reasons that stand against them. */
export function reportOffers(report: Report, context: ReportContext): readonly Offer<ReportAction>[] {
  const notTheirs = ['activity.report-not-its-studio', 'activity.report-not-its-supervisor'];
  return offers(reportMachine, report, { ...context, reason: context.reason ?? '…' }).filter(
    (offer) => !offer.refusals.some((refusal) => notTheirs.includes(refusal.code)),
  );
}
