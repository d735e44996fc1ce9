import type { Score } from '../../kernel/index.ts';
import { meanOf, roundHalfUp } from '../../kernel/index.ts';
import { isBelow } from './failed-lines.rule.ts';
import type { RectificationItem } from './rectification.ts';
import { standingItems } from './rectification.ts';

/** One checker's judgement of one item: points of a line, or whether an act was done. */
export interface CheckMark {
  readonly item: string;
  readonly score: Score | null;
  readonly done: boolean | null;
  readonly comment: string;
}

export interface ItemEffect {
  readonly code: string;
  readonly kind: RectificationItem['kind'];
  readonly met: boolean;
  /** Mean of the checkers and what it would have needed; null for an act. */
  readonly mean: Score | null;
  readonly needed: Score | null;
  /** How many checkers found the act done, of how many. */
  readonly done: number;
  readonly of: number;
}

export interface Effectiveness {
  readonly passed: boolean;
  readonly items: readonly ItemEffect[];
}

/**
 * The effectiveness check (复核) of what the order names and of nothing else: passed when every line reaches `passPercent` of its
 * points in the mean of the checkers, half up, and more than half of them found every act done. The order of the checks does
 * not matter.
 */
export function effectivenessOf(
  items: readonly RectificationItem[],
  checks: readonly (readonly CheckMark[])[],
  passPercent: number,
): Effectiveness {
  const effects = standingItems(items).map((item): ItemEffect => {
    const marks = checks.flatMap((marksOfOne) => marksOfOne.filter((mark) => mark.item === item.code));
    if (item.kind === 'act') {
      const done = marks.filter((mark) => mark.done === true).length;
      return {
        code: item.code,
        kind: 'act',
        met: done * 2 > checks.length,
        mean: null,
        needed: null,
        done,
        of: checks.length,
      };
    }
    const points = item.points ?? 0;
    const mean = meanOf(marks.flatMap(({ score }) => score ?? [])) ?? null;
    return {
      code: item.code,
      kind: 'line',
      met: mean !== null && !isBelow(mean, points, passPercent),
      mean,
      needed: roundHalfUp((points * passPercent) / 100),
      done: 0,
      of: checks.length,
    };
  });
  return { passed: effects.length > 0 && effects.every(({ met }) => met), items: effects };
}
