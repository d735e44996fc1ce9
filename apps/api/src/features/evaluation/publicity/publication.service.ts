import { evaluationMachine, evaluationRefusals, publicityRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { normaliseDocumentNumber, refusalsOf } from '@jianglian/domain/kernel';
import type { Grade } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { StudioEvents } from '../../studio/index.ts';
import { CycleRepository, type LockedCycle } from '../cycle/cycle.repository.ts';
import { DecisionRepository } from '../decision/decision.repository.ts';
import { DecisionSteps } from '../decision/decision-step.service.ts';
import { type DecidedEvaluation, GradedQueries } from '../decision/graded.queries.ts';
import { EvaluationRepository } from '../evaluation.repository.ts';
import { RectificationOrders } from '../rectification/index.ts';
import { EvaluationNews } from '../reminder/news.service.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { gradeActs } from './grade-acts.ts';
import { PublicityQueries } from './publicity.queries.ts';

export interface PublicationOrder {
  readonly revision: number;
  readonly documentNumber: string;
  readonly publishedOn?: string | undefined;
}

/** Publication: results, timelines and rectifications in one transaction, or none of it. What an objection freezes follows alone. */
@Injectable()
export class PublicationService {
  private readonly steps: DecisionSteps;
  private readonly cycles: CycleRepository;
  private readonly evaluations: EvaluationRepository;
  private readonly decisions: DecisionRepository;
  private readonly graded: GradedQueries;
  private readonly queries: PublicityQueries;
  private readonly rubrics: RubricQueries;
  private readonly events: StudioEvents;
  private readonly rectifications: RectificationOrders;
  private readonly news: EvaluationNews;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    steps: DecisionSteps,
    cycles: CycleRepository,
    evaluations: EvaluationRepository,
    decisions: DecisionRepository,
    graded: GradedQueries,
    queries: PublicityQueries,
    rubrics: RubricQueries,
    events: StudioEvents,
    rectifications: RectificationOrders,
    news: EvaluationNews,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.steps = steps;
    this.cycles = cycles;
    this.evaluations = evaluations;
    this.decisions = decisions;
    this.graded = graded;
    this.queries = queries;
    this.rubrics = rubrics;
    this.events = events;
    this.rectifications = rectifications;
    this.news = news;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** All results of the cycle that nothing freezes. */
  publish(id: string, order: PublicationOrder, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.steps.locked(id, order.revision, actor);
      const frozen = await this.decisions.frozen(id);
      const evaluations = await this.graded.evaluations(id);
      const refusals = [
        ...(await this.steps.machineRefusals('publish', cycle, actor)),
        ...(await this.documentRefusals(order, id)),
        ...(await this.steps.standRefusals(cycle, evaluations)),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const { documentNumber, publishedOn } = this.termsOf(order);
      const ready = evaluations.filter((one) => one.state === 'announced' && !frozen.has(one.id));
      await this.carryOut(cycle, ready, documentNumber, publishedOn);
      await this.cycles.publish(id, documentNumber, publishedOn);
      await this.rectifications.prepareFor(id);
      await this.audit.record({
        subject: { type: 'cycle', id },
        action: 'published',
        from: cycle.state,
        to: 'published',
        revision: cycle.revision + 1,
        facts: { documentNumber, publishedOn, published: ready.length, frozen: frozen.size },
      });
    });
  }

  /** One result that was frozen when the others were published. */
  publishOne(id: string, order: PublicationOrder, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { cycleId } = await this.evaluations.find(id);
      const cycle = await this.cycles.forUpdate(cycleId);
      const evaluation = await this.evaluations.forUpdate(id);
      if (evaluation.revision !== order.revision) throw staleRevision(await this.queries.pendingOne(id, actor));
      const frozen = await this.decisions.frozen(cycleId);
      const refusals = [
        ...(cycle.state === 'published' ? [] : [publicityRefusals('not-in-publicity')]),
        ...refusalsOf(evaluationMachine, 'publish', evaluation, {
          actor,
          now: this.clock.now(),
          cycle: cycle.state,
          rubric: await this.rubrics.view(cycle.rubricVersion),
          lines: [],
          sheets: { wanted: 0, submitted: 0, open: 0 },
          frozenBy: frozen.get(id) ?? 0,
        }),
        ...(await this.documentRefusals(order, cycleId)),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const { documentNumber, publishedOn } = this.termsOf(order);
      const evaluations = await this.graded.evaluations(cycleId);
      const own = evaluations.filter((one) => one.id === id);
      await this.carryOut(cycle, own, documentNumber, publishedOn);
      await this.rectifications.prepareFor(cycleId);
      await this.audit.record({
        subject: { type: 'evaluation', id },
        action: 'published',
        from: evaluation.state,
        to: 'published',
        revision: evaluation.revision + 1,
        facts: { documentNumber, publishedOn },
      });
    });
  }

  /** What is wrong with the document and the day of a publication or a correction. */
  async documentRefusals(order: Omit<PublicationOrder, 'revision'>, cycleId: string): Promise<readonly Refusal[]> {
    const future = (order.publishedOn ?? '') > this.clock.today() ? [evaluationRefusals('published-on-in-future')] : [];
    const documentNumber = normaliseDocumentNumber(order.documentNumber);
    if (documentNumber === undefined) {
      return [evaluationRefusals('document-number-invalid', { text: order.documentNumber }), ...future];
    }
    return (await this.decisions.documentTaken(documentNumber, cycleId))
      ? [evaluationRefusals('document-number-used', { number: documentNumber }), ...future]
      : future;
  }

  private termsOf(order: PublicationOrder): { documentNumber: string; publishedOn: string } {
    return {
      documentNumber: normaliseDocumentNumber(order.documentNumber) as string,
      publishedOn: order.publishedOn ?? this.clock.today(),
    };
  }

  private async carryOut(
    cycle: LockedCycle,
    ready: readonly DecidedEvaluation[],
    documentNumber: string,
    publishedOn: string,
  ): Promise<void> {
    const standings = await this.decisions.standings(ready.map(({ studioId }) => studioId));
    await this.decisions.publish(
      ready.map(({ id }) => id),
      documentNumber,
      publishedOn,
    );
    const until = await this.rectifications.dueAfter(publishedOn);
    const by = { cycleTitle: cycle.title, happenedOn: publishedOn, documentNumber, until };
    await this.events.recordAll(
      ready.flatMap(({ studioId, grade, final, veto }) =>
        gradeActs({ studioId, standing: standings.get(studioId) ?? '', grade: grade as Grade, score: final, veto }, by),
      ),
    );
    await this.news.resultsPublished(
      ready.map(({ id }) => id),
      documentNumber,
    );
  }
}
