import type { Rubric } from '@jianglian/domain/evaluation';
import {
  evaluationMachine,
  evaluationRefusals,
  refusalOfConflict,
  refusalsOfArbitration,
  refusalsOfWaiver,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { EvaluationRepository, type LockedEvaluation } from '../evaluation.repository.ts';
import { PanelService } from '../panel/panel.service.ts';
import { TiesQueries } from '../panel/ties.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { type ArbitrationNow, ArbitrationRepository } from './arbitration.repository.ts';

/** What follows a spread over the limit: one more sheet by somebody free of conflict, or a recorded reason why not. */
@Injectable()
export class ArbitrationService {
  private readonly rulings: ArbitrationRepository;
  private readonly evaluations: EvaluationRepository;
  private readonly ties: TiesQueries;
  private readonly panel: PanelService;
  private readonly rubrics: RubricQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    rulings: ArbitrationRepository,
    evaluations: EvaluationRepository,
    ties: TiesQueries,
    panel: PanelService,
    rubrics: RubricQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.rulings = rulings;
    this.evaluations = evaluations;
    this.ties = ties;
    this.panel = panel;
    this.rubrics = rubrics;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The result is undone until the arbitrator's sheet is in; then it counts as one more sheet. */
  arbitrate(
    id: string,
    order: {
      readonly revision: number;
      readonly accountId: string;
      readonly closesAt: Date;
      readonly reason: string | null;
    },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const { evaluation, rubric, now } = await this.open(id, order.revision);
      const at = this.clock.now();
      const refusals = [
        ...(evaluation.state === 'submitted' && now.ruling?.kind === 'asked'
          ? []
          : refusalsOf(evaluationMachine, 'arbitrate', evaluation, this.context(evaluation, rubric, now, actor))),
        ...refusalsOfArbitration(now, rubric.spreadLimit, { closesAt: order.closesAt, now: at, seated: now.seated }),
        ...(await this.refusalsOfSeat(evaluation, order.accountId)),
      ];
      if (refusals.length > 0) throw new RefusedError(distinct(refusals));
      const spread = now.spread ?? now.ruling?.spread ?? 0;
      await this.rulings.rule({
        evaluationId: id,
        kind: 'asked',
        spread,
        reason: order.reason,
        closesAt: order.closesAt,
        at,
        by: actor.accountId,
      });
      const sheetId = await this.rulings.seat(id, order.accountId, actor.accountId, at);
      await this.evaluations.unscore(id);
      // All other sheets are in: more time for the studio is time for the arbitrator alone.
      await this.rulings.giveTime(id, order.closesAt, order.reason ?? '仲裁评审', actor.accountId, at);
      await this.record(evaluation, 'arbitration-asked', 'submitted', order.reason, {
        spread,
        sheetId,
        accountId: order.accountId,
        closesAt: order.closesAt,
      });
    });
  }

  /** The marks stand. Where a request was never taken up, the result is brought about again. */
  waive(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { evaluation, rubric, now } = await this.open(id, revision);
      const refusals = refusalsOfWaiver(now, rubric.spreadLimit, now.seated);
      if (refusals.length > 0) throw new RefusedError(refusals);
      const spread = now.spread ?? now.ruling?.spread ?? 0;
      const at = this.clock.now();
      await this.rulings.rule({
        evaluationId: id,
        kind: 'waived',
        spread,
        reason,
        closesAt: null,
        at,
        by: actor.accountId,
      });
      await this.evaluations.moveTo(id, evaluation.state);
      await this.record(evaluation, 'arbitration-waived', evaluation.state, reason, { spread });
      if (evaluation.state === 'submitted') {
        await this.panel.aggregateIfComplete(await this.evaluations.forUpdate(id), rubric);
      }
    });
  }

  private async open(id: string, revision: number) {
    const evaluation = await this.evaluations.forUpdate(id);
    if (evaluation.revision !== revision) throw staleRevision({ id, revision: evaluation.revision });
    const rubric = await this.rubrics.view(evaluation.rubricVersion);
    return { evaluation, rubric, now: await this.rulings.now(id) };
  }

  private context(evaluation: LockedEvaluation, rubric: Rubric, { spread }: ArbitrationNow, actor: Actor) {
    return {
      actor,
      now: this.clock.now(),
      cycle: evaluation.cycle,
      rubric,
      lines: [],
      sheets: { wanted: evaluation.sheetsWanted, submitted: evaluation.sheetsWanted, open: 0 },
      spread,
    };
  }

  private async refusalsOfSeat({ id, cycleId }: LockedEvaluation, accountId: string): Promise<readonly Refusal[]> {
    const ties = await this.ties.of(cycleId, [id]);
    if (!ties.evaluators.has(accountId)) return [evaluationRefusals('not-an-evaluator')];
    if ((await this.rulings.seated(id)).has(accountId)) return [evaluationRefusals('already-assigned')];
    return ties.conflictsOf({ evaluationId: id, accountId }).map(refusalOfConflict);
  }

  /** Without the studio: what evaluators do is on no timeline of hers. */
  private record(
    evaluation: LockedEvaluation,
    action: string,
    to: string,
    reason: string | null,
    facts: object,
  ): Promise<void> {
    return this.audit.record({
      subject: { type: 'evaluation', id: evaluation.id },
      action,
      from: evaluation.state,
      to,
      revision: evaluation.revision + 1,
      ...(reason === null ? {} : { reason }),
      facts,
    });
  }
}

/** The machine and the rule give the same reason for the same fact. */
const distinct = (refusals: readonly Refusal[]): readonly Refusal[] =>
  refusals.filter((one, index) => refusals.findIndex(({ code }) => code === one.code) === index);
