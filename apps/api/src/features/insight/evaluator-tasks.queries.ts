import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';
import { closingOf } from '../evaluation/index.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

/** One task per cycle: how many of the evaluator's own sheets are in, and until when the rest has time. */
@Injectable()
export class EvaluatorTasks {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async of(accountId: string | undefined): Promise<FoundTask[]> {
    if (accountId === undefined) return [];
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'cycle' AS "subjectType", c.id AS "subjectId", min(${closingOf('scoring')}) FILTER (WHERE sh.state = 'draft' AND e.state = 'submitted') AS due,
        jsonb_build_object('cycle', c.title, 'done', count(*) FILTER (WHERE sh.state = 'submitted'), 'of', count(*),
          'left', count(*) FILTER (WHERE sh.state = 'draft' AND e.state = 'submitted')) AS params
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      WHERE sh.account_id = ${accountId} AND sh.state IN ('draft', 'submitted') AND c.state = 'scoring'
        AND e.state IN ('submitted', 'scored')
      GROUP BY c.id HAVING count(*) FILTER (WHERE sh.state = 'draft' AND e.state = 'submitted') > 0`);
    return [...rows.map((row) => taskOf('sheets-to-score', row)), ...(await this.reviews(accountId))];
  }

  /** One task per round: applications to score while it is in review. */
  private async reviews(accountId: string): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'round' AS "subjectType", r.id AS "subjectId", t.closes_at AS due,
        jsonb_build_object('round', r.title, 'done', count(*) FILTER (WHERE sh.state = 'submitted'), 'of', count(*),
          'left', count(*) FILTER (WHERE sh.state = 'draft')) AS params
      FROM review_sheets sh JOIN applications a ON a.id = sh.application_id JOIN upgrade_rounds r ON r.id = a.round_id
      LEFT JOIN review_settings t ON t.round_id = r.id
      WHERE sh.account_id = ${accountId} AND sh.state IN ('draft', 'submitted') AND a.state = 'accepted'
        AND r.state = 'reviewing'
      GROUP BY r.id, t.closes_at HAVING count(*) FILTER (WHERE sh.state = 'draft') > 0`);
    return rows.map((row) => taskOf('reviews-to-score', row));
  }
}
