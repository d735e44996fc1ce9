import type { QueueRow, QueueView } from '@jianglian/contracts/evaluation';
import type { Rubric } from '@jianglian/domain/evaluation';
import { scaled } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { sumOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { byName, cycleBrief, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

type StoredQueueRow = Omit<QueueRow, 'of' | 'total'> & {
  readonly given: number;
  readonly left: readonly string[];
};

/** An evaluator's own queue: n/m and own totals, nothing of anybody else's. */
@Injectable()
export class QueueQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;
  private readonly clock: Clock;

  constructor(database: Database, rubrics: RubricQueries, clock: Clock) {
    this.database = database;
    this.rubrics = rubrics;
    this.clock = clock;
  }

  async view(actor: Actor, cycleId?: string): Promise<QueueView> {
    const cycles = await this.cycles(actor);
    const chosen = cycleId === undefined ? cycles[0] : cycles.find(({ id }) => id === cycleId);
    const rows = chosen ? await this.rows(actor, chosen.id) : [];
    const rubric = chosen && (await this.rubrics.view(chosen.cycle.rubricVersion));
    const counted = rows.filter(({ state }) => state !== 'recused');
    return {
      cycle: chosen?.cycle ?? null,
      cycles: cycles.map(({ id, cycle }) => ({ id, title: cycle.title })),
      serverNow: this.clock.now().toISOString(),
      submitted: counted.filter(({ state }) => state === 'submitted' || state === 'sealed').length,
      total: counted.length,
      minutesPerSheet: chosen ? await this.minutesPerSheet(actor, chosen.id) : null,
      rows: rubric ? rows.map((row) => withTotal(row, rubric)) : [],
    };
  }

  /** The one being scored first, then the newest. */
  private cycles(actor: Actor): Promise<{ id: string; cycle: NonNullable<QueueView['cycle']> }[]> {
    return this.database.rows(sql`
      SELECT c.id, ${cycleBrief} AS cycle FROM evaluation_cycles c
      WHERE EXISTS (SELECT FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
                    WHERE e.cycle_id = c.id AND sh.account_id = ${actor.accountId} AND sh.state <> 'released')
        AND c.state NOT IN ('draft', 'cancelled')
      ORDER BY (c.state = 'scoring') DESC, c.year DESC, c.created_at DESC, c.id`);
  }

  private rows(actor: Actor, cycleId: string): Promise<StoredQueueRow[]> {
    return this.database.rows<StoredQueueRow>(sql`
      SELECT sh.id AS "scoresheetId", (row_number() OVER (ORDER BY ${byName}, sh.id))::int AS position,
             ${studioBrief('e.tier')} AS studio, sh.state, own.marked, own.given, own.left,
             coalesce(sh.state = 'draft' AND own.marked > 0 AND e.self_submitted_at > sh.last_marked_at, false)
               AS "needsReview"
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins}
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE k.score IS NOT NULL OR k.not_applicable)::int AS marked,
               coalesce(sum(k.score), 0)::int AS given,
               coalesce(array_agg(k.indicator) FILTER (WHERE k.not_applicable), '{}') AS left
        FROM marks k WHERE k.scoresheet_id = sh.id) own
      WHERE sh.account_id = ${actor.accountId} AND e.cycle_id = ${cycleId} AND sh.state <> 'released'
        AND e.state <> 'withdrawn'
      ORDER BY position`);
  }

  private async minutesPerSheet(actor: Actor, cycleId: string): Promise<number | null> {
    const row = await this.database.one<{ minutes: number | null }>(sql`
      SELECT round((percentile_cont(0.5) WITHIN GROUP (
               ORDER BY extract(epoch FROM sh.submitted_at - sh.first_marked_at) / 60))::numeric, 1)::float8 AS minutes
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
      WHERE sh.account_id = ${actor.accountId} AND e.cycle_id = ${cycleId} AND sh.state IN ('submitted', 'sealed')
        AND sh.first_marked_at IS NOT NULL`);
    return row?.minutes ?? null;
  }
}

function withTotal({ given, left, ...row }: StoredQueueRow, rubric: Rubric): QueueRow {
  const applicable = sumOf(rubric.indicators.filter(({ code }) => !left.includes(code)).map(({ points }) => points));
  return {
    ...row,
    of: rubric.indicators.length,
    total: row.marked === 0 || row.state === 'recused' ? null : scaled(rubric, given, applicable),
  };
}
