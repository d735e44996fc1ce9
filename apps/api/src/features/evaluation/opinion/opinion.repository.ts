import type { OpinionLine, OpinionState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { dueOf } from '../evaluation-fragments.ts';

/** The opinion as its machine asks for it; revision 0: no row yet. */
export interface StoredOpinion {
  readonly revision: number;
  readonly state: OpinionState;
  readonly recommenderId: string;
  readonly lines: readonly OpinionLine[];
  readonly comment: string;
  readonly returnedBefore: boolean;
  readonly returnDays: number;
  readonly sheetsHandedIn: number;
  readonly dueAt: Date;
}

@Injectable()
export class OpinionRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Of an evaluation that is locked already: whoever acts on an opinion locks the evaluation first. */
  async of(evaluationId: string): Promise<StoredOpinion> {
    const row = (await this.database.one<Omit<StoredOpinion, 'dueAt'> & { dueAt: string }>(sql`
      SELECT coalesce(o.revision, 0) AS revision, coalesce(o.state, 'pending') AS state,
             s.recommender_id AS "recommenderId", coalesce(o.lines, '[]') AS lines, coalesce(o.comment, '') AS comment,
             o.returned_at IS NOT NULL AS "returnedBefore", c.opinion_return_days AS "returnDays",
             (SELECT count(*) FROM scoresheets sh
              WHERE sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed'))::int AS "sheetsHandedIn",
             ${dueOf('opinion')} AS "dueAt"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      LEFT JOIN opinions o ON o.evaluation_id = e.id WHERE e.id = ${evaluationId}`))!;
    return { ...row, dueAt: new Date(row.dueAt) };
  }

  async save(evaluationId: string, { comment, lines }: Pick<StoredOpinion, 'comment' | 'lines'>): Promise<void> {
    await this.database.run(sql`
      INSERT INTO opinions (evaluation_id, comment, lines) VALUES (${evaluationId}, ${comment}, ${JSON.stringify(lines)})
      ON CONFLICT (evaluation_id) DO UPDATE
      SET comment = EXCLUDED.comment, lines = EXCLUDED.lines, revision = opinions.revision + 1`);
  }

  async give(
    evaluationId: string,
    state: OpinionState,
    given: { readonly at: Date; readonly accountId: string; readonly late: boolean },
  ): Promise<void> {
    const updated = await this.database.run(sql`
      UPDATE opinions SET state = ${state}, given_at = ${given.at}, given_by = ${given.accountId}, late = ${given.late},
        revision = revision + 1 WHERE evaluation_id = ${evaluationId}`);
    if (updated > 0) return;
    // Agreed with at once: nothing was drafted.
    await this.database.run(sql`
      INSERT INTO opinions (evaluation_id, state, given_at, given_by, late)
      VALUES (${evaluationId}, ${state}, ${given.at}, ${given.accountId}, ${given.late})`);
  }

  async return(
    evaluationId: string,
    given: { readonly at: Date; readonly accountId: string; readonly reason: string; readonly until: Date },
  ): Promise<void> {
    await this.database.run(sql`
      INSERT INTO opinions (evaluation_id, state, returned_at, returned_by, return_reason, return_until)
      VALUES (${evaluationId}, 'returned', ${given.at}, ${given.accountId}, ${given.reason}, ${given.until})
      ON CONFLICT (evaluation_id) DO UPDATE SET state = 'returned', returned_at = EXCLUDED.returned_at,
        returned_by = EXCLUDED.returned_by, return_reason = EXCLUDED.return_reason,
        return_until = EXCLUDED.return_until, revision = opinions.revision + 1`);
  }

  /** Open again; the draft of lines and comment stays, so that nothing is typed twice. */
  async reopen(evaluationId: string): Promise<void> {
    await this.database.run(sql`
      UPDATE opinions SET state = 'pending', given_at = NULL, given_by = NULL, late = false, revision = revision + 1
      WHERE evaluation_id = ${evaluationId} AND state <> 'pending'`);
  }
}
