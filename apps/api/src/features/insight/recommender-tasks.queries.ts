import type { ReportSchedule } from '@jianglian/domain/activity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { closingOf } from '../evaluation/index.ts';
import { owedReports } from './owed-reports.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

/** The self-evaluation is in and its recommender has said nothing yet. */
export const opinionIsOpen = sql`
  c.state IN ('self-evaluation', 'scoring') AND e.state IN ('submitted', 'scored')
  AND coalesce(o.state, 'pending') = 'pending'`;

/** What a recommending unit has to verify, studio by studio, and whose reports it still waits for. */
@Injectable()
export class RecommenderTasks {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async of(recommenderIds: readonly string[], schedule: ReportSchedule): Promise<FoundTask[]> {
    if (recommenderIds.length === 0) return [];
    const ours = sql`s.recommender_id = ANY(${recommenderIds}::uuid[])`;
    const today = this.clock.today();
    const [unverified, late, opinions] = await Promise.all([
      this.database.rows<TaskRow>(sql`
        SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
          min(a.submitted_at) AS since, jsonb_build_object('count', count(*)) AS params
        FROM activities a JOIN studios s ON s.id = a.studio_id
        WHERE ${ours} AND a.state = 'submitted' GROUP BY s.id`),
      this.database.rows<TaskRow>(sql`
        SELECT 'studio' AS "subjectType", o.studio_id AS "subjectId", o.studio_id AS "studioId",
          o.studio_name AS "studioName", min(o.due) AS due, jsonb_build_object('count', count(*), 'year', (array_agg(o.year ORDER BY o.due))[1]) AS params
        FROM (${owedReports(schedule, today, ours)}) o WHERE o.due < ${today}
        GROUP BY o.studio_id, o.studio_name`),
      this.database.rows<TaskRow>(sql`
        SELECT 'cycle' AS "subjectType", c.id AS "subjectId", min(${closingOf('opinion')}) AS due,
          min(e.self_submitted_at) AS since, jsonb_build_object('cycle', c.title, 'count', count(*)) AS params
        FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
        LEFT JOIN opinions o ON o.evaluation_id = e.id
        WHERE ${ours} AND ${opinionIsOpen} AND ${closingOf('opinion')} > ${this.clock.now()} GROUP BY c.id`),
    ]);
    return [
      ...unverified.map((row) => taskOf('activities-to-verify', row)),
      ...late.map((row) => taskOf('reports-late', row)),
      ...opinions.map((row) => taskOf('opinions-to-give', row)),
    ];
  }
}
