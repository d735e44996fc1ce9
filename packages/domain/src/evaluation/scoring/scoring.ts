import type { Score } from '../../kernel/index.ts';
import { roundHalfUp, sumOf } from '../../kernel/index.ts';
import type { Grade } from '../../studio/index.ts';
import type { Prefill } from '../prefill/prefill.ts';
import type { CommentRules, Indicator, Rubric } from '../rubric/rubric.ts';
import { indicatorsOf } from '../rubric/rubric.ts';

/** A reason of the rubric line that was applied: how often, and what it took in all. */
export interface Deduction {
  readonly code: string;
  readonly count: number;
  readonly amount: Score;
}

/** One mark of a sheet. Not applicable and not yet marked (`score` null) are two different things. */
export interface Mark {
  readonly indicator: string;
  readonly score: Score | null;
  readonly notApplicable: boolean;
  readonly deductions: readonly Deduction[];
  readonly comment: string;
}

/** How a mark came in: on the screen, with a workbook filled in offline, or by the office from paper (代录). */
export const markOrigins = ['screen', 'offline', 'paper'] as const;
export type MarkOrigin = (typeof markOrigins)[number];

export const commentRuleNames = ['below', 'above', 'off-prefill', 'not-applicable'] as const;
export type CommentRule = (typeof commentRuleNames)[number];

export const isMarked = (mark: Pick<Mark, 'score' | 'notApplicable'>): boolean =>
  mark.notApplicable || mark.score !== null;

/**
 * The rules by which this mark needs a comment, whether or not it has one. Off the automatic value is relative to it, and
 * measured from the nearer end of `points … points + open`: what the figures could not judge is not held against the mark.
 */
export function commentRulesFor(
  rules: CommentRules,
  indicator: Pick<Indicator, 'points'>,
  mark: Pick<Mark, 'score' | 'notApplicable'>,
  prefill: Pick<Prefill, 'points' | 'open'> | undefined,
): readonly CommentRule[] {
  if (mark.notApplicable) return ['not-applicable'];
  const { score } = mark;
  if (score === null) return [];
  const broken: CommentRule[] = [];
  if (rules.belowPercent !== null && score * 100 < rules.belowPercent * indicator.points) broken.push('below');
  if (rules.abovePercent !== null && score * 100 > rules.abovePercent * indicator.points) broken.push('above');
  if (rules.offPrefillPercent !== null && prefill && prefill.points !== null) {
    const most = Math.min(indicator.points, prefill.points + prefill.open);
    const nearest = Math.min(most, Math.max(prefill.points, score));
    if (Math.abs(score - nearest) * 100 > rules.offPrefillPercent * nearest) broken.push('off-prefill');
  }
  return broken;
}

/** Points given, scaled to the full score of the rubric when lines do not apply; nothing when no line does. */
export function scaled(rubric: Pick<Rubric, 'fullScore'>, given: Score, applicable: Score): Score {
  return applicable <= 0 ? 0 : roundHalfUp((given * rubric.fullScore) / applicable);
}

export interface GroupTotal {
  readonly group: string;
  readonly score: Score;
  readonly marked: number;
  readonly of: number;
  /** Points of the group's lines that apply, and of those already marked. */
  readonly points: Score;
  readonly markedPoints: Score;
}

/** Where a sheet stands. Scores in hundredths; the screen and the server compute it with this one function. */
export interface RunningTotal {
  readonly total: Score;
  readonly marked: number;
  readonly of: number;
  readonly markedPoints: Score;
  readonly applicablePoints: Score;
  readonly groups: readonly GroupTotal[];
  readonly missing: readonly string[];
  readonly commentsRequired: readonly { readonly indicator: string; readonly rules: readonly CommentRule[] }[];
  /** Unmarked lines at their automatic value; `high` adds what the figures cannot judge. */
  readonly projected: {
    readonly low: Score;
    readonly high: Score;
    readonly grade: Grade;
    readonly highGrade: Grade;
  };
  /** From `projected.low` to the borders: negative is below. */
  readonly distance: { readonly excellent: Score; readonly qualified: Score };
}

/** The grade the score alone would give; cap, group borders and vetoes come at the decision. */
export const gradeByScore = ({ thresholds }: Pick<Rubric, 'thresholds'>, score: Score): Grade =>
  score >= thresholds.excellent ? 'excellent' : score >= thresholds.qualified ? 'qualified' : 'failed';

/** Total, groups, what is missing, required comments, projection and the distance to the borders of one sheet. */
export function runningTotal(rubric: Rubric, marks: readonly Mark[], prefills: readonly Prefill[]): RunningTotal {
  const markOf = new Map(marks.map((mark) => [mark.indicator, mark]));
  const prefillOf = new Map(prefills.map((prefill) => [prefill.indicator, prefill]));
  const lines = rubric.indicators.map((indicator) => {
    const mark = markOf.get(indicator.code);
    const prefill = prefillOf.get(indicator.code);
    const applies = !mark?.notApplicable;
    const given = applies ? (mark?.score ?? null) : null;
    const automatic = prefill?.points ?? 0;
    return {
      indicator,
      marked: mark ? isMarked(mark) : false,
      points: applies ? indicator.points : 0,
      given: given ?? 0,
      low: applies ? (given ?? automatic) : 0,
      high: applies ? (given ?? Math.min(indicator.points, automatic + (prefill?.open ?? indicator.points))) : 0,
      rules: mark && mark.comment.trim() === '' ? commentRulesFor(rubric.comments, indicator, mark, prefill) : [],
    };
  });
  const applicablePoints = sumOf(lines.map(({ points }) => points));
  const markedPoints = sumOf(lines.filter(({ marked }) => marked).map(({ points }) => points));
  const whole = (pick: (line: (typeof lines)[number]) => Score) =>
    scaled(rubric, sumOf(lines.map(pick)), applicablePoints);
  const low = whole((line) => line.low);
  const high = whole((line) => line.high);
  return {
    total: whole((line) => line.given),
    marked: lines.filter(({ marked }) => marked).length,
    of: lines.length,
    markedPoints,
    applicablePoints,
    groups: rubric.groups.map(({ code }) => {
      const own = lines.filter(({ indicator }) => indicator.group === code);
      return {
        group: code,
        score: sumOf(own.map(({ given }) => given)),
        marked: own.filter(({ marked }) => marked).length,
        of: indicatorsOf(rubric, code).length,
        points: sumOf(own.map(({ points }) => points)),
        markedPoints: sumOf(own.filter(({ marked }) => marked).map(({ points }) => points)),
      };
    }),
    missing: lines.filter(({ marked }) => !marked).map(({ indicator }) => indicator.code),
    commentsRequired: lines
      .filter(({ rules }) => rules.length > 0)
      .map(({ indicator, rules }) => ({ indicator: indicator.code, rules })),
    projected: { low, high, grade: gradeByScore(rubric, low), highGrade: gradeByScore(rubric, high) },
    distance: { excellent: low - rubric.thresholds.excellent, qualified: low - rubric.thresholds.qualified },
  };
}
