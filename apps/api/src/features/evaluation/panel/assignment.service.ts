import type { AssignmentProposalView } from '@jianglian/contracts/evaluation';
import { evaluationRefusals, proposePanel, refusalOfConflict } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { AssignmentQueries, type Ties } from './assignment.queries.ts';
import { CycleRepository } from '../cycle/cycle.repository.ts';
import { EvaluatorRepository, type OpenPlaces } from './evaluator.repository.ts';
import { ScoresheetRepository } from '../scoring/scoresheet.repository.ts';

interface Seat {
  readonly evaluationId: string;
  readonly accountId: string;
}

/** Who scores whom: by hand, or a balanced proposal that is looked at before it is taken. */
@Injectable()
export class AssignmentService {
  private readonly cycles: CycleRepository;
  private readonly evaluators: EvaluatorRepository;
  private readonly sheets: ScoresheetRepository;
  private readonly queries: AssignmentQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    cycles: CycleRepository,
    evaluators: EvaluatorRepository,
    sheets: ScoresheetRepository,
    queries: AssignmentQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.cycles = cycles;
    this.evaluators = evaluators;
    this.sheets = sheets;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Fills the empty places, without writing anything. */
  async propose(cycleId: string, accountIds?: readonly string[]): Promise<AssignmentProposalView> {
    const places = await this.evaluators.openPlaces(cycleId);
    const ties = await this.queries.ties(places.map(({ evaluationId }) => evaluationId));
    const asked = (await this.queries.evaluators(cycleId)).filter(
      ({ accountId }) => accountIds === undefined || accountIds.includes(accountId),
    );
    const { seats, unfilled } = proposePanel(
      places,
      asked.map(({ accountId, assigned }) => ({ accountId, load: assigned })),
      ties.conflictsOf,
    );
    const studioName = (id: string) => ties.studios.get(id)?.name ?? '';
    return {
      pairs: seats.map((seat) => ({
        ...seat,
        studioName: studioName(seat.evaluationId),
        evaluatorName: ties.evaluators.get(seat.accountId)?.name ?? '',
      })),
      load: asked.map(({ accountId, name, assigned }) => ({
        accountId,
        name,
        before: assigned,
        after: assigned + seats.filter((seat) => seat.accountId === accountId).length,
      })),
      unfilled: unfilled.map((place) => ({ ...place, studioName: studioName(place.evaluationId) })),
    };
  }

  /** One by hand. Any conflict is refused with its kind. */
  assign(seat: Seat, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycleId = await this.evaluators.cycleOf(seat.evaluationId);
      if (!cycleId) throw new NotFoundError('evaluation');
      const [refused] = await this.seat(cycleId, [seat], actor);
      if (refused) throw new RefusedError(refused.refusals);
    });
  }

  /** Many at once, all or none. The refused pairs come back, each with its reasons. */
  apply(cycleId: string, seats: readonly Seat[], actor: Actor): Promise<number> {
    return this.unit.run(async () => {
      const refused = await this.seat(cycleId, seats, actor);
      if (refused.length > 0) {
        throw new RefusedError(
          refused.flatMap(({ refusals }) => refusals),
          409,
          refused,
        );
      }
      return seats.length;
    });
  }

  /** Under the lock of the evaluations, so that the last place is taken once. */
  private async seat(cycleId: string, seats: readonly Seat[], actor: Actor) {
    const cycle = await this.cycles.forShare(cycleId);
    if (cycle.state !== 'self-evaluation' && cycle.state !== 'scoring') {
      throw new RefusedError([evaluationRefusals('cycle-not-running')]);
    }
    const ids = [...new Set(seats.map(({ evaluationId }) => evaluationId))];
    const places = new Map(
      (await this.evaluators.lockPlaces(cycleId, ids)).map((place) => [place.evaluationId, place]),
    );
    if (places.size < ids.length) throw new NotFoundError('evaluation');
    const ties = await this.queries.ties(ids);
    const taken = new Map([...places].map(([id, { seated }]) => [id, [...seated]]));
    const refused: (Seat & { refusals: readonly Refusal[] })[] = [];
    for (const seat of seats) {
      const held = taken.get(seat.evaluationId) as string[];
      const refusals = refusalsOfSeat(seat, places.get(seat.evaluationId) as OpenPlaces, held, ties);
      if (refusals.length > 0) refused.push({ ...seat, refusals });
      else held.push(seat.accountId);
    }
    if (refused.length > 0) return refused;
    for (const { evaluationId, accountId } of seats) {
      const id = await this.sheets.insert(evaluationId, accountId, actor.accountId, this.clock.now());
      await this.audit.record({
        subject: { type: 'scoresheet', id },
        action: 'assigned',
        to: 'draft',
        revision: 1,
        facts: { evaluationId, accountId },
      });
    }
    return [];
  }

  setUnit(accountId: string, hostUnitId: string | null): Promise<void> {
    return this.unit.run(async () => {
      await this.queries.evaluator(accountId);
      await this.evaluators.setUnit(accountId, hostUnitId);
      await this.audit.record({
        subject: { type: 'evaluator', id: accountId },
        action: 'edited',
        facts: { hostUnitId },
      });
    });
  }

  declareConflict(accountId: string, studioId: string, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      await this.queries.evaluator(accountId);
      if (!(await this.evaluators.studioExists(studioId))) throw new NotFoundError('studio');
      await this.sheets.declareConflict(accountId, studioId, reason, actor.accountId, this.clock.now());
      await this.audit.record({
        subject: { type: 'evaluator', id: accountId },
        action: 'conflict-declared',
        reason,
        facts: { studioId },
      });
    });
  }
}

function refusalsOfSeat(seat: Seat, place: OpenPlaces, held: readonly string[], ties: Ties): readonly Refusal[] {
  if (!ties.evaluators.has(seat.accountId)) return [evaluationRefusals('not-an-evaluator')];
  if (held.includes(seat.accountId)) return [evaluationRefusals('already-assigned')];
  const conflicts = ties.conflictsOf(seat).map(refusalOfConflict);
  // `missing` counts the places free when it was locked; those filled in this call count too.
  const free = place.missing - (held.length - place.seated.length);
  return free > 0 ? conflicts : [...conflicts, evaluationRefusals('places-taken', { wanted: place.wanted })];
}
