import type { Conflict } from './conflict.rule.ts';
import type { PanelNetwork } from './panel-network.ts';
import type { ExpertiseLevel, PanelEvaluation, Seat, UnfilledReason } from './panel.rule.ts';

export interface ProposedSeat extends Seat {
  readonly expertise: ExpertiseLevel;
}

/** A sheet nobody has begun goes from one evaluator to another; nothing of it happens unless somebody says so. */
export interface ProposedReplacement extends ProposedSeat {
  readonly replaces: string;
}

export interface PanelProposal {
  readonly seats: readonly ProposedSeat[];
  readonly replacements: readonly ProposedReplacement[];
  readonly unfilled: readonly {
    readonly evaluationId: string;
    readonly missing: number;
    readonly reason: UnfilledReason;
  }[];
}

/**
 * What a solution means for the panels. The solver is not believed: a seat that is not in the network, is in conflict now, is
 * named twice, or is more than there are places or room is left out, and its place counts as empty.
 */
export function panelProposalOf(
  network: PanelNetwork,
  evaluations: readonly PanelEvaluation[],
  chosen: readonly number[],
  conflictsOf: (seat: Seat) => readonly Conflict[],
): PanelProposal {
  const room = network.evaluators.map((evaluator) => evaluator.room);
  const placesLeft = network.evaluations.map(({ places }) => places);
  const taken = network.evaluations.map((): ProposedSeat[] => []);
  for (const index of [...new Set(chosen)].toSorted((one, other) => one - other)) {
    const arc = network.arcs[index];
    if (!arc || room[arc.evaluator]! < 1 || placesLeft[arc.evaluation]! < 1) continue;
    const { evaluationId } = network.evaluations[arc.evaluation]!;
    const { accountId } = network.evaluators[arc.evaluator]!;
    if (conflictsOf({ evaluationId, accountId }).length > 0) continue;
    room[arc.evaluator]! -= 1;
    placesLeft[arc.evaluation]! -= 1;
    taken[arc.evaluation]!.push({ evaluationId, accountId, expertise: arc.expertise });
  }
  const known = new Map(evaluations.map((evaluation) => [evaluation.evaluationId, evaluation]));
  const seats: ProposedSeat[] = [];
  const replacements: ProposedReplacement[] = [];
  const unfilled: PanelProposal['unfilled'][number][] = [];
  for (const [at, { evaluationId, free }] of network.evaluations.entries()) {
    const { movable, missing } = known.get(evaluationId)!;
    const staying = taken[at]!.filter(({ accountId }) => movable.includes(accountId));
    const coming = taken[at]!.filter(({ accountId }) => !movable.includes(accountId));
    const leaving = movable.filter((accountId) => !staying.some((seat) => seat.accountId === accountId)).toSorted();
    // Empty places first: a sheet only moves for one who is left over.
    seats.push(...coming.slice(0, missing));
    for (const [index, seat] of coming.slice(missing).entries()) {
      const replaces = leaving[index];
      if (replaces !== undefined) replacements.push({ ...seat, replaces });
    }
    const empty = missing - Math.min(missing, coming.length);
    if (empty > 0) {
      const reason = free < missing + movable.length ? 'conflicts' : 'capacity';
      unfilled.push({ evaluationId, missing: empty, reason });
    }
  }
  return { seats, replacements, unfilled };
}
