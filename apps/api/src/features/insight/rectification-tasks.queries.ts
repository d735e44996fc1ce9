import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql, type Sql } from '../../platform/database/index.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

type RectificationTask = TaskRow & { readonly state: string; readonly side: 'studio' | 'office' | 'others' };

/** Who has to do what next in a rectification (四(四)), and whose move the others wait for. */
@Injectable()
export class RectificationTasks {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async ofStudios(studioIds: readonly string[]): Promise<FoundTask[]> {
    if (studioIds.length === 0) return [];
    const rows = await this.load(sql`s.id = ANY(${studioIds}::uuid[]) AND r.state <> 'drafted'`);
    return rows.map(({ state, side, ...row }) => {
      if (side !== 'studio') return taskOf('rectification-awaited', row);
      return taskOf(state === 'noticed' ? 'rectification-statement' : 'rectification', row);
    });
  }

  async ofRecommenders(recommenderIds: readonly string[]): Promise<FoundTask[]> {
    if (recommenderIds.length === 0) return [];
    const rows = await this.load(sql`s.recommender_id = ANY(${recommenderIds}::uuid[]) AND r.state <> 'drafted'`);
    return rows.map(({ state: _state, side: _side, ...row }) => taskOf('rectification-awaited', row));
  }

  async ofOffice(isOffice: boolean): Promise<FoundTask[]> {
    if (!isOffice) return [];
    const rows = await this.load(sql`TRUE`);
    return rows.map(({ state: _state, side, ...row }) =>
      taskOf(side === 'office' ? 'rectification-to-judge' : 'rectification-awaited', row),
    );
  }

  async ofChecker(accountId: string | undefined): Promise<FoundTask[]> {
    if (accountId === undefined) return [];
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'rectification-check' AS "subjectType", c.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
             c.assigned_at AS since FROM rectification_checks c
      JOIN rectifications r ON r.id = c.rectification_id AND r.round = c.round AND r.state = 'checking'
      JOIN studios s ON s.id = r.studio_id
      WHERE c.account_id = ${accountId} AND c.state = 'draft' ORDER BY c.assigned_at`);
    return rows.map((row) => taskOf('rectification-check', row));
  }

  private load(which: Sql): Promise<RectificationTask[]> {
    const today = this.clock.today();
    return this.database.rows<RectificationTask>(sql`
      SELECT 'rectification' AS "subjectType", r.id AS "subjectId", s.id AS "studioId", s.name AS "studioName", r.state,
             CASE WHEN r.state IN ('ordered', 'rectifying') OR r.state = 'noticed' AND r.answer_until >= ${today} THEN 'studio'
               WHEN r.state = 'reported-to-ministry' OR r.state = 'checking' AND EXISTS (
                 SELECT FROM rectification_checks c WHERE c.rectification_id = r.id AND c.round = r.round AND c.state = 'draft')
                 THEN 'others'
               ELSE 'office' END AS side,
             CASE WHEN r.state IN ('ordered', 'planned', 'rectifying') THEN r.due_on
               WHEN r.state IN ('noticed', 'stated') AND r.answer_until >= ${today} THEN r.answer_until END AS due,
             jsonb_build_object('stage', CASE WHEN r.state IN ('noticed', 'answered') AND r.answer_until < ${today}
               THEN 'to-decide' ELSE r.state END) AS params
      FROM rectifications r JOIN studios s ON s.id = r.studio_id
      WHERE r.closed_at IS NULL AND ${which} ORDER BY due NULLS LAST, r.id LIMIT 100`);
  }
}
