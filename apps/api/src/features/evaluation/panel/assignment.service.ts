import { evaluationRefusals, panelRefusals } from '@jianglian/domain/evaluation';
import type { Seat } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleRepository } from '../cycle/cycle.repository.ts';
import { ScoresheetRepository } from '../scoring/scoresheet.repository.ts';
import { AssignmentQueries } from './assignment.queries.ts';
import { EvaluatorRepository, type UnbegunSheet } from './evaluator.repository.ts';
import { SeatCheck } from './seat-check.ts';
import { TiesQueries } from './ties.queries.ts';

export interface Replacement {
  readonly scoresheetId: string;
  readonly revision: number;
  readonly accountId: string;
}

export interface Assignments {
  readonly pairs: readonly Seat[];
  readonly replacements: readonly Replacement[];
}

type RefusedSeat = Seat & { readonly refusals: readonly Refusal[] };

/** Who scores whom: by hand, from a preview or a sheet; every way goes through the same checks under the same locks. */
@Injectable()
export class AssignmentService {
  private readonly cycles: CycleRepository;
  private readonly evaluators: EvaluatorRepository;
  private readonly sheets: ScoresheetRepository;
  private readonly ties: TiesQueries;
  private readonly queries: AssignmentQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    cycles: CycleRepository,
    evaluators: EvaluatorRepository,
    sheets: ScoresheetRepository,
    ties: TiesQueries,
    queries: AssignmentQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.cycles = cycles;
    this.evaluators = evaluators;
    this.sheets = sheets;
    this.ties = ties;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** One by hand. Any conflict is refused with its kind. */
  assign(seat: Seat, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycleId = await this.evaluators.cycleOf(seat.evaluationId);
      if (!cycleId) throw new NotFoundError('evaluation');
      const [refused] = await this.seat(cycleId, { pairs: [seat], replacements: [] }, undefined, actor);
      if (refused) throw new RefusedError(refused.refusals);
    });
  }

  /** Many at once, all or none. The refused pairs come back, each with its reasons. */
  apply(cycleId: string, assignments: Assignments, actor: Actor): Promise<{ assigned: number; replaced: number }> {
    return this.unit.run(async () => {
      const refused = await this.seat(cycleId, assignments, undefined, actor);
      if (refused.length > 0) {
        const refusals = refused.flatMap((seat) => seat.refusals);
        throw new RefusedError(refusals.slice(0, 50), 409, refused);
      }
      return { assigned: assignments.pairs.length, replaced: assignments.replacements.length };
    });
  }

  /** The place of one sheet to somebody else, in one act. */
  replace(replacement: Replacement, reason: string, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const evaluationId = await this.sheets.evaluationOf(replacement.scoresheetId);
      const cycleId = await this.evaluators.cycleOf(evaluationId);
      const [refused] = await this.seat(cycleId!, { pairs: [], replacements: [replacement] }, reason, actor);
      if (refused) throw new RefusedError(refused.refusals);
      return evaluationId;
    });
  }

  /** Under the lock of the evaluations, so that the last place is taken once and nobody is replaced twice. */
  private async seat(
    cycleId: string,
    { pairs, replacements }: Assignments,
    reason: string | undefined,
    actor: Actor,
  ): Promise<readonly RefusedSeat[]> {
    const cycle = await this.cycles.forShare(cycleId);
    if (cycle.state !== 'self-evaluation' && cycle.state !== 'scoring') {
      throw new RefusedError([evaluationRefusals('cycle-not-running')]);
    }
    const sheetIds = replacements.map(({ scoresheetId }) => scoresheetId);
    const evaluationOf = await this.evaluators.evaluationsOf(sheetIds);
    if (evaluationOf.size < new Set(sheetIds).size) throw new NotFoundError('scoresheet');
    const ids = [...new Set([...pairs.map(({ evaluationId }) => evaluationId), ...evaluationOf.values()])];
    const places = await this.evaluators.lockPlaces(cycleId, ids);
    if (places.length < ids.length) throw new NotFoundError('evaluation');
    const unbegun = new Map((await this.evaluators.lockUnbegun(sheetIds)).map((sheet) => [sheet.id, sheet]));
    const check = new SeatCheck(await this.ties.of(cycleId, ids), places);
    const refused: RefusedSeat[] = [];
    for (const replacement of replacements) {
      const seat = { evaluationId: evaluationOf.get(replacement.scoresheetId)!, accountId: replacement.accountId };
      const leaving = unbegun.get(replacement.scoresheetId);
      if (leaving && leaving.revision !== replacement.revision) {
        throw staleRevision(await this.queries.row(seat.evaluationId));
      }
      const refusals = leaving ? check.replace(leaving, seat) : [panelRefusals('sheet-begun')];
      if (refusals.length > 0) refused.push({ ...seat, refusals });
    }
    for (const seat of pairs) {
      const refusals = check.take(seat);
      if (refusals.length > 0) refused.push({ ...seat, refusals });
    }
    if (refused.length === 0) await this.write(pairs, replacements, unbegun, reason ?? null, actor);
    return refused;
  }

  private async write(
    pairs: readonly Seat[],
    replacements: readonly Replacement[],
    unbegun: ReadonlyMap<string, UnbegunSheet>,
    reason: string | null,
    actor: Actor,
  ): Promise<void> {
    const why = reason ?? '均衡评审任务';
    await this.sheets.releaseAll(
      replacements.map(({ scoresheetId }) => scoresheetId),
      why,
    );
    const coming = replacements.map(({ scoresheetId, accountId }) => {
      const { evaluationId } = unbegun.get(scoresheetId)!;
      return { evaluationId, accountId };
    });
    const inserted = await this.sheets.insertAll([...coming, ...pairs], actor.accountId, this.clock.now());
    await this.audit.recordAll([
      ...replacements.map(({ scoresheetId, revision, accountId }) => ({
        subject: { type: 'scoresheet', id: scoresheetId },
        action: 'released',
        from: 'draft',
        to: 'released',
        reason: why,
        revision: revision + 1,
        facts: { ...unbegun.get(scoresheetId), replacedBy: accountId },
      })),
      ...inserted.map(({ id, evaluationId, accountId }) => ({
        subject: { type: 'scoresheet', id },
        action: 'assigned',
        to: 'draft',
        revision: 1,
        facts: { evaluationId, accountId },
      })),
    ]);
  }
}
