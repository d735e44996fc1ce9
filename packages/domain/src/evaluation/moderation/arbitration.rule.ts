import type { Refusal, Score } from '../../kernel/index.ts';
import { scoreText } from '../../kernel/index.ts';
import { timeText } from '../time-text.ts';
import { moderationRefusals as refuse } from './moderation.refusals.ts';

/** What the office ruled on a spread over the limit: one more sheet, or none with a reason. */
export const arbitrationRulings = ['asked', 'waived'] as const;
export type ArbitrationRuling = (typeof arbitrationRulings)[number];

/**
 * `within`: nothing to settle; `open`: over the limit and neither; `asked`: one more sheet is on its way; `arbitrated`: it
 * is in; `waived`: the office decided that the marks stand.
 */
export const arbitrationStates = ['within', 'open', 'asked', 'arbitrated', 'waived'] as const;
export type ArbitrationState = (typeof arbitrationStates)[number];

export interface ArbitrationFacts {
  /** Null while a sheet is out. */
  readonly spread: Score | null;
  /** The ruling with the spread it was made on; null: none. */
  readonly ruling: { readonly kind: ArbitrationRuling; readonly spread: Score } | null;
}

/**
 * How a studio stands to the limit of its rubric. Once the arbitrator's sheet is in the matter is settled, also where the
 * spread of all sheets is still over the limit: one more sheet is all there is. A waiver covers the spread it was given
 * for; a reopened sheet that widens it opens the matter again.
 */
export function arbitrationOf({ spread, ruling }: ArbitrationFacts, limit: Score): ArbitrationState {
  if (ruling?.kind === 'asked') return spread === null ? 'asked' : 'arbitrated';
  if (spread === null || spread <= limit) return 'within';
  return ruling?.kind === 'waived' && spread <= ruling.spread ? 'waived' : 'open';
}

/** Every reason against one more sheet (`again`: the arbitrator gave the sheet back and another is chosen). */
export function refusalsOfArbitration(
  facts: ArbitrationFacts,
  limit: Score,
  order: { readonly closesAt: Date; readonly now: Date; readonly seated: boolean },
): readonly Refusal[] {
  const found: Refusal[] = [];
  const state = arbitrationOf(facts, limit);
  if (state === 'asked' && order.seated) found.push(refuse('arbitrator-chosen'));
  if (state === 'arbitrated') found.push(refuse('already-arbitrated'));
  if (state === 'within') found.push(withinLimit(facts.spread, limit));
  if (order.closesAt <= order.now) found.push(refuse('closing-in-the-past', { at: timeText(order.closesAt) }));
  return found;
}

/** Every reason against letting the marks stand as they are: only a spread over the limit, or a request nobody took up. */
export function refusalsOfWaiver(facts: ArbitrationFacts, limit: Score, seated: boolean): readonly Refusal[] {
  const state = arbitrationOf(facts, limit);
  if (state === 'open' || (state === 'asked' && !seated)) return [];
  return [state === 'asked' ? refuse('arbitrator-chosen') : refuse('nothing-to-waive')];
}

export const withinLimit = (spread: Score | null, limit: Score): Refusal =>
  refuse('spread-within-limit', { spread: scoreText(spread ?? 0), limit: scoreText(limit) });
