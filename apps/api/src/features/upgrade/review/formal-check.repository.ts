import type { FormalResult, JudgementAnswer } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql, violates } from '../../../platform/database/index.ts';

export interface NewJudgement {
  readonly applicationId: string;
  readonly item: string;
  /** Of the judgement before; 0: none. */
  readonly revision: number;
  readonly answer: JudgementAnswer;
  readonly remark: string;
  readonly by: string;
  readonly at: Date;
}

export interface NewReview {
  readonly applicationId: string;
  readonly outcome: 'accepted' | 'refused' | 'reinstated';
  readonly clause?: string;
  readonly reason?: string;
  readonly findings: FormalResult['items'];
  readonly by: string;
  readonly at: Date;
}

/** What people said and decided; both tables only ever grow. */
@Injectable()
export class FormalCheckRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** False when somebody was quicker: the last word of the item is not the one that was read. */
  async judge({ applicationId, item, revision, answer, remark, by, at }: NewJudgement): Promise<boolean> {
    try {
      const written = await this.database.run(sql`
        INSERT INTO review_judgements (application_id, item, revision, answer, remark, judged_by, judged_at)
        SELECT ${applicationId}, ${item}, ${revision + 1}, ${answer}, ${remark}, ${by}, ${at}
        WHERE (SELECT coalesce(max(revision), 0) FROM review_judgements
               WHERE application_id = ${applicationId} AND item = ${item}) = ${revision}`);
      return written === 1;
    } catch (error) {
      if (violates(error, 'review_judgements_pkey')) return false;
      throw error;
    }
  }

  /** Call with the application locked: reviews are counted. */
  async record({ applicationId, outcome, clause, reason, findings, by, at }: NewReview): Promise<void> {
    await this.database.run(sql`
      INSERT INTO application_reviews (application_id, position, outcome, clause, reason, findings, reviewed_by, reviewed_at)
      SELECT ${applicationId}, (SELECT count(*) + 1 FROM application_reviews WHERE application_id = ${applicationId}),
        ${outcome}, ${clause ?? null}, ${reason ?? null}, ${JSON.stringify(findings)}, ${by}, ${at}::timestamptz`);
  }
}
