import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

/** Site visits that are planned and not written down, for each of those who go. */
@Injectable()
export class VisitTasks {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async of(accountId: string | undefined): Promise<FoundTask[]> {
    if (accountId === undefined) return [];
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'site-visit' AS "subjectType", v.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        v.planned_on AS due, jsonb_build_object('cycle', c.title) AS params
      FROM site_visit_visitors w JOIN site_visits v ON v.id = w.visit_id JOIN evaluations e ON e.id = v.evaluation_id
      JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      WHERE w.account_id = ${accountId} AND v.state = 'planned' AND c.state IN ('scoring', 'deciding')
      ORDER BY v.planned_on, v.id LIMIT 50`);
    return rows.map((row) => taskOf('visit-to-make', row));
  }
}
