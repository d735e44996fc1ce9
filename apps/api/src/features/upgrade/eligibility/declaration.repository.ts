import type { Declaration } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface NewDeclaration extends Declaration {
  readonly source: string;
  readonly fileId: string | null;
}

export interface StoredForConfirmation {
  readonly studioId: string;
  readonly recommenderId: string;
  readonly fact: string;
  readonly declaredBy: string;
  readonly confirmedAt: string | null;
  readonly latest: boolean;
}

@Injectable()
export class DeclarationRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Declarations of one studio take turns: false where there is no such running studio. */
  async lockStudio(studioId: string): Promise<boolean> {
    const row = await this.database.one(sql`
      SELECT 1 FROM studios WHERE id = ${studioId} AND standing IN ('active', 'rectifying') FOR UPDATE`);
    return row !== undefined;
  }

  async insert(studioId: string, said: NewDeclaration, by: { accountId: string; at: Date }): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO declared_facts (studio_id, fact, value, holds_on, source, file_id, position, declared_by, declared_at)
      SELECT ${studioId}, ${said.fact}, ${JSON.stringify(said.value)}::jsonb, ${said.holdsOn}, ${said.source},
             ${said.fileId}::uuid, 1 + coalesce(max(position), 0), ${by.accountId}, ${by.at}
      FROM declared_facts WHERE studio_id = ${studioId} AND fact = ${said.fact}
      RETURNING id`);
    return row!.id;
  }

  /** Locks the declaration. */
  forConfirmation(id: string): Promise<StoredForConfirmation | undefined> {
    return this.database.one<StoredForConfirmation>(sql`
      SELECT d.studio_id AS "studioId", s.recommender_id AS "recommenderId", d.fact, d.declared_by AS "declaredBy",
             d.confirmed_at AS "confirmedAt",
             NOT EXISTS (SELECT FROM declared_facts n
                         WHERE n.studio_id = d.studio_id AND n.fact = d.fact AND n.position > d.position) AS latest
      FROM declared_facts d JOIN studios s ON s.id = d.studio_id WHERE d.id = ${id} FOR UPDATE OF d`);
  }

  async confirm(id: string, by: { accountId: string; at: Date }): Promise<void> {
    await this.database.run(sql`
      UPDATE declared_facts SET confirmed_by = ${by.accountId}, confirmed_at = ${by.at} WHERE id = ${id}`);
  }
}
