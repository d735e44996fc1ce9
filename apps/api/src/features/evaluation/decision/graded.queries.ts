import type { DecisionRow } from '@jianglian/contracts/evaluation';
import type {
  CycleProposal,
  EvaluationState,
  GradedEvaluation,
  GroupOutcome,
  Rubric,
} from '@jianglian/domain/evaluation';
import { proposeGrades } from '@jianglian/domain/evaluation';
import type { Grade, Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';

/** An evaluation as the decision needs it, and nothing more: a cycle has two thousand of them. */
export interface DecidedEvaluation {
  readonly id: string;
  readonly revision: number;
  readonly state: EvaluationState;
  readonly studioId: string;
  readonly studioName: string;
  readonly tier: Tier;
  readonly base: number | null;
  readonly bonus: number;
  readonly groups: readonly GroupOutcome[];
  readonly grade: Grade | null;
  /** As it was decided or corrected; null before. */
  readonly final: number | null;
  readonly veto: { readonly code: string; readonly reason: string; readonly fileId: string } | null;
}

/** What a row of the page says beyond that. */
export interface DecisionDetail extends Pick<
  DecisionRow,
  'studio' | 'bonusItems' | 'spread' | 'sheets' | 'decisionReason'
> {
  readonly id: string;
}

/** Only what is scored, missed or decided takes part in the grading: nothing half-way shows. */
@Injectable()
export class GradedQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  evaluations(cycleId: string): Promise<DecidedEvaluation[]> {
    return this.database.rows<DecidedEvaluation>(sql`
      SELECT e.id, e.revision, e.state, e.studio_id AS "studioId", s.name AS "studioName", e.tier,
             e.base_score AS base, e.bonus_score AS bonus, e.groups, e.grade, e.final_score AS final, e.veto
      FROM evaluations e JOIN studios s ON s.id = e.studio_id
      WHERE e.cycle_id = ${cycleId}
        AND e.state IN ('scored', 'missed', 'decided', 'announced', 'published', 'retracted')`);
  }

  async details(ids: readonly string[]): Promise<ReadonlyMap<string, DecisionDetail>> {
    const rows = await this.database.rows<DecisionDetail>(sql`
      SELECT e.id, ${studioBrief('e.tier')} AS studio, e.bonus_items AS "bonusItems", e.spread,
             e.decision_reason AS "decisionReason",
             (SELECT count(*) FROM scoresheets sh
              WHERE sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed'))::int AS sheets
      FROM evaluations e JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}
      WHERE e.id = ANY(${ids}::uuid[])`);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

export const gradedOf = ({ id, tier, base, bonus, groups, veto }: DecidedEvaluation): GradedEvaluation => ({
  id,
  tier,
  base,
  bonus,
  groups,
  veto,
});

/** The rule's proposal for these evaluations; a veto already decided counts, so that it holds no place of 优秀. */
export const proposalOf = (
  rubric: Rubric,
  capPercent: number,
  evaluations: readonly DecidedEvaluation[],
): CycleProposal => proposeGrades(rubric, capPercent, evaluations.map(gradedOf));
