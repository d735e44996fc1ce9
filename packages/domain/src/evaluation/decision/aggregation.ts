import type { Score } from '../../kernel/index.ts';
import { meanOf, roundHalfUp, sumOf } from '../../kernel/index.ts';
import type { Rubric } from '../rubric/rubric.ts';
import { defaultRounding, indicatorsOf } from '../rubric/rubric.ts';
import { rounded } from '../rubric/rounding.ts';
import type { Mark } from '../scoring/scoring.ts';
import { scaled } from '../scoring/scoring.ts';

/** A sheet that was handed in: every line marked or not applicable. */
export interface FullSheet {
  readonly id: string;
  readonly marks: readonly Mark[];
}

/** What a group reached over the counted sheets, out of what applied: compared as sums, never as rounded shares. */
export interface GroupOutcome {
  readonly group: string;
  readonly score: Score;
  readonly points: Score;
}

export interface LineOutcome {
  readonly indicator: string;
  /** Over the counted sheets on which the line applies; null: on none. */
  readonly mean: Score | null;
  readonly median: Score | null;
  readonly spread: Score | null;
}

export interface Aggregate {
  readonly sheets: readonly { readonly id: string; readonly total: Score; readonly dropped: boolean }[];
  /** Mean of the counted sheets, half up. */
  readonly base: Score;
  /** Mean and median of all sheets, the dropped ones too. */
  readonly mean: Score;
  readonly median: Score;
  readonly spread: Score;
  readonly spreadOver: boolean;
  readonly groups: readonly GroupOutcome[];
  readonly lines: readonly LineOutcome[];
}

/** The total of a sheet in hundredths, lines that do not apply left out and the rest scaled to the full score. */
export function totalOf(rubric: Rubric, marks: readonly Mark[]): Score {
  const left = new Set(marks.filter(({ notApplicable }) => notApplicable).map(({ indicator }) => indicator));
  const applicable = rubric.indicators.filter(({ code }) => !left.has(code));
  return scaled(
    rubric,
    sumOf(marks.map(({ indicator, score }) => (left.has(indicator) ? 0 : (score ?? 0)))),
    sumOf(applicable.map(({ points }) => points)),
  );
}

export function medianOf(scores: readonly Score[]): Score | null {
  if (scores.length === 0) return null;
  const sorted = scores.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] as Score)
    : roundHalfUp(((sorted[middle - 1] as Score) + (sorted[middle] as Score)) / 2);
}

const spreadOf = (scores: readonly Score[]): Score =>
  scores.length === 0 ? 0 : Math.max(...scores) - Math.min(...scores);

/** The mean as the rubric rounds it; exact quotients, so that a half is a half. */
function meanBy({ rounding = defaultRounding }: Pick<Rubric, 'rounding'>, totals: readonly Score[]): Score {
  return totals.length === 0 ? 0 : rounded(rounding, sumOf(totals), totals.length);
}

/**
 * All sheets of one studio as one result; the order they come in does not matter. From `dropExtremesFrom` sheets on the
 * highest and the lowest are left out (of equal ones, the first by id). The spread is that of all sheets.
 */
export function aggregate(rubric: Rubric, sheets: readonly FullSheet[]): Aggregate {
  const ranked = sheets
    .map((sheet) => ({ ...sheet, total: totalOf(rubric, sheet.marks) }))
    .toSorted((one, other) => one.total - other.total || (one.id < other.id ? -1 : 1));
  const drop = ranked.length >= Math.max(3, rubric.dropExtremesFrom);
  const counted = drop ? ranked.slice(1, -1) : ranked;
  const totals = ranked.map(({ total }) => total);
  const spread = spreadOf(totals);
  const given = (sheet: FullSheet, code: string): Score | null => {
    const mark = sheet.marks.find(({ indicator }) => indicator === code);
    return mark && !mark.notApplicable ? mark.score : null;
  };
  return {
    sheets: ranked
      .map((sheet) => ({ id: sheet.id, total: sheet.total, dropped: !counted.includes(sheet) }))
      .toSorted((one, other) => (one.id < other.id ? -1 : 1)),
    base: meanBy(
      rubric,
      counted.map(({ total }) => total),
    ),
    mean: meanOf(totals) ?? 0,
    median: medianOf(totals) ?? 0,
    spread,
    spreadOver: spread > rubric.spreadLimit,
    groups: rubric.groups.map(({ code }) => {
      const applying = counted.flatMap((sheet) =>
        indicatorsOf(rubric, code).flatMap(({ code: line, points }) => {
          const score = given(sheet, line);
          return score === null ? [] : [{ score, points }];
        }),
      );
      return {
        group: code,
        score: sumOf(applying.map(({ score }) => score)),
        points: sumOf(applying.map(({ points }) => points)),
      };
    }),
    lines: rubric.indicators.map(({ code }) => {
      const scores = (of: readonly FullSheet[]) => of.flatMap((sheet) => given(sheet, code) ?? []);
      const all = scores(ranked);
      return {
        indicator: code,
        mean: meanOf(scores(counted)) ?? null,
        median: medianOf(all),
        spread: all.length === 0 ? null : spreadOf(all),
      };
    }),
  };
}

/** final = min(100, base + bonus), the bonus within its own cap. */
export const finalScore = (rubric: Pick<Rubric, 'fullScore' | 'bonus'>, base: Score, bonus: Score): Score =>
  Math.min(rubric.fullScore, base + Math.min(rubric.bonus.cap, Math.max(0, bonus)));

/** Share of a group's points in per cent with two decimals, for showing; null when none of its lines applied. */
export const percentOf = ({ score, points }: Pick<GroupOutcome, 'score' | 'points'>): number | null =>
  points === 0 ? null : roundHalfUp((score * 10_000) / points) / 100;
