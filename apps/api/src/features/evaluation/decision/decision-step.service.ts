import type { CycleAction, CycleContext, CycleState } from '@jianglian/domain/evaluation';
import { cycleMachine, evaluationRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleQueries } from '../cycle/cycle.queries.ts';
import { CycleRepository, type LockedCycle } from '../cycle/cycle.repository.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { DecisionRepository } from './decision.repository.ts';
import { type DecidedEvaluation, GradedQueries, proposalOf } from './graded.queries.ts';
import { TrailQueries } from './trail.queries.ts';

/** From decided to announced: proposed by one, released by another into publicity. Publication has a service of its own. */
@Injectable()
export class DecisionSteps {
  private readonly cycles: CycleRepository;
  private readonly decisions: DecisionRepository;
  private readonly graded: GradedQueries;
  private readonly trails: TrailQueries;
  private readonly views: CycleQueries;
  private readonly rubrics: RubricQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    cycles: CycleRepository,
    decisions: DecisionRepository,
    graded: GradedQueries,
    trails: TrailQueries,
    views: CycleQueries,
    rubrics: RubricQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.cycles = cycles;
    this.decisions = decisions;
    this.graded = graded;
    this.trails = trails;
    this.views = views;
    this.rubrics = rubrics;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  propose(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.locked(id, revision, actor);
      const evaluations = await this.graded.evaluations(id);
      await this.demand('propose', cycle, actor, await this.standRefusals(cycle, evaluations));
      await this.cycles.propose(id, actor.accountId, this.clock.now());
      await this.record(cycle, 'proposed', 'proposed', { grades: countsOf(evaluations) });
    });
  }

  takeBack(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.locked(id, revision, actor);
      await this.demand('take-back', cycle, actor);
      await this.cycles.propose(id, null, this.clock.now());
      await this.record(cycle, 'taken-back', 'deciding', {}, reason);
    });
  }

  /** From here on the studios know their results, and anybody may object. */
  release(id: string, revision: number, contact: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.locked(id, revision, actor);
      const evaluations = await this.graded.evaluations(id);
      await this.demand('release', cycle, actor, await this.standRefusals(cycle, evaluations));
      const today = this.clock.today();
      const { until } = await this.trails.lastDay(today, cycle.publicityWorkingDays);
      const announced = await this.decisions.announceAll(id);
      await this.cycles.release(id, actor.accountId, this.clock.now(), until, contact);
      await this.record(cycle, 'released', 'publicity', { until, announced, grades: countsOf(evaluations) });
    });
  }

  /** Every reason of the machine against a step of the decision. */
  async machineRefusals(action: CycleAction, cycle: LockedCycle, actor: Actor): Promise<readonly Refusal[]> {
    const context: CycleContext = {
      actor,
      now: this.clock.now(),
      rubric: await this.rubrics.view(cycle.rubricVersion),
      ...(await this.cycles.counts(cycle.id)),
    };
    return refusalsOf(cycleMachine, action, cycle, context);
  }

  /** Studios may have been taken out or have ended since they were decided: the cap holds for what is announced. */
  async standRefusals(cycle: LockedCycle, evaluations: readonly DecidedEvaluation[]): Promise<readonly Refusal[]> {
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    const over = proposalOf(rubric, cycle.excellentCapPercent, evaluations).tiers.flatMap(({ tier, places }) =>
      evaluations.filter((one) => one.tier === tier && one.grade === 'excellent').length > places
        ? [evaluationRefusals('cap-passed', { tier, places })]
        : [],
    );
    const ended = await this.decisions.ended(cycle.id);
    return [...over, ...ended.map(({ name }) => evaluationRefusals('standing-is-final', { studio: name }))];
  }

  async locked(id: string, revision: number, actor: Actor): Promise<LockedCycle> {
    const cycle = await this.cycles.forUpdate(id);
    if (cycle.revision !== revision) throw staleRevision(await this.views.view(id, actor));
    return cycle;
  }

  private async demand(action: CycleAction, cycle: LockedCycle, actor: Actor, more: readonly Refusal[] = []) {
    const refusals = [...(await this.machineRefusals(action, cycle, actor)), ...more];
    if (refusals.length > 0) throw new RefusedError(refusals);
  }

  private record(cycle: LockedCycle, action: string, to: CycleState, facts: object, reason?: string): Promise<void> {
    return this.audit.record({
      subject: { type: 'cycle', id: cycle.id },
      action,
      from: cycle.state,
      to,
      revision: cycle.revision + 1,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

const countsOf = (evaluations: readonly DecidedEvaluation[]): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(Object.groupBy(evaluations, ({ grade }) => grade ?? 'none')).map(([grade, list]) => [
      grade,
      list?.length ?? 0,
    ]),
  );
