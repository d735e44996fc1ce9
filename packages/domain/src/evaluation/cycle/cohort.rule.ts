import type { CivilDate } from '../../kernel/index.ts';
import { addYears, yearOf } from '../../kernel/index.ts';
import type { Standing } from '../../studio/index.ts';
import { isFinal } from '../../studio/index.ts';
import type { CohortBasis } from '../vocabulary.ts';

export interface CohortCandidate {
  readonly standing: Standing;
  /** Award of the present tier. */
  readonly awardedOn: CivilDate;
  readonly lastEvaluatedOn: CivilDate | null;
  /** Takes part in another cycle that is not over. */
  readonly runsElsewhere: boolean;
}

/** Whether a studio belongs into a cycle by itself, and from which day that is counted. */
export interface CohortFinding {
  readonly due: boolean;
  readonly basis: CohortBasis;
  readonly basisOn: CivilDate;
  readonly dueOn: CivilDate;
}

/**
 * 四(四): every two years. Counted from the later of the award of the present tier and the last evaluation, in calendar
 * years as the notice counts them (三(三)): who is two years back by the year of the cycle is due, whatever the month.
 */
export function cohortFinding(candidate: CohortCandidate, cycleYear: number, years: number): CohortFinding {
  const { awardedOn, lastEvaluatedOn, standing, runsElsewhere } = candidate;
  const evaluatedLast = lastEvaluatedOn !== null && lastEvaluatedOn > awardedOn;
  const basisOn = evaluatedLast ? lastEvaluatedOn : awardedOn;
  const counted = { basisOn, dueOn: addYears(basisOn, years) };
  if (isFinal(standing)) return { due: false, basis: 'final-standing', ...counted };
  if (runsElsewhere) return { due: false, basis: 'running-elsewhere', ...counted };
  if (yearOf(basisOn) + years > cycleYear) return { due: false, basis: 'not-due', ...counted };
  return { due: true, basis: evaluatedLast ? 'last-evaluation' : 'award', ...counted };
}
