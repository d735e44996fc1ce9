import type { AppliedTier } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface WaiverPlace {
  readonly studioId: string;
  readonly target: AppliedTier;
  readonly year: number;
}

@Injectable()
export class WaiverRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Rules waived now for a studio, target and year; undefined: there is no such running studio. Locks the studio. */
  async waived({ studioId, target, year }: WaiverPlace): Promise<readonly string[] | undefined> {
    const studio = await this.database.one(sql`
      SELECT 1 FROM studios WHERE id = ${studioId} AND standing IN ('active', 'rectifying') FOR UPDATE`);
    if (!studio) return undefined;
    const rows = await this.database.rows<{ rule: string }>(sql`
      SELECT rule FROM upgrade_waivers
      WHERE studio_id = ${studioId} AND target = ${target} AND year = ${year} AND ended_at IS NULL`);
    return rows.map(({ rule }) => rule);
  }

  async insert(
    { studioId, target, year }: WaiverPlace,
    given: { rule: string; reason: string; accountId: string; at: Date },
  ): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO upgrade_waivers (studio_id, rule, target, year, reason, given_by, given_at)
      VALUES (${studioId}, ${given.rule}, ${target}, ${year}, ${given.reason}, ${given.accountId}, ${given.at})
      RETURNING id`);
    return row!.id;
  }

  forUpdate(id: string) {
    return this.database.one<{ studioId: string; rule: string; target: AppliedTier; endedAt: string | null }>(sql`
      SELECT studio_id AS "studioId", rule, target, ended_at AS "endedAt" FROM upgrade_waivers
      WHERE id = ${id} FOR UPDATE`);
  }

  async end(id: string, ended: { reason: string; accountId: string; at: Date }): Promise<void> {
    await this.database.run(sql`
      UPDATE upgrade_waivers SET ended_by = ${ended.accountId}, ended_at = ${ended.at}, end_reason = ${ended.reason}
      WHERE id = ${id}`);
  }
}
