import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

/** What an archive is of. */
export const letterScopes = ['cycle', 'round'] as const;
export type LetterScope = (typeof letterScopes)[number];

export interface TakenBatch {
  readonly id: string;
  readonly scope: LetterScope;
  /** Of the cycle or the round. */
  readonly scopeId: string;
  readonly requestedBy: string;
}

export interface LetterProblem {
  readonly studio: string;
  readonly characters: string;
}

@Injectable()
export class LetterBatchRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async insert(scope: LetterScope, scopeId: string, total: number, by: string, at: Date): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO letter_batches (cycle_id, round_id, total, requested_by, requested_at, touched_at)
      VALUES (${scope === 'cycle' ? scopeId : null}, ${scope === 'round' ? scopeId : null}, ${total}, ${by}, ${at}, ${at}) RETURNING id`);
    return (row as { id: string }).id;
  }

  /** Takes a batch that waits, or one whose server has given no sign of life since; undefined when somebody works on it. */
  take(id: string, now: Date, silentSince: Date): Promise<TakenBatch | undefined> {
    return this.database.one<TakenBatch>(sql`
      UPDATE letter_batches b SET state = 'running', done = 0, problems = '[]', touched_at = ${now}
      WHERE b.id = ${id}
        AND (b.state = 'queued' OR b.state = 'running' AND b.touched_at < ${silentSince})
      RETURNING b.id, CASE WHEN b.cycle_id IS NULL THEN 'round' ELSE 'cycle' END AS scope,
                coalesce(b.cycle_id, b.round_id) AS "scopeId", b.requested_by AS "requestedBy"`);
  }

  async progress(id: string, done: number, problems: readonly LetterProblem[], now: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE letter_batches SET done = least(${done}, total), problems = ${JSON.stringify(problems)}, touched_at = ${now}
      WHERE id = ${id} AND state = 'running'`);
  }

  async finish(id: string, fileId: string | null, now: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE letter_batches SET state = ${fileId === null ? 'failed' : 'done'}, file_id = ${fileId},
        touched_at = ${now}, finished_at = ${now} WHERE id = ${id} AND state = 'running'`);
  }

  /** Batches nobody works on any more: their server went away. */
  async abandoned(silentSince: Date): Promise<readonly string[]> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM letter_batches WHERE state IN ('queued', 'running') AND touched_at < ${silentSince}`);
    return rows.map(({ id }) => id);
  }
}
