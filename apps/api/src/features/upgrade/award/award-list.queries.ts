import type { AwardListRow, AwardListView } from '@jianglian/contracts/upgrade';
import { publicityEndsAt } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

/** What is out: the candidates during publicity, afterwards who was awarded. Declined ones are on no list. */
const onList = sql`(
  w.outcome = 'award' AND (r.state = 'publicity' AND a.state = 'accepted' OR w.published_on IS NOT NULL))`;

/** 公示 and the published awards, for anybody: name, unit, occupation and tier only. */
@Injectable()
export class AwardListQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  lists(): Promise<AwardListView[]> {
    return this.stages(sql`TRUE`);
  }

  async list(id: string): Promise<AwardListView & { rows: AwardListRow[] }> {
    const [view] = await this.stages(sql`r.id = ${id}`);
    if (!view) throw new NotFoundError('publicity');
    const rows = await this.database.rows<AwardListRow>(sql`
      SELECT a.id, a.studio_name AS "studioName", a.master_name AS "masterName", a.host_unit_name AS "hostUnitName",
             a.occupation_name AS "occupationName", a.target AS tier, a.kind, w.document_number AS "documentNumber"
      FROM application_awards w JOIN applications a ON a.id = w.application_id JOIN upgrade_rounds r ON r.id = a.round_id
      WHERE r.id = ${id} AND ${onList}
      ORDER BY CASE a.target WHEN 'national' THEN 1 WHEN 'chief' THEN 2 ELSE 3 END,
               a.studio_name COLLATE "zh-Hans-CN-x-icu", a.id`);
    return { ...view, rows };
  }

  private async stages(where: Sql): Promise<AwardListView[]> {
    const rows = await this.database.rows<Omit<AwardListView, 'publicityEndsAt'>>(sql`
      SELECT r.id, r.title, r.year, r.state AS stage,
             (r.released_at AT TIME ZONE 'Asia/Shanghai')::date AS "publicityFrom",
             r.publicity_until AS "publicityUntil",
             CASE WHEN r.state = 'publicity' THEN r.publicity_contact END AS contact,
             r.award_document_number AS "documentNumber", r.awarded_on AS "awardedOn",
             count(w.application_id) FILTER (WHERE ${onList})::int AS studios,
             count(w.application_id) FILTER (
               WHERE r.state = 'published' AND w.outcome = 'award' AND w.published_on IS NULL
                 AND a.state = 'accepted')::int AS pending
      FROM upgrade_rounds r LEFT JOIN application_awards w ON w.round_id = r.id
      LEFT JOIN applications a ON a.id = w.application_id
      WHERE r.state IN ('publicity', 'published') AND ${where}
      GROUP BY r.id ORDER BY r.state = 'publicity' DESC, r.year DESC, r.created_at DESC`);
    return rows.map((row) => ({
      ...row,
      publicityEndsAt: row.publicityUntil && publicityEndsAt(row.publicityUntil).toISOString(),
    }));
  }
}
