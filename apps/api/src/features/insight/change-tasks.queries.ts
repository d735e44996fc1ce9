import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../platform/database/index.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

/** Applications for changes (三(三)): the studio's turn after a return, the recommender's, the office's. */
@Injectable()
export class ChangeTasks {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async ofStudios(studioIds: readonly string[]): Promise<FoundTask[]> {
    if (studioIds.length === 0) return [];
    const mine = sql`s.id = ANY(${studioIds}::uuid[])`;
    const [returned, awaited] = await Promise.all([
      this.load(sql`${mine} AND c.state = 'returned'`),
      this.load(sql`${mine} AND c.state IN ('submitted', 'endorsed')`),
    ]);
    return [
      ...returned.map((row) => taskOf('change-returned', row)),
      ...awaited.map((row) => taskOf('change-awaited', row)),
    ];
  }

  async ofRecommenders(recommenderIds: readonly string[]): Promise<FoundTask[]> {
    if (recommenderIds.length === 0) return [];
    const rows = await this.load(sql`s.recommender_id = ANY(${recommenderIds}::uuid[]) AND c.state = 'submitted'`);
    return rows.map((row) => taskOf('change-to-endorse', row));
  }

  async ofOffice(isOffice: boolean): Promise<FoundTask[]> {
    if (!isOffice) return [];
    const rows = await this.load(sql`c.state = 'endorsed'`);
    return rows.map((row) => taskOf('change-to-decide', row));
  }

  private load(where: Sql): Promise<TaskRow[]> {
    return this.database.rows<TaskRow>(sql`
      SELECT 'change' AS "subjectType", c.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        CASE c.state WHEN 'returned' THEN c.returned_at WHEN 'endorsed' THEN c.endorsed_at ELSE c.submitted_at END
          AS since,
        jsonb_build_object('change', c.kind, 'reason', coalesce(c.return_reason, '')) AS params
      FROM studio_changes c JOIN studios s ON s.id = c.studio_id WHERE ${where} ORDER BY c.submitted_at, c.id LIMIT 100`);
  }
}
