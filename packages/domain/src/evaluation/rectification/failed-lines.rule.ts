import type { Score } from '../../kernel/index.ts';
import type { GroupOutcome, LineOutcome } from '../decision/aggregation.ts';
import type { Rubric } from '../rubric/rubric.ts';
import type { ItemCause } from './rectification-vocabulary.ts';

/** An indicator the order names, and why: the share of its points and the border it missed, in per cent. */
export interface FailedLine {
  readonly indicator: string;
  readonly points: Score;
  readonly score: Score | null;
  readonly cause: Exclude<ItemCause, 'office' | 'veto'>;
  readonly borderPercent: number;
}

/**
 * What a 不合格 rests on, line by line in the order of the rubric: lines under `passPercent` of their points; in a group that
 * missed its own border, lines under that border; and every line when nothing was handed in. What applied on no sheet is
 * not held against anybody.
 */
export function failedLines(
  rubric: Rubric,
  outcome: { readonly lines: readonly LineOutcome[]; readonly groups: readonly GroupOutcome[] } | null,
  passPercent: number,
): readonly FailedLine[] {
  return rubric.indicators.flatMap(({ code, group, points }): FailedLine[] => {
    if (outcome === null) {
      return [{ indicator: code, points, score: null, cause: 'not-evaluated', borderPercent: passPercent }];
    }
    const score = outcome.lines.find(({ indicator }) => indicator === code)?.mean ?? null;
    if (score === null) return [];
    const line = (cause: FailedLine['cause'], borderPercent: number) => [
      { indicator: code, points, score, cause, borderPercent },
    ];
    if (isBelow(score, points, passPercent)) return line('line-below', passPercent);
    const border = rubric.groups.find((one) => one.code === group)?.excellentFromPercent ?? null;
    const whole = outcome.groups.find((one) => one.group === group);
    const groupIsBelow = border !== null && whole !== undefined && isBelow(whole.score, whole.points, border);
    return groupIsBelow && isBelow(score, points, border) ? line('group-below', border) : [];
  });
}

/** Compared as products, never as rounded shares. */
export const isBelow = (score: Score, points: Score, percent: number): boolean => score * 100 < percent * points;
