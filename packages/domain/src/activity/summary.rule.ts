import type { MetricUnit } from './metric.ts';
import { mechanismOf } from './kind.ts';
import type { PlanTarget, ReportFigureName } from './report-figure.ts';
import { planTargets, reportFigureNames, reportFigures } from './report-figure.ts';
import type { ReportContent, ReportSection } from './report.ts';
import { reportSections } from './report.ts';
import type { Figure, TallyFigures } from './tally.ts';
import { tallyOf } from './tally.rule.ts';
import type { TalliedActivity } from './tally-sums.ts';

/** A figure of a report with the plan's target for it, where the plan has one. */
export interface SummaryLine {
  readonly name: ReportFigureName;
  readonly unit: MetricUnit;
  readonly figure: Figure;
  readonly target: number | null;
}

export interface SummarySectionDraft {
  readonly section: ReportSection;
  readonly lines: readonly SummaryLine[];
  /** The year's verified activities of this mechanism, in order of date; all of them under `overview`. */
  readonly activities: readonly string[];
}

export interface SummaryDraft {
  readonly year: number;
  readonly sections: readonly SummarySectionDraft[];
}

/**
 * What the year's verified activities put under each heading of the yearly summary: figures with the rows behind them, no
 * prose. A figure of nothing is left out unless the plan promised something.
 */
export function summaryDraft(
  activities: readonly TalliedActivity[],
  year: number,
  targets: ReportContent['targets'] = {},
): SummaryDraft {
  const period = { from: `${year}-01-01`, to: `${year}-12-31` };
  const { figures } = tallyOf(activities, period);
  return {
    year,
    sections: reportSections.summary.map((section) => ({
      section,
      lines: linesOf(section, figures, targets),
      activities: activitiesUnder(section, activities, figures),
    })),
  };
}

function linesOf(
  section: ReportSection,
  figures: TallyFigures,
  targets: ReportContent['targets'],
): readonly SummaryLine[] {
  return reportFigureNames
    .filter((name) => reportFigures[name].section === section)
    .map((name) => lineOf(name, figures, targets))
    .filter(({ figure, target }) => figure.value > 0 || target !== null);
}

const lineOf = (name: ReportFigureName, figures: TallyFigures, targets: ReportContent['targets']): SummaryLine => ({
  name,
  unit: reportFigures[name].unit,
  figure: reportFigures[name].of(figures),
  target: targets[name as PlanTarget] ?? null,
});

function activitiesUnder(
  section: ReportSection,
  activities: readonly TalliedActivity[],
  figures: TallyFigures,
): readonly string[] {
  if (section === 'overview') return figures.activities.activities;
  const kinds = new Map(activities.map(({ id, kind }) => [id, kind]));
  return figures.activities.activities.filter((id) => mechanismOf(kinds.get(id)!) === section);
}

/** How far the year has come against the plan: the lines the plan set a target for, in the plan's order. */
export const planProgress = (figures: TallyFigures, targets: ReportContent['targets']): readonly SummaryLine[] =>
  planTargets.filter((name) => targets[name] !== undefined).map((name) => lineOf(name, figures, targets));
