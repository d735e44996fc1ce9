import { evaluationMachine, evaluationRefusals } from '@jianglian/domain/evaluation';
import type { GradeProposal, Rubric, TierCap } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleRepository, type LockedCycle } from '../cycle/cycle.repository.ts';
import { DecisionQueries } from './decision.queries.ts';
import { type DecidedEvaluation, GradedQueries, proposalOf } from './graded.queries.ts';
import { DecisionRepository } from './decision.repository.ts';
import { EvaluationRepository } from '../evaluation.repository.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

/** A cycle under lock with what the rule proposes: decisions take turns, so that the cap is never passed. */
export interface DecisionSession {
  readonly cycle: LockedCycle;
  readonly rubric: Rubric;
  readonly evaluations: readonly DecidedEvaluation[];
  readonly proposals: ReadonlyMap<string, GradeProposal>;
  readonly caps: readonly TierCap[];
}

@Injectable()
export class DecisionSessions {
  private readonly cycles: CycleRepository;
  private readonly evaluations: EvaluationRepository;
  private readonly decisions: DecisionRepository;
  private readonly queries: DecisionQueries;
  private readonly graded: GradedQueries;
  private readonly rubrics: RubricQueries;
  private readonly clock: Clock;

  constructor(
    cycles: CycleRepository,
    evaluations: EvaluationRepository,
    decisions: DecisionRepository,
    queries: DecisionQueries,
    graded: GradedQueries,
    rubrics: RubricQueries,
    clock: Clock,
  ) {
    this.cycles = cycles;
    this.evaluations = evaluations;
    this.decisions = decisions;
    this.queries = queries;
    this.graded = graded;
    this.rubrics = rubrics;
    this.clock = clock;
  }

  /** For one evaluation: its cycle locked, its revision the newest. */
  async open(id: string, revision: number) {
    const { cycleId } = await this.evaluations.find(id);
    const session = await this.session(cycleId);
    const evaluation = session.evaluations.find((one) => one.id === id);
    if (!evaluation) throw new RefusedError([evaluationRefusals('not-all-sheets-in')]);
    if (evaluation.revision !== revision) throw staleRevision((await this.queries.decided(cycleId, id)).row);
    return { session, evaluation };
  }

  async session(cycleId: string): Promise<DecisionSession> {
    const cycle = await this.cycles.forUpdate(cycleId);
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    const evaluations = await this.graded.evaluations(cycleId);
    const { grades, tiers } = proposalOf(rubric, cycle.excellentCapPercent, evaluations);
    return { cycle, rubric, evaluations, proposals: new Map(grades.map((one) => [one.id, one])), caps: tiers };
  }

  machineRefusals(
    action: 'decide' | 'set-bonus',
    { cycle, rubric }: DecisionSession,
    { state, studioId }: DecidedEvaluation,
    actor: Actor,
  ) {
    return refusalsOf(
      evaluationMachine,
      action,
      { state, studioId, closesAt: cycle.windows.selfEvaluation.closesAt },
      {
        actor,
        now: this.clock.now(),
        cycle: cycle.state,
        rubric,
        lines: [],
        sheets: { wanted: 0, submitted: 0, open: 0 },
      },
    );
  }

  /** What a decision rests on is attached by who decides. */
  async fileRefusals(ids: readonly string[], actor: Actor): Promise<readonly Refusal[]> {
    const own = await this.decisions.ownFiles(ids, actor.accountId);
    return ids.filter((id) => !own.has(id)).map((fileId) => evaluationRefusals('file-unknown', { fileId }));
  }
}
