import type { Score } from '../../kernel/index.ts';
import { meanOf, roundHalfUp, sumOf } from '../../kernel/index.ts';

/** The total of a sheet that is in, of a studio whose sheets are all in. */
export interface SheetTotal {
  readonly evaluationId: string;
  readonly accountId: string;
  readonly total: Score;
}

/** How an evaluator's totals compare with those of the colleagues who scored the same studios. A reference, never a correction. */
export interface Calibration {
  readonly accountId: string;
  /** Studios compared: those with at least one other sheet. */
  readonly studios: number;
  /** Mean of own total − mean of the other sheets, in hundredths: −500 is five points harsher. Null: nothing to compare. */
  readonly severity: Score | null;
  /** Standard deviation of own totals ÷ that of the others' means: under 1 keeps to the middle, over 1 uses the extremes. */
  readonly spreadRatio: number | null;
  /** Pearson correlation of own totals with the others' means, −1 … 1. */
  readonly agreement: number | null;
}

/** Fewer studios than these say nothing: the figure is hidden and only n is shown. Defaults of ours. */
export const leastStudios = { severity: 3, agreement: 8 } as const;

/** Beyond these a figure is pointed out, with a word and a shape. Defaults of ours. */
export const leaning = { severity: 300, agreement: 0.5 } as const;

/**
 * Calibration of every evaluator of a cycle, leave-one-out: a sheet is compared with the mean of the *other* sheets of the
 * same studio, so that nobody is compared with themselves. What harsh colleagues do to the comparison is part of it: it
 * says how somebody stands to this panel, not to the truth. The order of the input does not matter.
 */
export function calibrate(totals: readonly SheetTotal[], least: typeof leastStudios = leastStudios): Calibration[] {
  const panels = Map.groupBy(totals, ({ evaluationId }) => evaluationId);
  const pairs = new Map<string, { readonly own: number; readonly others: number }[]>();
  for (const { accountId } of totals) pairs.set(accountId, []);
  for (const panel of panels.values()) {
    if (panel.length < 2) continue;
    const sum = sumOf(panel.map(({ total }) => total));
    for (const { accountId, total } of panel) {
      pairs.get(accountId)?.push({ own: total, others: (sum - total) / (panel.length - 1) });
    }
  }
  return [...pairs]
    .map(([accountId, compared]) => ({ accountId, ...figuresOf(compared, least) }))
    .toSorted((one, other) => (one.accountId < other.accountId ? -1 : 1));
}

function figuresOf(
  pairs: readonly { readonly own: number; readonly others: number }[],
  least: typeof leastStudios,
): Omit<Calibration, 'accountId'> {
  // Summed in one order, so that binary noise does not depend on the order they came in.
  const sorted = pairs.toSorted((one, other) => one.own - other.own || one.others - other.others);
  const own = sorted.map((pair) => pair.own);
  const others = sorted.map((pair) => pair.others);
  const enough = sorted.length >= least.agreement;
  const [spread, panel] = [deviationOf(own), deviationOf(others)];
  return {
    studios: sorted.length,
    severity: sorted.length >= least.severity ? (meanOf(sorted.map((pair) => pair.own - pair.others)) ?? null) : null,
    spreadRatio: enough && panel > 0 ? roundHalfUp((spread / panel) * 100) / 100 : null,
    agreement: enough ? correlationOf(own, others) : null,
  };
}

const averageOf = (values: readonly number[]): number => sumOf(values) / values.length;

/** Standard deviation of the whole, not of a sample: all studios of the cycle are here. */
function deviationOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const mean = averageOf(values);
  return Math.sqrt(averageOf(values.map((value) => (value - mean) ** 2)));
}

/** Pearson's r with two decimals; null where one side does not vary at all. */
export function correlationOf(one: readonly number[], other: readonly number[]): number | null {
  const [deviation, otherDeviation] = [deviationOf(one), deviationOf(other)];
  if (deviation === 0 || otherDeviation === 0) return null;
  const [mean, otherMean] = [averageOf(one), averageOf(other)];
  const together = averageOf(one.map((value, index) => (value - mean) * ((other[index] as number) - otherMean)));
  return roundHalfUp(Math.max(-1, Math.min(1, together / (deviation * otherDeviation))) * 100) / 100;
}
