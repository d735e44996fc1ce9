import type { Refusal } from '../../kernel/index.ts';
import { evaluationRefusals as refuse } from '../evaluation.refusals.ts';
import type { ConflictKind } from '../vocabulary.ts';

/** What is known of an evaluator that may stand against scoring a studio. */
export interface EvaluatorTies {
  readonly accountId: string;
  /** Units the evaluator works for or keeps a studio at. */
  readonly hostUnitIds: readonly string[];
  /** Studios the account belongs to. */
  readonly studioIds: readonly string[];
  /** Recommending units the account is an official of. */
  readonly recommenderIds: readonly string[];
  readonly declared: readonly { readonly studioId: string; readonly reason: string }[];
}

export interface ScoredStudio {
  readonly id: string;
  readonly hostUnitId: string;
  readonly hostUnitName: string;
  readonly recommenderId: string;
  readonly recommenderName: string;
}

/** A conflict and where it comes from: a unit, a recommending unit, or the words of the declaration. */
export interface Conflict {
  readonly kind: ConflictKind;
  readonly source: string;
}

/** The unit at the top of a unit's family; a ring in bad data ends where it began. */
export function rootUnitOf(unit: string, parentOf: ReadonlyMap<string, string | null>): string {
  const seen = new Set<string>();
  for (let at = unit; ;) {
    const parent = parentOf.get(at);
    if (!parent || seen.has(at)) return at;
    seen.add(at);
    at = parent;
  }
}

/**
 * Every conflict between an evaluator and a studio. Branches of one unit and their parent count as one unit here, unlike for
 * applications (三(三)): who is judged by a colleague of the parent company is judged from within. Domain default, 回避.
 */
export function conflictsBetween(
  evaluator: EvaluatorTies,
  studio: ScoredStudio,
  parentOf: ReadonlyMap<string, string | null>,
): readonly Conflict[] {
  const family = rootUnitOf(studio.hostUnitId, parentOf);
  const found: Conflict[] = [];
  if (evaluator.studioIds.includes(studio.id)) found.push({ kind: 'own-studio', source: studio.id });
  if (evaluator.hostUnitIds.some((unit) => rootUnitOf(unit, parentOf) === family)) {
    found.push({ kind: 'host-unit', source: studio.hostUnitName });
  }
  if (evaluator.recommenderIds.includes(studio.recommenderId)) {
    found.push({ kind: 'recommender', source: studio.recommenderName });
  }
  for (const { studioId, reason } of evaluator.declared) {
    if (studioId === studio.id) found.push({ kind: 'declared', source: reason });
  }
  return found;
}

/** The conflict as a refusal with its kind in the code. */
export function refusalOfConflict({ kind, source }: Conflict): Refusal {
  switch (kind) {
    case 'own-studio':
      return refuse('conflict-own-studio');
    case 'host-unit':
      return refuse('conflict-host-unit', { unit: source });
    case 'recommender':
      return refuse('conflict-recommender', { recommender: source });
    case 'declared':
      return refuse('conflict-declared', { reason: source });
  }
}
