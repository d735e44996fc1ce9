import type { Indicator, Mark, Prefill, Rubric, SelfLine } from '@jianglian/domain/evaluation';
import { commentRulesFor } from '@jianglian/domain/evaluation';
import type { Score } from '@jianglian/domain/kernel';
import { clampScore, roundHalfUp } from '@jianglian/domain/kernel';
import { Random } from '../random.ts';

/** How an evaluator scores: everybody a little stricter or milder than the figures, some less steady than others. */
export interface Hand {
  readonly bias: number;
  readonly noise: number;
}

export const handOf = (login: string): Hand => {
  const random = new Random(`hand ${login}`);
  return { bias: random.unit() * 0.08 - 0.04, noise: 0.03 + random.unit() * 0.05 };
};

const COMMENTS: Readonly<Record<string, string>> = {
  below: '材料只能证明一部分，按实有情况给分。',
  above: '材料齐全，成效突出。',
  'off-prefill': '自动值未含现场核验情况，已对照原始记录调整。',
  'not-applicable': '本单位不适用此项。',
};

const HALF_POINT = 50;
const toHalf = (score: number): Score => roundHalfUp(score / HALF_POINT) * HALF_POINT;

/** One line as this hand marks it: the automatic value and what the figures cannot tell, seen through the evaluator's eyes. */
export function markOf(
  rubric: Rubric,
  indicator: Indicator,
  prefill: Prefill,
  studio: { readonly quality: number },
  hand: Hand,
  random: Random,
): Mark {
  const known = prefill.points ?? 0;
  const unknown = prefill.points === null ? indicator.points : prefill.open;
  const seen = known * (0.55 + 0.45 * studio.quality) + unknown * studio.quality;
  const swayed = seen + indicator.points * (hand.bias + (random.unit() * 2 - 1) * hand.noise);
  const score = clampScore(toHalf(swayed), indicator.points);
  const rules = commentRulesFor(rubric.comments, indicator, { score, notApplicable: false }, prefill);
  const lost = indicator.points - score;
  const cause = indicator.deductions.find(
    ({ each, unit }) => each !== null && unit !== null && lost > 0 && lost % each === 0,
  );
  return {
    indicator: indicator.code,
    score,
    notApplicable: false,
    deductions: cause ? [{ code: cause.code, count: lost / cause.each!, amount: lost }] : [],
    comment: rules.length > 0 ? rules.map((rule) => COMMENTS[rule]).join('') : '',
  };
}

export interface DemoLine extends SelfLine {
  readonly evidence: readonly string[];
}

/** The studio's own line: the automatic value with a little hope, and the activities behind it as evidence. */
export function selfLineOf(
  indicator: Indicator,
  prefill: Prefill,
  random: Random,
  atHand: readonly string[],
): DemoLine {
  const known = prefill.points ?? indicator.points * 0.85;
  const score = clampScore(toHalf(known + (indicator.points - known) * random.unit() * 0.5), indicator.points);
  const sources = [...new Set(prefill.parts.flatMap((part) => part.figures.flatMap((figure) => figure.sources)))];
  return {
    indicator: indicator.code,
    score,
    text: `${indicator.name.zh}：${score >= indicator.points * 0.9 ? '达到满分条件，佐证见所附活动。' : '基本达到，差距在本年度计划中补上。'}`,
    evidence: (sources.length > 0 ? sources : atHand).slice(0, 4),
  };
}
