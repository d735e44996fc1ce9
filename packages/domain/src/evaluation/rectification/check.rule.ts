import type { Refusal } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import { evaluationRefusals } from '../evaluation.refusals.ts';
import type { CheckMark } from './effectiveness.rule.ts';
import type { RectificationItem } from './rectification.ts';
import { standingItems } from './rectification.ts';
import { rectificationRefusals as refuse } from './rectification.refusals.ts';

/** What is wrong with a mark as saved: an unknown item, or more than the full mark. A draft may lack anything. */
export function refusalsOfCheckMark(items: readonly RectificationItem[], mark: CheckMark): readonly Refusal[] {
  const item = standingItems(items).find(({ code }) => code === mark.item);
  if (!item) return [refuse('item-unknown', { item: mark.item })];
  return mark.score !== null && mark.score > (item.points ?? 0)
    ? [evaluationRefusals('score-above-full', { indicator: item.code, full: scoreText(item.points ?? 0) })]
    : [];
}

/** Everything a check still lacks: each line its points, each act a judgement, and all of them a comment. */
export const missingInCheck = (items: readonly RectificationItem[], marks: readonly CheckMark[]): readonly Refusal[] =>
  standingItems(items).flatMap(({ code, kind }) => {
    const mark = marks.find(({ item }) => item === code);
    const judged = kind === 'line' ? mark?.score != null : mark?.done != null;
    return [
      ...(judged ? [] : [refuse(kind === 'line' ? 'line-unmarked' : 'act-unjudged', { item: code })]),
      ...(mark?.comment.trim() ? [] : [refuse('comment-missing', { item: code })]),
    ];
  });
