import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { dueOf } from '../evaluation-fragments.ts';
import type { Submission } from './submission.ts';

/** Keeps each version of a self-evaluation that is handed in. */
@Injectable()
export class SubmissionRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Keeps the lines as they are now. Late is the first time after the due instant, never what follows a return. */
  async keep(evaluationId: string, at: Date, accountId: string): Promise<Submission> {
    return (await this.database.one<Submission>(sql`
      INSERT INTO self_evaluation_submissions (evaluation_id, number, submitted_at, late, lines, digest, account_id)
      SELECT e.id, before.count + 1, ${at}, before.count = 0 AND ${at}::timestamptz > ${dueOf('selfEvaluation')}, l.lines,
             upper(left(encode(sha256(convert_to(l.lines::text, 'UTF8')), 'hex'), 12)), ${accountId}
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count FROM self_evaluation_submissions x WHERE x.evaluation_id = e.id) before
      CROSS JOIN LATERAL (
        SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score, 'text', k.text,
                 'evidence', k.evidence) ORDER BY k.indicator), '[]') AS lines
        FROM self_evaluation_lines k WHERE k.evaluation_id = e.id) l
      WHERE e.id = ${evaluationId} RETURNING number, submitted_at AS at, late, digest`))!;
  }
}
