import type { Conflict } from './conflict.rule.ts';

export interface Seat {
  readonly evaluationId: string;
  readonly accountId: string;
}

export interface PanelEvaluator {
  readonly accountId: string;
  /** Sheets of the cycle already held. */
  readonly load: number;
}

export interface PanelEvaluation {
  readonly evaluationId: string;
  /** Accounts that hold a sheet or recused themselves: not asked again. */
  readonly seated: readonly string[];
  readonly missing: number;
}

export interface PanelProposal {
  readonly seats: readonly Seat[];
  readonly unfilled: readonly { readonly evaluationId: string; readonly missing: number }[];
}

/**
 * Fills the empty places: the studio with the fewest evaluators free of conflict first, each place to the least loaded of
 * them. Nobody in conflict is ever proposed and nothing existing is replaced. The same input gives the same proposal.
 */
export function proposePanel(
  evaluations: readonly PanelEvaluation[],
  evaluators: readonly PanelEvaluator[],
  conflictsOf: (seat: Seat) => readonly Conflict[],
): PanelProposal {
  const load = new Map(evaluators.map(({ accountId, load: held }) => [accountId, held]));
  const loadOf = (accountId: string) => load.get(accountId) as number;
  const choices = evaluations
    .filter(({ missing }) => missing > 0)
    .map((evaluation) => ({
      ...evaluation,
      free: evaluators
        .map(({ accountId }) => accountId)
        .filter(
          (accountId) =>
            !evaluation.seated.includes(accountId) &&
            conflictsOf({ evaluationId: evaluation.evaluationId, accountId }).length === 0,
        ),
    }))
    .toSorted((one, other) => one.free.length - other.free.length || (one.evaluationId < other.evaluationId ? -1 : 1));
  const seats: Seat[] = [];
  const unfilled: { evaluationId: string; missing: number }[] = [];
  for (const { evaluationId, missing, free } of choices) {
    const chosen = free
      .toSorted((one, other) => loadOf(one) - loadOf(other) || (one < other ? -1 : 1))
      .slice(0, missing);
    for (const accountId of chosen) {
      seats.push({ evaluationId, accountId });
      load.set(accountId, loadOf(accountId) + 1);
    }
    if (chosen.length < missing) unfilled.push({ evaluationId, missing: missing - chosen.length });
  }
  return { seats, unfilled };
}
