import type { DecisionRow, DecisionView } from '@jianglian/contracts/evaluation';
import type {
  CycleProposal,
  EvaluationState,
  GradedEvaluation,
  GradeProposal,
  GroupOutcome,
  Rubric,
} from '@jianglian/domain/evaluation';
import { evaluationMachine, percentOf, proposeGrades } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { offers } from '@jianglian/domain/kernel';
import type { Grade, Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { byName, studioBrief, studioBriefJoins } from '../brief.queries.ts';
import { CycleQueries } from '../cycle/cycle.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

/** An evaluation as the decision needs it. Only what is scored, missed, decided or published: nothing half-way shows. */
export interface DecidedEvaluation {
  readonly id: string;
  readonly revision: number;
  readonly state: EvaluationState;
  readonly studioId: string;
  readonly tier: Tier;
  readonly base: number | null;
  readonly bonus: number;
  readonly bonusItems: DecisionRow['bonusItems'];
  readonly groups: readonly GroupOutcome[];
  readonly spread: number | null;
  readonly sheets: number;
  readonly grade: Grade | null;
  readonly decisionReason: string | null;
  readonly veto: { readonly code: string; readonly reason: string; readonly fileId: string } | null;
  readonly studio: DecisionRow['studio'];
}

/** The decision page of a cycle: what is proposed and why, what is decided. */
@Injectable()
export class DecisionQueries {
  private readonly database: Database;
  private readonly cycles: CycleQueries;
  private readonly rubrics: RubricQueries;
  private readonly clock: Clock;

  constructor(database: Database, cycles: CycleQueries, rubrics: RubricQueries, clock: Clock) {
    this.database = database;
    this.cycles = cycles;
    this.rubrics = rubrics;
    this.clock = clock;
  }

  async view(cycleId: string, actor: Actor, tiers?: readonly Tier[]): Promise<DecisionView> {
    const cycle = await this.cycles.view(cycleId, actor);
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    const evaluations = await this.evaluations(cycleId);
    const proposal = proposalOf(rubric, cycle.excellentCapPercent, evaluations);
    const proposed = new Map(proposal.grades.map((grade) => [grade.id, grade]));
    const count = (grade: Grade | null) => evaluations.filter((one) => one.grade === grade).length;
    return {
      cycle,
      thresholds: rubric.thresholds,
      tiers: proposal.tiers.map((cap) => ({
        ...cap,
        tie: [...cap.tie],
        decided: evaluations.filter(({ tier, grade }) => tier === cap.tier && grade === 'excellent').length,
      })),
      vetoes: [...rubric.vetoes],
      bonusItems: [...rubric.bonus.items],
      bonusCap: rubric.bonus.cap,
      counts: {
        excellent: count('excellent'),
        qualified: count('qualified'),
        failed: count('failed'),
        undecided: count(null),
      },
      rows: evaluations
        .filter(({ tier }) => tiers === undefined || tiers.includes(tier))
        .map((one) => this.row(one, proposed.get(one.id) as GradeProposal, rubric, cycle.state, actor))
        .toSorted((one, other) => (other.finalScore ?? -1) - (one.finalScore ?? -1)),
    };
  }

  /** Every evaluation of the cycle that takes part in the grading, by name. */
  evaluations(cycleId: string): Promise<DecidedEvaluation[]> {
    return this.database.rows<DecidedEvaluation>(sql`
      SELECT e.id, e.revision, e.state, e.studio_id AS "studioId", e.tier, e.base_score AS base, e.bonus_score AS bonus,
             e.bonus_items AS "bonusItems", e.groups, e.spread, e.grade, e.decision_reason AS "decisionReason", e.veto,
             ${studioBrief('e.tier')} AS studio,
             (SELECT count(*) FROM scoresheets sh
              WHERE sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed'))::int AS sheets
      FROM evaluations e JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}
      WHERE e.cycle_id = ${cycleId} AND e.state IN ('scored', 'missed', 'decided', 'published')
      ORDER BY ${byName}, e.id`);
  }

  private row(
    one: DecidedEvaluation,
    proposal: GradeProposal,
    rubric: Rubric,
    cycle: DecisionView['cycle']['state'],
    actor: Actor,
  ): DecisionRow {
    return {
      evaluationId: one.id,
      revision: one.revision,
      state: one.state,
      studio: one.studio,
      baseScore: one.base,
      bonus: one.bonus,
      bonusItems: one.bonusItems,
      finalScore: proposal.final,
      sheets: one.sheets,
      spread: one.spread,
      spreadOver: one.spread !== null && one.spread > rubric.spreadLimit,
      groupPercents: one.groups.map((group) => ({ group: group.group, percent: percentOf(group) })),
      rankInTier: proposal.rank,
      proposedGrade: proposal.grade,
      reasons: proposal.reasons as DecisionRow['reasons'],
      outsideCap: proposal.outsideCap,
      inTie: proposal.inTie,
      grade: one.grade,
      decisionReason: one.decisionReason,
      veto: one.veto && {
        ...one.veto,
        text: rubric.vetoes.find(({ code }) => code === one.veto?.code)?.text ?? { zh: '', en: '' },
      },
      offers: offers(
        evaluationMachine,
        { state: one.state, studioId: one.studioId, closesAt: this.clock.now() },
        { actor, now: this.clock.now(), cycle, rubric, lines: [], sheets: { wanted: 0, submitted: 0, open: 0 } },
      )
        .filter(({ action }) => action === 'decide')
        .map(({ action, refusals }) => ({ action, refusals: [...refusals] as never })),
    };
  }
}

/** The rule's proposal for these evaluations; a veto already decided counts, so that it holds no place of 优秀. */
export const proposalOf = (
  rubric: Rubric,
  capPercent: number,
  evaluations: readonly DecidedEvaluation[],
): CycleProposal =>
  proposeGrades(
    rubric,
    capPercent,
    evaluations.map(({ id, tier, base, bonus, groups, veto }): GradedEvaluation => ({
      id,
      tier,
      base,
      bonus,
      groups,
      veto,
    })),
  );
