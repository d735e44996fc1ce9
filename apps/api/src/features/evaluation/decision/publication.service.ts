import { catalogue, fillIn } from '@jianglian/contracts';
import type { Cycle } from '@jianglian/domain/evaluation';
import { cycleMachine, evaluationRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { normaliseDocumentNumber, refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { type StudioActOn, StudioEvents } from '../../studio/index.ts';
import { CycleQueries } from '../cycle/cycle.queries.ts';
import { CycleRepository, type LockedCycle } from '../cycle/cycle.repository.ts';
import { type DecidedEvaluation, DecisionQueries, proposalOf } from './decision.queries.ts';
import { DecisionRepository } from './decision.repository.ts';
import { RectificationOrders } from '../rectification/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

/** Publication of a cycle: results, timelines and rectifications in one transaction, or none of it. */
@Injectable()
export class PublicationService {
  private readonly cycles: CycleRepository;
  private readonly decisions: DecisionRepository;
  private readonly queries: DecisionQueries;
  private readonly cycleViews: CycleQueries;
  private readonly rubrics: RubricQueries;
  private readonly events: StudioEvents;
  private readonly rectifications: RectificationOrders;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    cycles: CycleRepository,
    decisions: DecisionRepository,
    queries: DecisionQueries,
    cycleViews: CycleQueries,
    rubrics: RubricQueries,
    events: StudioEvents,
    rectifications: RectificationOrders,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.cycles = cycles;
    this.decisions = decisions;
    this.queries = queries;
    this.cycleViews = cycleViews;
    this.rubrics = rubrics;
    this.events = events;
    this.rectifications = rectifications;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  publish(
    id: string,
    order: { readonly revision: number; readonly documentNumber: string; readonly publishedOn?: string | undefined },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.cycles.forUpdate(id);
      if (cycle.revision !== order.revision) throw staleRevision(await this.cycleViews.view(id, actor));
      const documentNumber = normaliseDocumentNumber(order.documentNumber);
      const publishedOn = order.publishedOn ?? this.clock.today();
      const evaluations = await this.queries.evaluations(id);
      const refusals = [
        ...(await this.machineRefusals(cycle, actor)),
        ...(await this.documentRefusals(order.documentNumber, documentNumber, id)),
        ...(publishedOn > this.clock.today() ? [evaluationRefusals('published-on-in-future')] : []),
        ...(await this.capRefusals(cycle, evaluations)),
        ...(await this.decisions.ended(id)).map(({ name }) =>
          evaluationRefusals('standing-is-final', { studio: name }),
        ),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const acts = await this.actsOf(cycle, evaluations, publishedOn, documentNumber as string);
      const published = await this.decisions.publishAll(id);
      await this.cycles.publish(id, documentNumber as string, publishedOn);
      await this.events.recordAll(acts);
      await this.rectifications.prepareFor(id);
      await this.audit.record({
        subject: { type: 'cycle', id },
        action: 'published',
        from: cycle.state,
        to: 'published',
        revision: cycle.revision + 1,
        facts: { documentNumber, publishedOn, published },
      });
    });
  }

  private async machineRefusals(cycle: LockedCycle, actor: Actor): Promise<readonly Refusal[]> {
    return refusalsOf(cycleMachine, 'publish', cycle satisfies Cycle, {
      actor,
      now: this.clock.now(),
      rubric: await this.rubrics.view(cycle.rubricVersion),
      ...(await this.cycles.counts(cycle.id)),
    });
  }

  private async documentRefusals(
    text: string,
    documentNumber: string | undefined,
    cycleId: string,
  ): Promise<readonly Refusal[]> {
    if (documentNumber === undefined) return [evaluationRefusals('document-number-invalid', { text })];
    return (await this.decisions.documentTaken(documentNumber, cycleId))
      ? [evaluationRefusals('document-number-used', { number: documentNumber })]
      : [];
  }

  /** Studios may have been taken out since: the cap holds for what is published. */
  private async capRefusals(
    cycle: LockedCycle,
    evaluations: readonly DecidedEvaluation[],
  ): Promise<readonly Refusal[]> {
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    return proposalOf(rubric, cycle.excellentCapPercent, evaluations).tiers.flatMap(({ tier, places }) =>
      evaluations.filter((one) => one.tier === tier && one.grade === 'excellent').length > places
        ? [evaluationRefusals('cap-passed', { tier, places })]
        : [],
    );
  }

  /** 四(四): every grade lands on its timeline; a 不合格 orders the rectification with it. */
  private async actsOf(
    cycle: LockedCycle,
    evaluations: readonly DecidedEvaluation[],
    happenedOn: string,
    documentNumber: string,
  ): Promise<readonly StudioActOn[]> {
    const standings = await this.decisions.standings(cycle.id);
    const until = await this.rectifications.dueAfter(happenedOn);
    return evaluations.flatMap(({ studioId, grade, base, bonus, veto }): StudioActOn[] => {
      if (grade === null) return [];
      const score = base === null ? null : Math.min(10_000, base + bonus);
      const evaluated = {
        studioId,
        act: { kind: 'evaluated', grade, score, cycle: cycle.title, happenedOn, documentNumber },
      } satisfies StudioActOn;
      // Who is being rectified already goes on with that: one order at a time.
      if (grade !== 'failed' || standings.get(studioId) !== 'active') return [evaluated];
      const reason = veto?.reason ?? rectificationReason(cycle.title);
      return [
        evaluated,
        { studioId, act: { kind: 'rectification-ordered', until, reason, happenedOn, documentNumber } },
      ];
    });
  }
}

/** The timeline speaks the language of the documents. */
const rectificationReason = (cycle: string): string =>
  fillIn(catalogue['evaluation']?.['zh-CN'].terms['event']?.['rectification-ordered'] ?? '', { cycle }, 'zh-CN');
