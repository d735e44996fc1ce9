import { publicityIsOver } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { type FoundTask, taskOf, type TaskRow } from './task-source.ts';

interface Proposed extends TaskRow {
  readonly subjectId: string;
  readonly state: 'deciding' | 'proposed' | 'publicity';
  readonly undecided: number;
  readonly until: string | null;
}

/** From the last grade decided to publication: propose, release, settle objections and corrections, publish. */
@Injectable()
export class DecisionTasks {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async of(isOffice: boolean): Promise<FoundTask[]> {
    if (!isOffice) return [];
    const parts = await Promise.all([this.steps(), this.objections(), this.corrections()]);
    return parts.flat();
  }

  private async steps(): Promise<FoundTask[]> {
    const rows = await this.database.rows<Proposed>(sql`
      SELECT 'cycle' AS "subjectType", c.id AS "subjectId", c.state, c.publicity_until AS until, c.proposed_at AS since,
        c.decision_closes_at AS due, jsonb_build_object('cycle', c.title) AS params,
        count(e.id) FILTER (WHERE e.state IN ('scored', 'missed'))::int AS undecided
      FROM evaluation_cycles c JOIN evaluations e ON e.cycle_id = c.id AND e.state <> 'withdrawn'
      WHERE c.state IN ('deciding', 'proposed', 'publicity') GROUP BY c.id ORDER BY c.year, c.id`);
    return rows.flatMap(({ state, undecided, until, ...row }) => {
      if (state === 'deciding') return undecided === 0 ? [taskOf('grades-to-propose', row)] : [];
      if (state === 'proposed') return [taskOf('grades-to-release', row)];
      const over = until !== null && publicityIsOver(until, this.clock.now());
      return over ? [taskOf('results-to-publish', { ...row, due: null, since: null })] : [];
    });
  }

  /** Until somebody took it over an objection is everybody's; due when the publicity ends. */
  private async objections(): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'cycle' AS "subjectType", c.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        o.filed_at AS since, c.publicity_until AS due, jsonb_build_object('cycle', c.title) AS params
      FROM objections o JOIN evaluations e ON e.id = o.evaluation_id JOIN evaluation_cycles c ON c.id = e.cycle_id
      JOIN studios s ON s.id = e.studio_id
      WHERE o.state IN ('filed', 'under-review') ORDER BY o.filed_at LIMIT 50`);
    return rows.map((row) => taskOf('objection-to-handle', row));
  }

  private async corrections(): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'cycle' AS "subjectType", c.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        k.proposed_at AS since, jsonb_build_object('cycle', c.title) AS params
      FROM evaluation_corrections k JOIN evaluations e ON e.id = k.evaluation_id
      JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      WHERE k.state = 'proposed' ORDER BY k.proposed_at LIMIT 50`);
    return rows.map((row) => taskOf('correction-to-release', row));
  }
}
