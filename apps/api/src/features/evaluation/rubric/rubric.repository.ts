import type { Rubric } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface LockedRubric {
  readonly version: string;
  readonly content: Rubric;
  readonly revision: number;
  readonly publishedAt: string | null;
}

/** Who saves, and when. */
export interface Saved {
  readonly accountId: string;
  readonly at: Date;
}

@Injectable()
export class RubricRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async forUpdate(version: string): Promise<LockedRubric> {
    const row = await this.database.one<LockedRubric>(sql`
      SELECT version, content, revision, published_at AS "publishedAt" FROM rubrics
      WHERE version = ${version} FOR UPDATE`);
    if (!row) throw new NotFoundError('rubric');
    return row;
  }

  /** False when there is a version of this name already. */
  async insert(content: Rubric, copiedFrom: string, { accountId, at }: Saved): Promise<boolean> {
    const count = await this.database.run(sql`
      INSERT INTO rubrics (version, content, copied_from, saved_at, account_id, purpose)
      SELECT ${content.version}, ${JSON.stringify(content)}, ${copiedFrom}, ${at}, ${accountId}, purpose
      FROM rubrics WHERE version = ${copiedFrom}
      ON CONFLICT DO NOTHING`);
    return count === 1;
  }

  async save(content: Rubric, { accountId, at }: Saved): Promise<void> {
    await this.database.run(sql`
      UPDATE rubrics SET content = ${JSON.stringify(content)}, revision = revision + 1, saved_at = ${at},
        account_id = ${accountId} WHERE version = ${content.version}`);
  }

  async publish(version: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE rubrics SET published_at = ${at}, revision = revision + 1 WHERE version = ${version}`);
  }

  /** Copies of a draft that is thrown away name its own original instead. */
  async discard(version: string): Promise<void> {
    await this.database.run(sql`
      UPDATE rubrics SET copied_from = (SELECT copied_from FROM rubrics WHERE version = ${version})
      WHERE copied_from = ${version} AND published_at IS NULL`);
    await this.database.run(sql`DELETE FROM rubrics WHERE version = ${version}`);
  }
}
