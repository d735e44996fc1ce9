import type { ActivityTally, Figure, TalliedActivity, TallyFigures } from '../../activity/index.ts';
import { figuresOf, tallyOf } from '../../activity/index.ts';
import type { CivilDate, Fen } from '../../kernel/index.ts';
import { addDays, addYears } from '../../kernel/index.ts';
import type { Tier } from '../../studio/index.ts';

/** Days from the first to the last, both counted. */
export interface EvaluationPeriod {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

/** What the automatic values need that no activity tells; null: not known. */
export interface StudioContext {
  readonly tier: Tier;
  /** Members of the team on the last day of the period, the master not counted. */
  readonly teamSize: number | null;
  /** Subsidy granted so far. */
  readonly subsidyGrantedFen: Fen | null;
  /** Plans and summaries that fell due in the period, by how they came in; null: none was asked for. */
  readonly reports: { readonly onTime: number; readonly late: number; readonly missing: number } | null;
}

/** Everything the automatic values are computed from. */
export interface EvaluationFacts extends StudioContext {
  readonly figures: TallyFigures;
  /** Each year of the period by itself: twelve months from its first day, not calendar years. */
  readonly years: readonly TallyFigures[];
  readonly quarters: ActivityTally['quarters'];
  /** Money since the studio was founded: the subsidy is one-off and may be used over more than one period. */
  readonly matching: Figure;
  readonly subsidySpent: Figure;
}

/** The years of a period: `[from, from + 1 year)`, and so on; the last ends with the period. */
export function yearsOfPeriod(period: EvaluationPeriod, years: number): readonly EvaluationPeriod[] {
  return Array.from({ length: years }, (_, index) => ({
    from: addYears(period.from, index),
    to: index === years - 1 ? period.to : addDays(addYears(period.from, index + 1), -1),
  }));
}

/** The facts of one studio from its verified activities (all of them, since it was founded) and its context. */
export function evaluationFacts(
  activities: readonly TalliedActivity[],
  period: EvaluationPeriod,
  years: number,
  context: StudioContext,
): EvaluationFacts {
  const tally = tallyOf(activities, period);
  const sofar = figuresOf(
    activities.filter(({ state, startedOn }) => state === 'verified' && startedOn <= period.to),
  ).funds;
  return {
    ...context,
    figures: tally.figures,
    years: yearsOfPeriod(period, years).map((year) => tallyOf(activities, year).figures),
    quarters: tally.quarters,
    matching: sofar.matching,
    subsidySpent: sofar.subsidySpent,
  };
}
