import type { CorrectionKind, EvaluationAction, GradeReason, Outcome } from '@jianglian/domain/evaluation';
import {
  correctionMachine,
  correctionRefusals,
  evaluationMachine,
  evaluationRefusals,
  placesOf,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { attempt, normaliseDocumentNumber, refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleRepository, type LockedCycle } from '../cycle/cycle.repository.ts';
import { GradedQueries } from '../decision/graded.queries.ts';
import { EvaluationRepository, type LockedEvaluation } from '../evaluation.repository.ts';
import { RectificationOrders } from '../rectification/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { CorrectionEvents } from './correction-events.service.ts';
import { CorrectionQueries } from './correction.queries.ts';
import { CorrectionRepository, type LockedCorrection } from './correction.repository.ts';
import { PublicationService } from './publication.service.ts';

export interface CorrectionOrder {
  readonly kind: CorrectionKind;
  readonly grade: Outcome['grade'];
  readonly score: number | null;
  readonly reason: string;
  readonly clause: string | null;
  readonly objectionId?: string;
}

/** Another result for one studio: proposed by one, released by another, the old one kept beside it. */
@Injectable()
export class CorrectionService {
  private readonly corrections: CorrectionRepository;
  private readonly queries: CorrectionQueries;
  private readonly evaluations: EvaluationRepository;
  private readonly cycles: CycleRepository;
  private readonly graded: GradedQueries;
  private readonly rubrics: RubricQueries;
  private readonly publication: PublicationService;
  private readonly timelines: CorrectionEvents;
  private readonly rectifications: RectificationOrders;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    corrections: CorrectionRepository,
    queries: CorrectionQueries,
    evaluations: EvaluationRepository,
    cycles: CycleRepository,
    graded: GradedQueries,
    rubrics: RubricQueries,
    publication: PublicationService,
    timelines: CorrectionEvents,
    rectifications: RectificationOrders,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.corrections = corrections;
    this.queries = queries;
    this.evaluations = evaluations;
    this.cycles = cycles;
    this.graded = graded;
    this.rubrics = rubrics;
    this.publication = publication;
    this.timelines = timelines;
    this.rectifications = rectifications;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Of one's own accord, without an objection. */
  propose(evaluationId: string, revision: number, order: CorrectionOrder, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const { cycle, evaluation } = await this.locked(evaluationId);
      if (evaluation.revision !== revision) throw staleRevision({ revision: evaluation.revision });
      return this.proposeOn(cycle, evaluation, order, actor);
    });
  }

  /** Within the unit of who upheld an objection, the evaluation locked. */
  async proposeOn(
    cycle: LockedCycle,
    evaluation: LockedEvaluation,
    order: CorrectionOrder,
    actor: Actor,
  ): Promise<string> {
    const standing = await this.corrections.standing(evaluation.id);
    const before: Outcome = { grade: standing.grade, score: standing.score };
    const after: Outcome = order.kind === 'retraction' ? { grade: null, score: null } : withScore(order, before);
    const refusals = [
      ...(await this.moveRefusals(evaluation, cycle, order.kind, actor)),
      ...correctionRefusals(order.kind, before, after, {
        open: standing.open,
        retracted: standing.state === 'retracted',
      }),
      ...(await this.capRefusals(cycle, evaluation, after)),
    ];
    if (refusals.length > 0) throw new RefusedError(refusals);
    const { kind, reason, clause, objectionId = null } = order;
    const id = await this.corrections.insert({
      evaluationId: evaluation.id,
      kind,
      objectionId,
      before,
      after,
      reason,
      clause,
      by: actor.accountId,
      at: this.clock.now(),
    });
    await this.record(evaluation.id, `${kind}-proposed`, evaluation, { correction: id, before, after }, reason);
    return id;
  }

  release(id: string, revision: number, documentNumber: string | null, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { cycle, evaluation } = await this.locked(await this.corrections.evaluationOf(id));
      const correction = await this.held(id, revision, actor);
      const isPublic = evaluation.state !== 'announced';
      const standing = await this.corrections.standing(evaluation.id);
      const refusals = [
        ...refusalsOf(correctionMachine, 'release', correction, { actor }),
        ...(await this.moveRefusals(evaluation, cycle, correction.kind, actor)),
        ...(await this.capRefusals(cycle, evaluation, correction.after)),
        ...(isPublic
          ? await this.publication.documentRefusals({ documentNumber: documentNumber ?? '' }, cycle.id)
          : []),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const by = isPublic ? (normaliseDocumentNumber(documentNumber ?? '') as string) : null;
      const on = this.clock.today();
      if (by !== null) await this.timelines.record(correction, standing, evaluation, { title: cycle.title, by, on });
      const to = evaluationMachine.moves[actionOf(evaluation, correction.kind)].to;
      await this.corrections.apply(evaluation.id, to, correction.after, reasonOf(correction));
      await this.corrections.settle(id, {
        state: 'released',
        by: actor.accountId,
        at: this.clock.now(),
        documentNumber: by,
        on,
      });
      await this.rectifications.prepareFor(cycle.id);
      const facts = { correction: id, before: correction.before, after: correction.after, documentNumber: by };
      await this.record(evaluation.id, `${correction.kind}-released`, evaluation, facts, correction.reason, to);
    });
  }

  discard(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { evaluation } = await this.locked(await this.corrections.evaluationOf(id));
      const correction = await this.held(id, revision, actor);
      const outcome = attempt(correctionMachine, 'discard', correction, { actor });
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      const settled = { by: actor.accountId, at: this.clock.now(), documentNumber: null, on: null };
      await this.corrections.settle(id, { state: 'discarded', ...settled });
      await this.record(evaluation.id, `${correction.kind}-discarded`, evaluation, { correction: id });
    });
  }

  /** The cycle first: corrections, decisions and publication take turns, so that the cap is never passed. */
  async locked(evaluationId: string): Promise<{ cycle: LockedCycle; evaluation: LockedEvaluation }> {
    const { cycleId } = await this.evaluations.find(evaluationId);
    const cycle = await this.cycles.forUpdate(cycleId);
    return { cycle, evaluation: await this.evaluations.forUpdate(evaluationId) };
  }

  private async held(id: string, revision: number, actor: Actor): Promise<LockedCorrection> {
    const correction = await this.corrections.forUpdate(id);
    if (correction.revision !== revision) throw staleRevision(await this.queries.one(id, actor));
    return correction;
  }

  private async moveRefusals(
    evaluation: LockedEvaluation,
    cycle: LockedCycle,
    kind: CorrectionKind,
    actor: Actor,
  ): Promise<readonly Refusal[]> {
    return refusalsOf(evaluationMachine, actionOf(evaluation, kind), evaluation, {
      actor,
      now: this.clock.now(),
      cycle: cycle.state,
      rubric: await this.rubrics.view(cycle.rubricVersion),
      lines: [],
      sheets: { wanted: 0, submitted: 0, open: 0 },
    });
  }

  /** 优秀 of the tier, this studio not counted, must leave a place. */
  private async capRefusals(
    cycle: LockedCycle,
    { id, tier }: LockedEvaluation,
    after: Outcome,
  ): Promise<readonly Refusal[]> {
    if (after.grade !== 'excellent') return [];
    const own = (await this.graded.evaluations(cycle.id)).filter((one) => one.tier === tier);
    if (own.length === 0) throw new NotFoundError('evaluation');
    const places = placesOf(own.length, cycle.excellentCapPercent);
    const elsewhere = own.filter((one) => one.id !== id && one.grade === 'excellent').length;
    return elsewhere >= places ? [evaluationRefusals('cap-passed', { tier, places })] : [];
  }

  private record(
    id: string,
    action: string,
    { state, revision }: LockedEvaluation,
    facts: object,
    reason?: string,
    to = state,
  ): Promise<void> {
    return this.audit.record({
      subject: { type: 'evaluation', id },
      action,
      from: state,
      to,
      revision: to === state ? revision : revision + 1,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

/** A score that is not given stays as it is. */
const withScore = ({ grade, score }: CorrectionOrder, before: Outcome): Outcome => ({
  grade: grade ?? before.grade,
  score: score ?? before.score,
});

function actionOf({ state }: LockedEvaluation, kind: CorrectionKind): EvaluationAction {
  if (kind === 'retraction') return 'retract';
  return state === 'announced' ? 'correct-announced' : 'correct';
}

const reasonOf = ({ kind, reason, clause }: LockedCorrection): GradeReason => ({
  code: kind === 'retraction' ? 'retracted' : 'corrected',
  params: { reason },
  clause,
});
