import type { Application } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { roundColumns, type RoundOfApplication, type StoredRound, windowsOf } from './application-fragments.ts';

export interface NewApplication extends Pick<Application, 'kind' | 'target' | 'exceptionGround' | 'studioId'> {
  readonly roundId: string;
  /** Of a new studio. */
  readonly hostUnitId: string | null;
  readonly recommenderId: string | null;
  readonly accountId: string;
  readonly at: Date;
}

/** Parts that are the same from year to year: one begins with what was said last time. */
const carriedOver = { upgrade: ['unit', 'master', 'team'], founding: ['unit'] } as const;

@Injectable()
export class ApplicationStartRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The round, held as it is until the unit ends. */
  async round(id: string): Promise<RoundOfApplication | undefined> {
    const row = await this.database.one<{ round: StoredRound }>(
      sql`SELECT ${roundColumns} AS round FROM upgrade_rounds r WHERE r.id = ${id} AND r.state <> 'draft' FOR SHARE`,
    );
    return row && { ...row.round, windows: windowsOf(row.round.windows) };
  }

  /** The unit that recommends in the district of the applying one. */
  async recommenderOfUnit(hostUnitId: string, today: string): Promise<string | undefined> {
    const row = await this.database.one<{ id: string }>(sql`
      SELECT w.id FROM host_units h JOIN recommenders w ON w.district_code = h.district_code AND w.kind = 'district'
      WHERE h.id = ${hostUnitId} AND (w.valid_from IS NULL OR w.valid_from <= ${today}::date) AND (w.valid_to IS NULL OR w.valid_to > ${today}::date)
      ORDER BY w.code LIMIT 1`);
    return row?.id;
  }

  /** Names are read from the registers; those of a studio to be come with its form. */
  async insert(start: NewApplication): Promise<string> {
    const row = (await this.database.one<{ id: string }>(sql`
      INSERT INTO applications (round_id, kind, target, exception_ground, studio_id, host_unit_id, recommender_id,
        studio_name, master_name, host_unit_name, occupation_name, created_by, created_at)
      SELECT ${start.roundId}, ${start.kind}, ${start.target}, ${start.exceptionGround}, s.id, h.id,
        coalesce(s.recommender_id, ${start.recommenderId}::uuid), coalesce(s.name, ''), coalesce(m.name, ''), h.name,
        s.occupation_name, ${start.accountId}, ${start.at}
      FROM host_units h LEFT JOIN studios s ON s.id = ${start.studioId}::uuid LEFT JOIN masters m ON m.id = s.master_id
      WHERE h.id = coalesce(s.host_unit_id, ${start.hostUnitId}::uuid) RETURNING id`))!;
    const target = { target: start.target, 'exception-ground': start.exceptionGround };
    await this.database.run(sql`
      INSERT INTO application_sections (application_id, section, content, saved_at, saved_by)
      VALUES (${row.id}, 'target', ${JSON.stringify(target)}::jsonb
        || jsonb_strip_nulls(jsonb_build_object('recommender', ${start.recommenderId}::text)), ${start.at},
        ${start.accountId})`);
    await this.carryOver(row.id, start);
    return row.id;
  }

  private async carryOver(id: string, { kind, studioId, hostUnitId, at, accountId }: NewApplication): Promise<void> {
    await this.database.run(sql`
      INSERT INTO application_sections (application_id, section, content, saved_at, saved_by)
      SELECT ${id}, x.section, x.content, ${at}, ${accountId}
      FROM application_sections x
      WHERE x.section = ANY(${carriedOver[kind]}::text[]) AND x.application_id = (
        SELECT a.id FROM applications a
        WHERE a.id <> ${id} AND a.kind = ${kind} AND a.submitted_at IS NOT NULL
          AND (a.studio_id = ${studioId}::uuid OR a.host_unit_id = ${hostUnitId}::uuid)
        ORDER BY a.submitted_at DESC, a.id LIMIT 1)`);
  }
}
