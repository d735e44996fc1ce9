import type { CheckMark, RectificationState } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface LockedCheck {
  readonly id: string;
  readonly state: 'draft' | 'submitted' | 'recused' | 'released';
  readonly revision: number;
  readonly rectificationId: string;
  readonly rectificationState: RectificationState;
  readonly studioId: string;
}

@Injectable()
export class RectificationCheckRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Locks the rectification first, like every other move. */
  async forUpdate(id: string, accountId: string): Promise<LockedCheck | undefined> {
    await this.database.rows(sql`
      SELECT r.id FROM rectifications r JOIN rectification_checks c ON c.rectification_id = r.id
      WHERE c.id = ${id} AND c.account_id = ${accountId} FOR UPDATE OF r`);
    return this.database.one<LockedCheck>(sql`
      SELECT c.id, c.state, c.revision, r.id AS "rectificationId", r.state AS "rectificationState",
             r.studio_id AS "studioId"
      FROM rectification_checks c JOIN rectifications r ON r.id = c.rectification_id
      WHERE c.id = ${id} AND c.account_id = ${accountId} AND c.round = r.round FOR UPDATE OF c`);
  }

  heldIn(rectificationId: string, round: number): Promise<{ id: string; accountId: string; state: string }[]> {
    return this.database.rows(sql`
      SELECT id, account_id AS "accountId", state FROM rectification_checks
      WHERE rectification_id = ${rectificationId} AND round = ${round} AND state IN ('draft', 'submitted') ORDER BY id`);
  }

  async insert(rectificationId: string, round: number, accountIds: readonly string[], at: Date): Promise<void> {
    await this.database.run(sql`
      INSERT INTO rectification_checks (rectification_id, round, account_id, assigned_at)
      SELECT ${rectificationId}::uuid, ${round}::int, account, ${at}::timestamptz FROM unnest(${accountIds}::uuid[]) AS account`);
  }

  async release(ids: readonly string[]): Promise<void> {
    await this.database.run(sql`
      UPDATE rectification_checks SET state = 'released', revision = revision + 1 WHERE id = ANY(${ids}::uuid[])`);
  }

  async close(id: string, state: 'submitted' | 'recused', at: Date, reason: string | null = null): Promise<void> {
    await this.database.run(sql`
      UPDATE rectification_checks SET state = ${state}, revision = revision + 1, ended_reason = ${reason},
        submitted_at = CASE WHEN ${state} = 'submitted' THEN ${at}::timestamptz END WHERE id = ${id}`);
  }

  marksOf(checkId: string): Promise<CheckMark[]> {
    return this.database.rows<CheckMark>(
      sql`SELECT item, score, done, comment FROM rectification_marks WHERE check_id = ${checkId}`,
    );
  }

  /** Kept under the mark's own revision; the very same once more is kept and changes nothing. */
  async saveMark(
    checkId: string,
    { item, score, done, comment, revision }: CheckMark & { readonly revision: number },
    at: Date,
  ): Promise<{ kept: boolean; changed: boolean }> {
    const saved = await this.database.one<{ revision: number }>(sql`
      INSERT INTO rectification_marks AS m (check_id, item, score, done, comment, revision, saved_at)
      SELECT ${checkId}::uuid, ${item}, ${score}::int, ${done}::boolean, ${comment}, 1, ${at}::timestamptz
      WHERE ${revision}::int = 0 OR EXISTS (SELECT FROM rectification_marks k WHERE k.check_id = ${checkId} AND k.item = ${item})
      ON CONFLICT (check_id, item) DO UPDATE SET score = excluded.score, done = excluded.done,
        comment = excluded.comment, revision = m.revision + 1, saved_at = excluded.saved_at
      WHERE m.revision = ${revision}::int RETURNING m.revision`);
    if (saved) return { kept: true, changed: true };
    const same = await this.database.one(sql`
      SELECT 1 FROM rectification_marks WHERE check_id = ${checkId} AND item = ${item} AND revision = ${revision + 1}::int
        AND score IS NOT DISTINCT FROM ${score}::int AND done IS NOT DISTINCT FROM ${done}::boolean AND comment = ${comment}`);
    return { kept: same !== undefined, changed: false };
  }

  async declareConflict(accountId: string, studioId: string, reason: string, at: Date): Promise<void> {
    await this.database.run(sql`
      INSERT INTO declared_conflicts (account_id, studio_id, reason, declared_at, declared_by)
      VALUES (${accountId}, ${studioId}, ${reason}, ${at}, ${accountId})
      ON CONFLICT (account_id, studio_id) DO UPDATE SET reason = excluded.reason`);
  }
}
