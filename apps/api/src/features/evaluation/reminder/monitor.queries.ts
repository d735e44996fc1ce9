import type {
  EvaluatorProgressRow,
  MonitorView,
  RecommenderProgressRow,
  reminderApi,
  StepProgressView,
  StudioProgressRow,
} from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { ReminderStep } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { byName, heldSheets, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { closesAt, dueAt, extensionsOf } from './open-tasks.queries.ts';

/** The day of an instant as people here count it. */
const dayOf = (instant: Sql): Sql => sql`(${instant} AT TIME ZONE 'Asia/Shanghai')::date`;
const opinionGiven = sql`o.state IN ('agreed', 'adjusted', 'returned')`;
const sheetDone = sql`sh.state IN ('submitted', 'sealed')`;
const handedIn = sql`e.self_submitted_at IS NOT NULL AND e.state NOT IN ('planned', 'self-evaluating')`;

const reminded = (step: ReminderStep, subject: Sql, cycleId: string): Sql => sql`(
  SELECT jsonb_build_object('at', x.at, 'by', by.display_name)
  FROM reminders x JOIN reminder_batches b ON b.id = x.batch_id LEFT JOIN accounts by ON by.id = b.account_id
  WHERE x.cycle_id = ${cycleId} AND x.step = ${step} AND x.subject_id = ${subject}
  ORDER BY x.at DESC LIMIT 1)`;

/** One row `one` per thing that is waited for in a step: whether and when it came in, and whether it is overdue. */
const things = (step: ReminderStep, cycleId: string, now: Date): Sql => {
  const evaluations = sql`
    FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id ${extensionsOf(step, cycleId)}`;
  const mine = sql`e.cycle_id = ${cycleId} AND e.state <> 'withdrawn'`;
  if (step === 'selfEvaluation') {
    return sql`
      SELECT CASE WHEN ${handedIn} THEN e.self_submitted_at END AS at, ${handedIn} AS done,
             e.state IN ('self-evaluating', 'missed') AND ${dueAt(step)} <= ${now} AS late
      ${evaluations} WHERE ${mine}`;
  }
  if (step === 'opinion') {
    return sql`
      SELECT coalesce(o.given_at, o.returned_at) AS at, coalesce(${opinionGiven}, FALSE) AS done,
             NOT coalesce(${opinionGiven}, FALSE) AND e.state IN ('submitted', 'scored') AND ${dueAt(step)} <= ${now} AS late
      ${evaluations} LEFT JOIN opinions o ON o.evaluation_id = e.id WHERE ${mine} AND ${handedIn}`;
  }
  return sql`
    SELECT sh.submitted_at AS at, ${sheetDone} AS done,
           sh.state = 'draft' AND e.state = 'submitted' AND ${dueAt(step)} <= ${now} AS late
    ${evaluations} JOIN scoresheets sh ON sh.evaluation_id = e.id AND ${heldSheets} WHERE ${mine}`;
};

/** When a step began: the office's act in the audit log; opinions begin with the first self-evaluation handed in. */
const beganBy: Readonly<Record<ReminderStep, string>> = {
  selfEvaluation: 'open',
  opinion: 'open',
  scoring: 'start-scoring',
};

/** How far a cycle is, for the office: counts and times, never a mark. */
@Injectable()
export class MonitorQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async view(cycleId: string): Promise<MonitorView> {
    const now = this.clock.now();
    const [self, opinions, scoring, evaluators, recommenders] = await Promise.all([
      this.step(cycleId, 'selfEvaluation', now),
      this.step(cycleId, 'opinion', now),
      this.step(cycleId, 'scoring', now),
      this.evaluators(cycleId, now),
      this.recommenders(cycleId, now),
    ]);
    return { at: now.toISOString(), steps: [self, opinions, scoring], evaluators, recommenders };
  }

  private async step(cycleId: string, step: ReminderStep, now: Date): Promise<StepProgressView> {
    const row = await this.database.one<StepProgressView>(sql`
      WITH one AS (${things(step, cycleId, now)}),
      by_day AS (
        SELECT ${dayOf(sql`one.at`)} AS day, count(*)::int AS done FROM one WHERE one.done AND one.at IS NOT NULL GROUP BY 1)
      SELECT ${step}::text AS step, ${dueAt(step)} AS "dueAt", ${closesAt(step)} AS "closesAt",
        (SELECT least(min(${dayOf(sql`r.at`)}), (SELECT min(day) FROM by_day)) FROM audit_records r
         WHERE r.subject_type = 'cycle' AND r.subject_id = ${cycleId} AND r.action = ${beganBy[step]}) AS from,
        (SELECT count(*)::int FROM one) AS total, (SELECT count(*)::int FROM one WHERE done) AS done,
        (SELECT count(*)::int FROM one WHERE late) AS late,
        coalesce((SELECT jsonb_agg(jsonb_build_object('day', day, 'done', done) ORDER BY day) FROM by_day), '[]') AS days
      FROM evaluation_cycles c CROSS JOIN (SELECT NULL::timestamptz AS until) more WHERE c.id = ${cycleId}`);
    if (!row) throw new NotFoundError('cycle');
    return row;
  }

  private evaluators(cycleId: string, now: Date): Promise<EvaluatorProgressRow[]> {
    return this.database.rows<EvaluatorProgressRow>(sql`
      SELECT a.id AS "accountId", a.display_name AS name, h.name AS "hostUnitName", work.assigned, work.done, work.overdue,
             work.minutes AS "medianMinutes", work.last_at AS "lastActionAt",
             ${reminded('scoring', sql`a.id`, cycleId)} AS reminded
      FROM (
        SELECT sh.account_id, count(*)::int AS assigned, count(*) FILTER (WHERE ${sheetDone})::int AS done,
               count(*) FILTER (WHERE sh.state = 'draft' AND e.state = 'submitted' AND ${dueAt('scoring')} <= ${now})::int
                 AS overdue,
               round(percentile_cont(0.5) WITHIN GROUP (
                 ORDER BY extract(epoch FROM sh.submitted_at - sh.first_marked_at) / 60)
                 FILTER (WHERE ${sheetDone} AND sh.first_marked_at IS NOT NULL))::int AS minutes,
               max(greatest(sh.last_marked_at, sh.submitted_at)) AS last_at
        FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id ${extensionsOf('scoring', cycleId)}
        JOIN scoresheets sh ON sh.evaluation_id = e.id AND ${heldSheets}
        WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn' GROUP BY sh.account_id) work
      JOIN accounts a ON a.id = work.account_id
      LEFT JOIN evaluators p ON p.account_id = a.id LEFT JOIN host_units h ON h.id = p.host_unit_id
      ORDER BY a.display_name COLLATE "zh-Hans-CN-x-icu", a.id`);
  }

  private recommenders(cycleId: string, now: Date): Promise<RecommenderProgressRow[]> {
    return this.database.rows<RecommenderProgressRow>(sql`
      SELECT r.id AS "recommenderId", r.name, work.asked, work.done, work.overdue, work.last_at AS "lastActionAt",
             ${reminded('opinion', sql`r.id`, cycleId)} AS reminded
      FROM (
        SELECT s.recommender_id, count(*)::int AS asked, count(*) FILTER (WHERE coalesce(${opinionGiven}, FALSE))::int AS done,
               count(*) FILTER (WHERE NOT coalesce(${opinionGiven}, FALSE) AND e.state IN ('submitted', 'scored')
                 AND ${dueAt('opinion')} <= ${now})::int AS overdue,
               max(coalesce(o.given_at, o.returned_at)) AS last_at
        FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
        ${extensionsOf('opinion', cycleId)} LEFT JOIN opinions o ON o.evaluation_id = e.id
        WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn' AND ${handedIn} GROUP BY s.recommender_id) work
      JOIN recommenders r ON r.id = work.recommender_id ORDER BY r.name COLLATE "zh-Hans-CN-x-icu", r.id`);
  }

  async studios({
    params,
    query,
  }: InputOf<typeof reminderApi.studioProgress>): Promise<ReplyOf<typeof reminderApi.studioProgress>> {
    const now = this.clock.now();
    const step = 'selfEvaluation';
    const order = keyset(
      [
        { key: 'name', column: byName },
        { key: 'id', column: sql`e.id` },
      ],
      query.after,
    );
    const open = sql`e.state IN ('planned', 'self-evaluating', 'missed')`;
    const late = sql`CASE WHEN ${open} THEN ${dueAt(step)} <= ${now} ELSE e.self_submitted_at > ${dueAt(step)} END`;
    const rows = await this.database.rows<StudioProgressRow & { id: string; name: string }>(sql`
      SELECT e.id, s.name, e.id AS "evaluationId", ${studioBrief('e.tier')} AS studio, e.state, ${dueAt(step)} AS "dueAt",
             ${closesAt(step)} AS "closesAt", CASE WHEN NOT ${open} THEN e.self_submitted_at END AS "submittedAt",
             coalesce(${late}, FALSE) AS late, c.sheets_per_studio AS "sheetsWanted",
             (SELECT count(*)::int FROM self_evaluation_lines l WHERE l.evaluation_id = e.id AND l.score IS NOT NULL) AS lines,
             (SELECT count(*)::int FROM scoresheets sh WHERE sh.evaluation_id = e.id AND ${sheetDone}) AS "sheetsSubmitted",
             ${reminded(step, sql`e.id`, params.id)} AS reminded
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins} ${extensionsOf(step, params.id)}
      WHERE ${every([
        sql`e.cycle_id = ${params.id} AND e.state <> 'withdrawn'`,
        query.search ? sql`s.search_text ILIKE ${`%${query.search.replace(/[\\%_]/g, '\\$&')}%`}` : undefined,
        query.late === true && sql`coalesce(${late}, FALSE)`,
        order.where,
      ])} ORDER BY ${order.orderBy} LIMIT ${query.limit + 1}`);
    return order.page(rows, query.limit);
  }
}
