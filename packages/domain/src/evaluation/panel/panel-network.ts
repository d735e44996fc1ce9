import type { Conflict } from './conflict.rule.ts';
import type { ExpertiseLevel, PanelEvaluation, PanelEvaluator, Seat } from './panel.rule.ts';
import { expertiseFor } from './panel.rule.ts';

/**
 * What a seat costs, in sheets of load: an evaluator of the studio's own occupation is preferred until they have six sheets
 * more than one from elsewhere. Moving a sheet nobody has begun costs as much as three, so that nothing moves for little.
 */
export const seatCosts = { occupation: 0, cluster: 2, general: 6, move: 3 } as const;

/** Better no place empty than any load or expertise. */
export const emptyPlaceCost = 1_000_000;

export interface PanelArc {
  readonly evaluation: number;
  readonly evaluator: number;
  readonly cost: number;
  readonly expertise: ExpertiseLevel;
}

/** So many further sheets at this price each; prices rise, so that loads even out. */
export interface LoadStep {
  readonly evaluator: number;
  readonly width: number;
  readonly cost: number;
}

/** Who may sit where at what price: a flow from studios through seats and evaluators' loads, cheapest wanted. */
export interface PanelNetwork {
  readonly evaluations: readonly { readonly evaluationId: string; readonly places: number; readonly free: number }[];
  readonly evaluators: readonly { readonly accountId: string; readonly room: number }[];
  readonly arcs: readonly PanelArc[];
  readonly steps: readonly LoadStep[];
  /** Some possible seats were left out to keep it small. */
  readonly pruned: boolean;
}

/** Sheets around the fair load that are counted one by one, and parts of the rest. */
const fineAround = 6;
const coarseParts = 4;

const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);

/**
 * The network of a panel question. Seats in conflict are not in it. Of many possible evaluators a studio keeps `most`: the
 * closest in expertise first, and of equally close ones others for each studio, so that the load can spread. The order of
 * what comes in makes no difference.
 */
export function panelNetwork(
  evaluations: readonly PanelEvaluation[],
  evaluators: readonly PanelEvaluator[],
  conflictsOf: (seat: Seat) => readonly Conflict[],
  most: number,
): PanelNetwork {
  const people = evaluators.toSorted((one, other) => byText(one.accountId, other.accountId));
  const open = evaluations
    .filter(({ missing, movable }) => missing + movable.length > 0)
    .toSorted((one, other) => byText(one.evaluationId, other.evaluationId));
  const arcs: PanelArc[] = [];
  let pruned = false;
  const sides = open.map((evaluation, at) => {
    const possible = possibleSeats(evaluation, at, people, conflictsOf);
    const kept = keptSeats(possible, most, at, evaluation.movable.length);
    pruned ||= kept.length < possible.length;
    arcs.push(...kept.map(({ arc }) => arc));
    return {
      evaluationId: evaluation.evaluationId,
      places: evaluation.missing + evaluation.movable.length,
      free: possible.length,
    };
  });
  const wanted = sides.reduce((sum, { places }) => sum + places, 0);
  const held = people.reduce((sum, { load }) => sum + load, 0);
  const fair = Math.round((held + wanted) / Math.max(1, people.length));
  return {
    evaluations: sides,
    evaluators: people.map(({ accountId, load, capacity }) => ({ accountId, room: Math.max(0, capacity - load) })),
    arcs,
    steps: people.flatMap(({ load, capacity }, evaluator) => loadSteps(evaluator, load, capacity, fair)),
    pruned,
  };
}

/** A seat and how early it is kept; whoever holds it already comes first. */
interface PossibleSeat {
  readonly arc: PanelArc;
  readonly rank: number;
}

function possibleSeats(
  evaluation: PanelEvaluation,
  at: number,
  people: readonly PanelEvaluator[],
  conflictsOf: (seat: Seat) => readonly Conflict[],
): PossibleSeat[] {
  const { evaluationId, seated, movable, field } = evaluation;
  return people.flatMap(({ accountId, expertise }, evaluator) => {
    if (seated.includes(accountId) || conflictsOf({ evaluationId, accountId }).length > 0) return [];
    const level = expertiseFor(expertise, field);
    const stays = movable.includes(accountId);
    const cost = seatCosts[level] + (stays ? 0 : movable.length > 0 ? seatCosts.move : 0);
    return [{ arc: { evaluation: at, evaluator, cost, expertise: level }, rank: stays ? -1 : cost }];
  });
}

/** Two thirds by closeness, the rest anybody; among equals each studio begins elsewhere in the list. */
function keptSeats(possible: readonly PossibleSeat[], most: number, at: number, holders: number): PossibleSeat[] {
  if (possible.length <= most) return [...possible];
  const start = (at * 17) % possible.length;
  const turned = [...possible.slice(start), ...possible.slice(0, start)];
  const close = turned.toSorted((one, other) => one.rank - other.rank).slice(0, Math.ceil((most * 2) / 3) + holders);
  const chosen = new Set(close);
  const rest = turned.filter((seat) => !chosen.has(seat)).slice(0, most - close.length);
  return [...close, ...rest].toSorted((one, other) => one.arc.evaluator - other.arc.evaluator);
}

/**
 * The k-th sheet costs k. Around the load that would be fair to all it is counted sheet by sheet; far below and far above it,
 * where nobody ends up who need not, in a few parts with the price of their middle.
 */
function loadSteps(evaluator: number, load: number, capacity: number, fair: number): LoadStep[] {
  const low = Math.min(capacity, Math.max(load, fair - fineAround));
  const high = Math.max(low, Math.min(capacity, fair + fineAround));
  return [...parts(load, low, coarseParts), ...parts(low, high, high - low), ...parts(high, capacity, coarseParts)].map(
    ([from, to]) => ({ evaluator, width: to - from, cost: (from + 1 + to) / 2 }),
  );
}

/** From `from` to `to` in at most so many parts of whole sheets. */
function parts(from: number, to: number, most: number): (readonly [number, number])[] {
  const width = Math.max(1, Math.ceil((to - from) / Math.max(1, most)));
  return Array.from({ length: Math.max(0, Math.ceil((to - from) / width)) }, (_, index) => [
    from + index * width,
    Math.min(to, from + (index + 1) * width),
  ]);
}
