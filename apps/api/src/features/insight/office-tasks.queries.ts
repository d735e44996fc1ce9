import { foresightDays, type TaskKind } from '@jianglian/domain/insight';
import { addDays } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { closingOf } from '../evaluation/index.ts';
import { opinionIsOpen } from './recommender-tasks.queries.ts';
import { type FoundTask, taskOf, type TaskRow, withoutProcedure } from './task-source.ts';

/** What the municipal office has to open, chase, decide and publish. */
@Injectable()
export class OfficeTasks {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async of(isOffice: boolean): Promise<FoundTask[]> {
    if (!isOffice) return [];
    const parts = await Promise.all([
      this.due(),
      this.cycles(),
      this.spreads(),
      this.imports(),
      this.rectifications(),
      this.opinions(),
    ]);
    return parts.flat();
  }

  /** Running studios whose two years are up or nearly so and that no cycle has. */
  private async due(): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow & { count: number }>(sql`
      SELECT count(*) AS count, min(s.evaluation_due_on) AS due, jsonb_build_object('count', count(*)) AS params
      FROM studios s
      WHERE s.standing IN ('active', 'rectifying') AND s.evaluation_due_on <= ${addDays(this.clock.today(), foresightDays)}
        AND NOT EXISTS (
          SELECT FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
          WHERE e.studio_id = s.id AND e.state <> 'withdrawn'
            AND c.state NOT IN ('draft', 'published', 'cancelled'))`);
    return rows.filter(({ count }) => count > 0).map((row) => taskOf('cycle-to-open', row));
  }

  /** The next step of each cycle under way, and whom it waits for meanwhile. */
  private async cycles(): Promise<FoundTask[]> {
    const now = this.clock.now();
    const rows = await this.database.rows<CycleState>(sql`
      SELECT c.id, c.title, c.state, c.self_evaluation_closes_at AS "selfClosesAt", c.scoring_closes_at AS "closesAt",
        count(*) FILTER (WHERE e.state IN ('planned', 'self-evaluating')) AS writing,
        max(${closingOf('selfEvaluation')})
          FILTER (WHERE e.state = 'self-evaluating') AS "lastClosesAt",
        count(*) FILTER (WHERE e.state = 'submitted') AS unscored,
        count(*) FILTER (WHERE e.state IN ('scored', 'missed')) AS undecided,
        coalesce(sum(sheets.done), 0)::int AS done, coalesce(sum(sheets.held), 0)::int AS held
      FROM evaluation_cycles c JOIN evaluations e ON e.cycle_id = c.id AND e.state <> 'withdrawn'
      LEFT JOIN LATERAL (
        SELECT count(*) FILTER (WHERE sh.state IN ('submitted', 'sealed')) AS done,
               count(*) FILTER (WHERE sh.state IN ('draft', 'submitted', 'sealed')) AS held
        FROM scoresheets sh WHERE sh.evaluation_id = e.id) sheets ON TRUE
      WHERE c.state IN ('self-evaluation', 'scoring', 'deciding') GROUP BY c.id ORDER BY c.year, c.id`);
    return rows.flatMap((cycle) =>
      stepsOf(cycle, now).map(({ kind, due = null, params }) =>
        taskOf(kind, { subjectType: 'cycle', subjectId: cycle.id, due, params: { cycle: cycle.title, ...params } }),
      ),
    );
  }

  /** Sheets further apart than the rubric allows, neither arbitrated nor waived. */
  private async spreads(): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'cycle' AS "subjectType", c.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        c.scoring_closes_at AS due, jsonb_build_object('spread', e.spread, 'cycle', c.title) AS params
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN rubrics r ON r.version = c.rubric_version
      JOIN studios s ON s.id = e.studio_id LEFT JOIN arbitrations x ON x.evaluation_id = e.id
      WHERE c.state = 'scoring' AND e.state = 'scored' AND e.spread > (r.content ->> 'spreadLimit')::int
        AND x.kind IS DISTINCT FROM 'asked' AND NOT (x.kind IS NOT DISTINCT FROM 'waived' AND e.spread <= x.spread)
      ORDER BY e.spread DESC LIMIT 50`);
    return rows.map((row) => taskOf('spread-to-settle', row));
  }

  /** Opinions that are not given yet; once their window has closed scoring goes on without them. */
  private async opinions(): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'cycle' AS "subjectType", c.id AS "subjectId", min(${closingOf('opinion')}) AS due,
        jsonb_build_object('cycle', c.title, 'count', count(*)) AS params
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id LEFT JOIN opinions o ON o.evaluation_id = e.id
      WHERE ${opinionIsOpen} AND ${closingOf('opinion')} > ${this.clock.now()} GROUP BY c.id`);
    return rows.map((row) => taskOf('opinions-awaited', row));
  }

  private async imports(): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'import' AS "subjectType", i.id AS "subjectId", i.created_at AS since,
        jsonb_build_object('file', i.file_name, 'problems', i.problem_count, 'rows', i.row_count) AS params
      FROM award_imports i WHERE i.state IN ('uploaded', 'mapped', 'checked', 'failed')
      ORDER BY i.created_at DESC LIMIT 20`);
    return rows.map((row) => taskOf('import-unfinished', row));
  }

  private async rectifications(): Promise<FoundTask[]> {
    const rows = await this.database.rows<TaskRow>(sql`
      SELECT 'studio' AS "subjectType", s.id AS "subjectId", s.id AS "studioId", s.name AS "studioName",
        deadline.until AS due
      FROM studios s CROSS JOIN LATERAL (
        SELECT max(e.facts ->> 'until') AS until FROM studio_events e
        WHERE e.studio_id = s.id AND e.kind IN ('rectification-ordered', 'rectification-extended')) deadline
      WHERE s.standing = 'rectifying' AND ${withoutProcedure} ORDER BY deadline.until, s.id LIMIT 100`);
    return rows.map((row) => taskOf('rectification-to-judge', row));
  }
}

interface CycleState {
  readonly id: string;
  readonly title: string;
  readonly state: 'self-evaluation' | 'scoring' | 'deciding';
  readonly selfClosesAt: string;
  readonly closesAt: string;
  readonly lastClosesAt: string | null;
  readonly writing: number;
  readonly unscored: number;
  readonly undecided: number;
  readonly done: number;
  readonly held: number;
}

interface Step {
  readonly kind: TaskKind;
  readonly due?: string | null;
  readonly params: Readonly<Record<string, number>>;
}

function stepsOf(cycle: CycleState, now: Date): Step[] {
  const { state, writing, unscored, undecided, done, held } = cycle;
  const awaited: Step[] =
    writing > 0 && cycle.lastClosesAt !== null && new Date(cycle.lastClosesAt) > now
      ? [{ kind: 'self-evaluations-awaited', due: cycle.lastClosesAt, params: { count: writing } }]
      : [];
  if (state === 'deciding') {
    return undecided > 0 ? [{ kind: 'grades-to-decide', params: { count: undecided } }] : [];
  }
  if (state === 'self-evaluation') {
    const over = writing === 0 || new Date(cycle.selfClosesAt) <= now;
    return over ? [{ kind: 'scoring-to-start', due: cycle.selfClosesAt, params: { count: unscored } }] : awaited;
  }
  if (unscored === 0 && writing === 0) return [{ kind: 'grades-to-decide', params: { count: undecided } }];
  if (unscored === 0) return awaited;
  const late = new Date(cycle.closesAt) <= now;
  const params = { done, of: held, left: held - done };
  return [{ kind: late ? 'scoring-late' : 'scoring-awaited', due: cycle.closesAt, params }, ...awaited];
}
