import type { ProvenLine } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import type { Submission } from './submission.ts';

/** Each version of a self-evaluation that was handed in. */
@Injectable()
export class SubmissionQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  all(evaluationId: string): Promise<Submission[]> {
    return this.database.rows<Submission>(sql`
      SELECT number, submitted_at AS at, late, digest FROM self_evaluation_submissions
      WHERE evaluation_id = ${evaluationId} ORDER BY number`);
  }

  /** The lines as they were handed in last; nothing before the first time. */
  async last(evaluationId: string): Promise<readonly ProvenLine[] | undefined> {
    const row = await this.database.one<{ lines: readonly ProvenLine[] }>(sql`
      SELECT lines FROM self_evaluation_submissions
      WHERE evaluation_id = ${evaluationId} ORDER BY number DESC LIMIT 1`);
    return row?.lines;
  }
}
