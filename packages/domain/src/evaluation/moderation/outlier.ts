import type { Score } from '../../kernel/index.ts';
import type { FullSheet } from '../decision/aggregation.ts';
import { medianOf } from '../decision/aggregation.ts';
import type { Rubric } from '../rubric/rubric.ts';

/** Distance from the median, in per cent of the line's points, from which a mark is pointed out. A default of ours. */
export const outlierPercent = 30;
/** Of two marks neither is the odd one out: their median lies between them. */
export const outlierFrom = 3;

export type OutlierSide = 'high' | 'low';

/**
 * Which marks of one line stand apart: those more than `percent` of the line's points from the median of all its marks.
 * The median, not the mean, so that the odd mark does not pull its own yardstick along. Answers in the order given; null:
 * not apart, not applicable, or fewer than three marks.
 */
export function outliersOf(
  points: Score,
  marks: readonly (Score | null)[],
  percent: number = outlierPercent,
): readonly (OutlierSide | null)[] {
  const given = marks.filter((mark) => mark !== null);
  const median = given.length < outlierFrom ? null : medianOf(given);
  return marks.map((mark) => {
    if (mark === null || median === null || Math.abs(mark - median) * 100 <= points * percent) return null;
    return mark > median ? 'high' : 'low';
  });
}

/** How many marks of a panel stand apart from the others of their line. */
export const outliersIn = (rubric: Pick<Rubric, 'indicators'>, sheets: readonly FullSheet[]): number =>
  rubric.indicators
    .flatMap(({ code, points }) =>
      outliersOf(
        points,
        sheets.map(({ marks }) => marks.find(({ indicator }) => indicator === code)?.score ?? null),
      ),
    )
    .filter((side) => side !== null).length;
