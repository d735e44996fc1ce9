import type { Score } from '../../kernel/index.ts';
import type { Grade } from '../../studio/index.ts';
import { grades } from '../../studio/index.ts';
import type { Rubric } from '../rubric/rubric.ts';
import type { CycleProposal, GradedEvaluation, GradeReason, TierCap } from './outcome.ts';
import { proposeGrades } from './outcome.ts';

/** Other borders to try; what is not named stays as the rubric and the cycle have it. */
export interface Thresholds {
  readonly excellent: Score;
  readonly qualified: Score;
  readonly capPercent: number;
}

export interface GradeChange {
  readonly id: string;
  readonly from: Grade;
  readonly to: Grade;
  /** Why it would be so. */
  readonly reasons: readonly GradeReason[];
}

export interface WhatIf {
  readonly before: Readonly<Record<Grade, number>>;
  readonly after: Readonly<Record<Grade, number>>;
  readonly tiers: readonly TierCap[];
  readonly changes: readonly GradeChange[];
}

/** What the proposal would be with other borders, against the one that stands: how many change, and who. Nothing is decided by it. */
export function whatIf(
  rubric: Rubric,
  capPercent: number,
  evaluations: readonly GradedEvaluation[],
  tried: Partial<Thresholds>,
): WhatIf {
  const now = proposeGrades(rubric, capPercent, evaluations);
  const thresholds = {
    ...rubric.thresholds,
    ...(tried.excellent === undefined ? {} : { excellent: tried.excellent }),
    ...(tried.qualified === undefined ? {} : { qualified: tried.qualified }),
  };
  const then = proposeGrades({ ...rubric, thresholds }, tried.capPercent ?? capPercent, evaluations);
  const gradeNow = new Map(now.grades.map(({ id, grade }) => [id, grade]));
  return {
    before: countsOf(now),
    after: countsOf(then),
    tiers: then.tiers,
    changes: then.grades.flatMap(({ id, grade, reasons }) => {
      const from = gradeNow.get(id) as Grade;
      return from === grade ? [] : [{ id, from, to: grade, reasons }];
    }),
  };
}

const countsOf = ({ grades: found }: CycleProposal): Record<Grade, number> =>
  Object.fromEntries(grades.map((grade) => [grade, found.filter((one) => one.grade === grade).length])) as Record<
    Grade,
    number
  >;
