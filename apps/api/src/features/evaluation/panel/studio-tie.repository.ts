import { Injectable } from '@nestjs/common';
import { Database, sql, violates } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface NewTie {
  readonly studioId: string;
  readonly otherId: string;
  readonly source: string;
  readonly since: string;
}

@Injectable()
export class StudioTieRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Undefined when it is there already. */
  async insert({ studioId, otherId, source, since }: NewTie, by: string, at: Date): Promise<string | undefined> {
    try {
      const row = await this.database.one<{ id: string }>(sql`
        INSERT INTO studio_ties (studio_id, other_id, source, since, recorded_by, recorded_at)
        VALUES (least(${studioId}::uuid, ${otherId}::uuid), greatest(${studioId}::uuid, ${otherId}::uuid), ${source},
                ${since}, ${by}, ${at}) ON CONFLICT DO NOTHING RETURNING id`);
      return row?.id;
    } catch (error) {
      if (violates(error, 'tie_studio_exists') || violates(error, 'tie_other_exists'))
        throw new NotFoundError('studio');
      throw error;
    }
  }

  /** False when somebody was quicker. */
  async end(id: string, revision: number, endedOn: string, reason: string): Promise<boolean> {
    return (
      (await this.database.run(sql`
        UPDATE studio_ties SET ended_on = ${endedOn}, ended_reason = ${reason}, revision = revision + 1
        WHERE id = ${id} AND revision = ${revision} AND ended_on IS NULL`)) === 1
    );
  }
}
