import type {
  CorrectionKind,
  CorrectionState,
  EvaluationState,
  GradeReason,
  Outcome,
} from '@jianglian/domain/evaluation';
import type { Grade, Standing } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface LockedCorrection {
  readonly id: string;
  readonly evaluationId: string;
  readonly kind: CorrectionKind;
  readonly state: CorrectionState;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly reason: string;
  readonly clause: string | null;
  readonly proposedBy: string;
  readonly revision: number;
}

export interface ProposedCorrection {
  readonly evaluationId: string;
  readonly kind: CorrectionKind;
  readonly objectionId: string | null;
  readonly before: Outcome;
  readonly after: Outcome;
  readonly reason: string;
  readonly clause: string | null;
  readonly by: string;
  readonly at: Date;
}

/** The result as it stands, with what a correction asks about it. */
export interface StandingResult extends Outcome {
  readonly state: EvaluationState;
  readonly studioId: string;
  readonly standing: Standing;
  readonly veto: { readonly reason: string } | null;
  readonly open: number;
}

@Injectable()
export class CorrectionRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async forUpdate(id: string): Promise<LockedCorrection> {
    const row = await this.database.one<LockedCorrection>(sql`
      SELECT id, evaluation_id AS "evaluationId", kind, state, before, after, reason, clause,
             proposed_by AS "proposedBy", revision
      FROM evaluation_corrections WHERE id = ${id} FOR UPDATE`);
    if (!row) throw new NotFoundError('correction');
    return row;
  }

  async evaluationOf(id: string): Promise<string> {
    const row = await this.database.one<{ id: string }>(
      sql`SELECT evaluation_id AS id FROM evaluation_corrections WHERE id = ${id}`,
    );
    if (!row) throw new NotFoundError('correction');
    return row.id;
  }

  async standing(evaluationId: string): Promise<StandingResult> {
    const row = await this.database.one<StandingResult>(sql`
      SELECT e.state, e.studio_id AS "studioId", s.standing, e.grade, e.final_score AS score, e.veto,
             (SELECT count(*) FROM evaluation_corrections k
              WHERE k.evaluation_id = e.id AND k.state = 'proposed')::int AS open
      FROM evaluations e JOIN studios s ON s.id = e.studio_id WHERE e.id = ${evaluationId}`);
    if (!row) throw new NotFoundError('evaluation');
    return row;
  }

  async insert(proposed: ProposedCorrection): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO evaluation_corrections (evaluation_id, kind, objection_id, before, after, reason, clause, proposed_by,
                                          proposed_at)
      VALUES (${proposed.evaluationId}, ${proposed.kind}, ${proposed.objectionId}, ${JSON.stringify(proposed.before)},
              ${JSON.stringify(proposed.after)}, ${proposed.reason}, ${proposed.clause}, ${proposed.by}, ${proposed.at})
      RETURNING id`);
    return (row as { id: string }).id;
  }

  async settle(
    id: string,
    settled: { state: CorrectionState; by: string; at: Date; documentNumber: string | null; on: string | null },
  ): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluation_corrections SET state = ${settled.state}, released_by = ${settled.by},
        released_at = ${settled.at}, document_number = ${settled.documentNumber}, effective_on = ${settled.on},
        revision = revision + 1 WHERE id = ${id}`);
  }

  /** The new result takes the old one's place; what the rule and the panel found stays in the reasons beside it. */
  async apply(evaluationId: string, state: EvaluationState, after: Outcome, reason: GradeReason): Promise<void> {
    await this.database.run(sql`
      UPDATE evaluations SET state = ${state}, grade = ${after.grade}, final_score = ${after.score},
        veto = CASE WHEN ${after.grade}::text = 'failed' THEN veto END,
        reasons = reasons || ${JSON.stringify([reason])}::jsonb, revision = revision + 1
      WHERE id = ${evaluationId}`);
  }

  /** Grade and day that counted before the result that is taken back. */
  async before(studioId: string, evaluationId: string): Promise<{ grade: Grade | null; evaluatedOn: string | null }> {
    const row = await this.database.one<{ grade: Grade; evaluatedOn: string }>(sql`
      SELECT CASE v.kind WHEN 'evaluated' THEN v.facts ->> 'grade' WHEN 'objection-upheld' THEN v.facts -> 'grade' ->> 'to'
               ELSE 'qualified' END AS grade,
             CASE v.kind WHEN 'objection-upheld' THEN (
               SELECT max(w.happened_on) FROM studio_events w
               WHERE w.studio_id = v.studio_id AND w.kind = 'evaluated' AND w.position < v.position)
             ELSE v.happened_on END AS "evaluatedOn"
      FROM studio_events v
      WHERE v.studio_id = ${studioId} AND v.kind IN ('evaluated', 'objection-upheld', 'rectification-passed')
        AND v.position < (
          SELECT min(p.position) FROM studio_events p JOIN evaluations e ON e.studio_id = p.studio_id
          WHERE e.id = ${evaluationId} AND p.kind = 'evaluated' AND p.document_number = e.document_number)
      ORDER BY v.position DESC LIMIT 1`);
    return row ?? { grade: null, evaluatedOn: null };
  }
}
