import type { ReportSchedule } from '@jianglian/domain/activity';
import { oldDraftDays } from '@jianglian/domain/insight';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { closingOf } from '../evaluation/index.ts';
import { owedReports } from './owed-reports.ts';
import { type FoundTask, taskOf, type TaskRow, withoutProcedure } from './task-source.ts';

/** What a studio has to do, and what it waits for. */
@Injectable()
export class StudioTasks {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async of(studioIds: readonly string[], schedule: ReportSchedule): Promise<FoundTask[]> {
    if (studioIds.length === 0) return [];
    const mine = sql`s.id = ANY(${studioIds}::uuid[])`;
    const [returned, drafts, reports, evaluations, rectifications, unverified] = await Promise.all([
      this.database.rows<TaskRow>(sql`
        SELECT 'activity' AS "subjectType", a.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
          a.submitted_at AS since, jsonb_build_object('title', a.title, 'reason', a.return_reason) AS params
        FROM activities a JOIN studios s ON s.id = a.studio_id
        WHERE ${mine} AND a.state = 'returned' ORDER BY a.submitted_at LIMIT 50`),
      this.database.rows<TaskRow>(sql`
        SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
          min(a.created_at) AS since, jsonb_build_object('count', count(*)) AS params
        FROM activities a JOIN studios s ON s.id = a.studio_id
        WHERE ${mine} AND a.state = 'draft' AND a.created_at < ${this.daysAgo(oldDraftDays)} GROUP BY s.id`),
      this.database.rows<TaskRow>(sql`
        SELECT 'report' AS "subjectType", concat_ws('-', o.studio_id, o.kind, o.year) AS "subjectId",
          o.studio_id AS "studioId", o.studio_name AS "studioName", o.due,
          jsonb_build_object('report', o.kind, 'year', o.year) AS params
        FROM (${owedReports(schedule, this.clock.today(), mine)}) o`),
      this.evaluations(studioIds),
      this.database.rows<TaskRow>(sql`
        SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
          (SELECT max(e.facts ->> 'until') FROM studio_events e
           WHERE e.studio_id = s.id AND e.kind IN ('rectification-ordered', 'rectification-extended')) AS due
        FROM studios s WHERE ${mine} AND s.standing = 'rectifying' AND ${withoutProcedure}`),
      this.database.rows<TaskRow>(sql`
        SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
          min(a.submitted_at) AS since, jsonb_build_object('count', count(*), 'by', r.name) AS params
        FROM activities a JOIN studios s ON s.id = a.studio_id JOIN recommenders r ON r.id = s.recommender_id
        WHERE ${mine} AND a.state = 'submitted' GROUP BY s.id, r.name`),
    ]);
    return [
      ...returned.map((row) => taskOf('activity-returned', row)),
      ...drafts.map((row) => taskOf('activity-draft', row)),
      ...reports.map((row) => taskOf('report-due', row)),
      ...evaluations,
      ...rectifications.map((row) => taskOf('rectification', row)),
      ...unverified.map((row) => taskOf('activities-unverified', row)),
    ];
  }

  private async evaluations(studioIds: readonly string[]): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow & { writing: boolean; returned: boolean }>(sql`
      SELECT 'evaluation' AS "subjectType", e.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        e.state = 'self-evaluating' AS writing, coalesce(o.state = 'returned', false) AS returned,
        CASE e.state WHEN 'self-evaluating' THEN ${closingOf('selfEvaluation')}
          ELSE ${closingOf('scoring')} END AS due,
        jsonb_build_object('cycle', c.title, 'done', sheets.done, 'of', sheets.held,
          'reason', coalesce(o.return_reason, '')) AS params
      FROM evaluations e JOIN studios s ON s.id = e.studio_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      LEFT JOIN opinions o ON o.evaluation_id = e.id
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE sh.state IN ('submitted', 'sealed')) AS done,
               count(*) FILTER (WHERE sh.state IN ('draft', 'submitted', 'sealed')) AS held
        FROM scoresheets sh WHERE sh.evaluation_id = e.id) sheets
      WHERE s.id = ANY(${studioIds}::uuid[]) AND c.state IN ('self-evaluation', 'scoring')
        AND e.state IN ('self-evaluating', 'submitted')`);
    return rows.map(({ writing, returned, ...row }) =>
      taskOf(writing ? (returned ? 'self-evaluation-returned' : 'self-evaluation') : 'evaluation-scoring', row),
    );
  }

  private daysAgo(days: number): Date {
    return new Date(this.clock.now().getTime() - days * 86_400_000);
  }
}
