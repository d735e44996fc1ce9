import type { Named } from '@jianglian/domain/studio';
import { runningStandings } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';
import type { Home } from './studio.repository.ts';

/** What an award or act refers to, by its present name. */
@Injectable()
export class RegisterNames {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async recommenders(ids: readonly string[]): Promise<ReadonlyMap<string, Named>> {
    const rows = await this.database.rows<Named>(sql`
      SELECT id, name FROM recommenders WHERE id = ANY(${[...new Set(ids)]}::uuid[])`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Running studios by unit, occupation and tier; the key is the three with blanks between. */
  async twins(homes: readonly Home[]): Promise<Map<string, readonly Named[]>> {
    const wanted = homes.map(({ hostUnitId, occupationName, tier }) => ({
      host_unit_id: hostUnitId,
      occupation_name: occupationName,
      tier,
    }));
    const rows = await this.database.rows<Named & { key: string }>(sql`
      SELECT DISTINCT s.id, s.name, s.host_unit_id || ' ' || s.occupation_name || ' ' || s.tier AS key
      FROM studios s
      JOIN jsonb_populate_recordset(NULL::studios, ${JSON.stringify(wanted)}::jsonb) w
        USING (host_unit_id, occupation_name, tier)
      WHERE s.standing = ANY(${runningStandings}::text[])`);
    return Map.groupBy(rows, ({ key }) => key);
  }
}
