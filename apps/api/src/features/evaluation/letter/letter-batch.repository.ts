import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface TakenBatch {
  readonly id: string;
  readonly cycleId: string;
  readonly requestedBy: string;
  readonly cycle: string;
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

  async insert(cycleId: string, total: number, by: string, at: Date): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO letter_batches (cycle_id, total, requested_by, requested_at, touched_at)
      VALUES (${cycleId}, ${total}, ${by}, ${at}, ${at}) RETURNING id`);
    return (row as { id: string }).id;
  }

  /** Takes a batch that waits, or one whose server has given no sign of life since; undefined when somebody works on it. */
  take(id: string, now: Date, silentSince: Date): Promise<TakenBatch | undefined> {
    return this.database.one<TakenBatch>(sql`
      UPDATE letter_batches b SET state = 'running', done = 0, problems = '[]', touched_at = ${now}
      FROM evaluation_cycles c
      WHERE b.id = ${id} AND c.id = b.cycle_id
        AND (b.state = 'queued' OR b.state = 'running' AND b.touched_at < ${silentSince})
      RETURNING b.id, b.cycle_id AS "cycleId", b.requested_by AS "requestedBy", c.title AS cycle`);
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
