import type { MaterialView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { applicationVisibleTo } from './application-fragments.ts';

/** Verified activities of the studio that applies: what deeds and report are written from. */
@Injectable()
export class ApplicationMaterialQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  of(actor: Actor, id: string): Promise<MaterialView[]> {
    return this.database.rows<MaterialView>(sql`
      SELECT v.id, v.kind, v.title, v.summary, v.started_on AS "startedOn", v.ended_on AS "endedOn"
      FROM applications a JOIN activities v ON v.studio_id = a.studio_id AND v.state = 'verified'
      WHERE a.id = ${id} AND ${applicationVisibleTo(actor)} ORDER BY v.started_on DESC, v.id LIMIT 100`);
  }
}
