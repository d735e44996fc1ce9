import type { Actor } from '../identity/index.ts';
import { holds } from '../identity/index.ts';
import type { EvaluationState } from './vocabulary.ts';

/** All sheets are in: the panel's result stands. */
export const allSheetsIn: readonly EvaluationState[] = ['scored', 'decided', 'announced', 'published', 'retracted'];

/**
 * Who may see the marks of a sheet. One's own: always. Others': nobody before all sheets of the studio are in (blind), then
 * the office and the evaluators of that studio, who see them without names. The studio and its recommender never see a sheet.
 */
export function mayReadMarks(
  actor: Pick<Actor, 'accountId' | 'grants'>,
  sheet: { readonly accountId: string },
  evaluation: { readonly state: EvaluationState; readonly evaluatorIds: readonly string[] },
): boolean {
  if (sheet.accountId === actor.accountId) return true;
  if (!allSheetsIn.includes(evaluation.state)) return false;
  return holds(actor, 'office') || evaluation.evaluatorIds.includes(actor.accountId);
}

/** Scores and spread of an evaluation, for the office: not before all sheets are in, so that no mean shines through. */
export const mayReadScore = (actor: Pick<Actor, 'grants'>, evaluation: { readonly state: EvaluationState }): boolean =>
  holds(actor, 'office') && allSheetsIn.includes(evaluation.state);

/** From the release on the studio knows its result: one that may be objected to must be known. */
export const resultStates: readonly EvaluationState[] = ['announced', 'published', 'retracted'];

/** The result with grade, scores and reasons: the studio, its recommender and the office, from the publicity on. Scope is the caller's. */
export const mayReadResult = (evaluation: { readonly state: EvaluationState }): boolean =>
  resultStates.includes(evaluation.state);
