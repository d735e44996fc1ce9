import type { Seat } from '@jianglian/domain/evaluation';
import { evaluationRefusals, panelRefusals, refusalOfConflict, seatRefusals } from '@jianglian/domain/evaluation';
import type { Refusal } from '@jianglian/domain/kernel';
import type { OpenPlaces, UnbegunSheet } from './evaluator.repository.ts';
import type { Ties } from './ties.queries.ts';

/** Seats taken one after another, each seeing the ones before it. */
export class SeatCheck {
  private readonly ties: Ties;
  private readonly wanted: ReadonlyMap<string, number>;
  private readonly free: Map<string, number>;
  private readonly held: Map<string, string[]>;
  private readonly load: Map<string, number>;

  constructor(ties: Ties, places: readonly OpenPlaces[]) {
    this.ties = ties;
    this.wanted = new Map(places.map(({ evaluationId, wanted }) => [evaluationId, wanted]));
    this.free = new Map(places.map(({ evaluationId, missing }) => [evaluationId, missing]));
    this.held = new Map(places.map(({ evaluationId, seated }) => [evaluationId, [...seated]]));
    this.load = new Map([...ties.evaluators.values()].map(({ accountId, load }) => [accountId, load]));
  }

  take(seat: Seat): readonly Refusal[] {
    const { evaluationId, accountId } = seat;
    const evaluator = this.ties.evaluators.get(accountId);
    if (!evaluator) return [evaluationRefusals('not-an-evaluator')];
    const held = this.held.get(evaluationId)!;
    if (held.includes(accountId)) return [evaluationRefusals('already-assigned')];
    const load = this.load.get(accountId)!;
    const refusals = [
      ...seatRefusals(this.ties.conflictsOf(seat), refusalOfConflict, { load, capacity: evaluator.capacity }),
      ...(this.free.get(evaluationId)! > 0
        ? []
        : [evaluationRefusals('places-taken', { wanted: this.wanted.get(evaluationId)! })]),
    ];
    if (refusals.length > 0) return refusals;
    held.push(accountId);
    this.free.set(evaluationId, this.free.get(evaluationId)! - 1);
    this.load.set(accountId, load + 1);
    return [];
  }

  replace(leaving: UnbegunSheet, seat: Seat): readonly Refusal[] {
    if (leaving.accountId === seat.accountId) return [panelRefusals('same-evaluator')];
    const held = this.held.get(seat.evaluationId)!;
    const at = held.indexOf(leaving.accountId);
    if (at < 0) return [panelRefusals('sheet-begun')];
    held.splice(at, 1);
    this.free.set(seat.evaluationId, this.free.get(seat.evaluationId)! + 1);
    this.load.set(leaving.accountId, (this.load.get(leaving.accountId) ?? 1) - 1);
    return this.take(seat);
  }
}
