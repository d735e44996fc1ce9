import type { EvaluationAction, EvaluationContext, Extension } from '@jianglian/domain/evaluation';
import { cohortFinding, evaluationMachine, evaluationRefusals, extensionRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { refusalsOf } from '@jianglian/domain/kernel';
import { isFinal } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CohortQueries } from './cohort.queries.ts';
import { CohortRepository } from './cohort.repository.ts';
import { CycleRepository } from './cycle.repository.ts';
import { EvaluationRepository, type LockedEvaluation } from '../evaluation.repository.ts';
import { EvaluationListeners } from '../evaluation-listeners.service.ts';
import { EvaluationNews } from '../reminder/news.service.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

/** Who takes part in a cycle: added and taken out by hand with a reason, and later windows for single studios. */
@Injectable()
export class CohortService {
  private readonly cycles: CycleRepository;
  private readonly cohort: CohortRepository;
  private readonly evaluations: EvaluationRepository;
  private readonly queries: CohortQueries;
  private readonly rubrics: RubricQueries;
  private readonly news: EvaluationNews;
  private readonly listeners: EvaluationListeners;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    cycles: CycleRepository,
    cohort: CohortRepository,
    evaluations: EvaluationRepository,
    queries: CohortQueries,
    rubrics: RubricQueries,
    news: EvaluationNews,
    listeners: EvaluationListeners,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.cycles = cycles;
    this.cohort = cohort;
    this.evaluations = evaluations;
    this.queries = queries;
    this.rubrics = rubrics;
    this.news = news;
    this.listeners = listeners;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  add(cycleId: string, studioId: string, reason: string): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.cycles.forUpdate(cycleId);
      if (cycle.state !== 'draft' && cycle.state !== 'self-evaluation') {
        throw new RefusedError([evaluationRefusals('cycle-not-running')]);
      }
      const [studio] = await this.cohort.candidates(cycleId, studioId);
      if (!studio) throw new NotFoundError('studio');
      if (isFinal(studio.standing)) throw new RefusedError([evaluationRefusals('standing-is-final')]);
      if (studio.elsewhere !== null) {
        throw new RefusedError([
          evaluationRefusals('in-another-cycle', { studio: studio.name, cycle: studio.elsewhere }),
        ]);
      }
      if (await this.queries.isMember(cycleId, studioId)) {
        throw new RefusedError([evaluationRefusals('already-in-cohort')]);
      }
      const rubric = await this.rubrics.view(cycle.rubricVersion);
      const finding = cohortFinding({ ...studio, runsElsewhere: false }, cycle.year, rubric.years);
      await this.cohort.insert(cycleId, [
        {
          studioId,
          tier: studio.tier,
          hostUnitId: studio.hostUnitId,
          basis: 'added',
          basisOn: finding.basisOn,
          reason,
        },
      ]);
      if (cycle.state === 'self-evaluation') await this.cohort.begin(cycleId);
      await this.audit.record({
        subject: { type: 'cycle', id: cycleId },
        studioId,
        action: 'cohort-added',
        reason,
        facts: { studio: studio.name },
      });
    });
  }

  withdraw(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const evaluation = await this.decide('withdraw', id, revision, actor);
      await this.evaluations.withdraw(id, reason);
      await this.record(evaluation, 'withdrawn', 'withdrawn', reason);
      if (evaluation.cycle !== 'draft') await this.listeners.withdrawn({ studioId: evaluation.studioId, reason });
    });
  }

  restore(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const evaluation = await this.decide('restore', id, revision, actor);
      const running = evaluation.cycle === 'self-evaluation' || evaluation.cycle === 'scoring';
      if (!running && evaluation.cycle !== 'draft') {
        throw new RefusedError([evaluationRefusals('cycle-not-running')]);
      }
      const state = running ? 'self-evaluating' : 'planned';
      await this.evaluations.restore(id, state, reason);
      await this.evaluations.reopenSheets(id);
      await this.record(evaluation, 'restored', state, reason);
    });
  }

  /** More time for one studio. For its self-evaluation that hands the pen back, and its evaluators look again. */
  extend(id: string, revision: number, wanted: Extension, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const handsBack = wanted.step === 'selfEvaluation';
      const evaluation = handsBack ? await this.decide('extend', id, revision, actor) : await this.locked(id, revision);
      const now = this.clock.now();
      const refusals = extensionRefusals(evaluation, wanted, now);
      if (refusals.length > 0) throw new RefusedError(refusals);
      const to = handsBack ? 'self-evaluating' : evaluation.state;
      await this.evaluations.extend(id, to, { ...wanted, reason, accountId: actor.accountId, at: now });
      if (handsBack) {
        await this.evaluations.reopenSheets(id);
        await this.news.extended(id, wanted.closesAt);
      }
      await this.record(evaluation, 'extended', to, reason, { ...wanted });
    });
  }

  private async locked(id: string, revision: number): Promise<LockedEvaluation> {
    const evaluation = await this.evaluations.forUpdate(id);
    if (evaluation.revision !== revision) throw staleRevision(await this.queries.row(id));
    return evaluation;
  }

  private async decide(
    action: EvaluationAction,
    id: string,
    revision: number,
    actor: Actor,
  ): Promise<LockedEvaluation> {
    const evaluation = await this.locked(id, revision);
    const context: EvaluationContext = {
      actor,
      now: this.clock.now(),
      cycle: evaluation.cycle,
      rubric: await this.rubrics.view(evaluation.rubricVersion),
      lines: [],
      sheets: { wanted: evaluation.sheetsWanted, submitted: 0, open: 0 },
    };
    const refusals = refusalsOf(evaluationMachine, action, evaluation, context);
    if (refusals.length > 0) throw new RefusedError(refusals);
    return evaluation;
  }

  private record(evaluation: LockedEvaluation, action: string, to: string, reason: string, facts: object = {}) {
    return this.audit.record({
      subject: { type: 'evaluation', id: evaluation.id },
      studioId: evaluation.studioId,
      action,
      from: evaluation.state,
      to,
      reason,
      revision: evaluation.revision + 1,
      facts,
    });
  }
}
