import { clampScore, type Score } from '@jianglian/domain/kernel';

/** Hundredths of what was typed (`7`, `7.5`, `7,75`); null of an empty field, undefined of what is no score with at most two decimals. */
export function scoreOf(text: string): Score | null | undefined {
  const plain = text.trim().replace(/[，,。]/, '.');
  if (plain === '') return null;
  const match = /^(\d{1,3})(?:\.(\d{0,2}))?$/.exec(plain);
  return match ? Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0')) : undefined;
}

/** As short as it can be typed: `7.75`, `7.5`, `7`. */
export const typedText = (score: Score | null): string => (score === null ? '' : String(score / 100));

interface Reason {
  readonly code: string;
  readonly each: Score | null;
}
interface Applied {
  readonly code: string;
  readonly count: number;
  readonly amount: Score;
}

/** The deductions with one reason applied `count` times (0 takes it away); the amount is the rubric's, or none where the evaluator decides. */
export function withDeduction(applied: readonly Applied[], reason: Reason, count: number): Applied[] {
  const others = applied.filter(({ code }) => code !== reason.code);
  if (count <= 0) return others;
  return [...others, { code: reason.code, count, amount: Math.round((reason.each ?? 0) * count) }];
}

/** What the reasons leave of the automatic value, or of the full mark where there is none. */
export function scoreAfter(full: Score, automatic: Score | null, applied: readonly Applied[]): Score {
  const taken = applied.reduce((sum, { amount }) => sum + amount, 0);
  return clampScore((automatic ?? full) - taken, full);
}
