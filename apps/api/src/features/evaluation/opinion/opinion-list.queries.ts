import type { evaluationApi, OpinionPage, OpinionProgressRow } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import { opinionStandings } from '@jianglian/domain/evaluation';
import type { OpinionStanding } from '@jianglian/domain/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { byName, closingOf, dueOf, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';

/** The self-evaluation is in, or was when the evaluation went on. */
const handedIn = sql`(
  e.self_submitted_at IS NOT NULL AND e.state NOT IN ('planned', 'self-evaluating', 'missed', 'withdrawn'))`;

/** `opinionStanding` of the domain as SQL, for filters and counts. */
const standingAt = (now: Date): Sql => sql`
  CASE WHEN o.state IN ('agreed', 'adjusted') AND ${handedIn} THEN o.state
       WHEN ${now}::timestamptz >= ${closingOf('opinion')} THEN 'missing'
       WHEN o.state = 'returned' AND NOT ${handedIn} THEN 'returned'
       WHEN NOT ${handedIn} THEN 'awaiting'
       WHEN ${now}::timestamptz >= ${dueOf('opinion')} THEN 'late'
       ELSE 'pending' END`;

const tables = sql`
  evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
  JOIN recommenders r ON r.id = s.recommender_id LEFT JOIN opinions o ON o.evaluation_id = e.id`;

const given = sql`(o.state IN ('agreed', 'adjusted') AND ${handedIn})`;

/** The recommender's list of opinions to give, and how far each recommender is. */
@Injectable()
export class OpinionListQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async page({ query }: InputOf<typeof evaluationApi.opinions>, actor: Actor): Promise<OpinionPage> {
    const order = keyset(
      [
        { key: 'name', column: byName },
        { key: 'evaluationId', column: sql`e.id` },
      ],
      query.after,
    );
    const standing = standingAt(this.clock.now());
    const asked = every([
      studioVisibleTo(within(actor, 'opinion:read')),
      asRecommender(actor),
      sql`c.state NOT IN ('draft', 'cancelled') AND e.state NOT IN ('planned', 'withdrawn')`,
      // Without a cycle: those that run.
      query.cycleId ? sql`c.id = ${query.cycleId}` : sql`c.state <> 'published'`,
      query.recommenderId === undefined ? undefined : sql`s.recommender_id = ${query.recommenderId}`,
      query.search ? sql`s.search_text ILIKE ${`%${query.search.replace(/[\\%_]/g, '\\$&')}%`}` : undefined,
      query.tier && sql`e.tier = ANY(${query.tier}::text[])`,
    ]);
    const rows = await this.database.rows<OpinionPage['rows'][number] & { name: string }>(sql`
      SELECT e.id AS "evaluationId", ${byName} AS name, ${studioBrief('e.tier')} AS studio, r.name AS "recommenderName",
             jsonb_build_object('id', c.id, 'title', c.title) AS cycle, ${standing} AS standing,
             ${dueOf('opinion')} AS "dueAt", ${closingOf('opinion')} AS "closesAt",
             CASE WHEN ${handedIn} THEN e.self_submitted_at END AS "selfSubmittedAt",
             CASE WHEN ${handedIn} THEN totals.own END AS "selfTotal",
             CASE WHEN ${given} THEN totals.recommended END AS "recommendedTotal",
             CASE WHEN ${given} THEN jsonb_array_length(o.lines) ELSE 0 END AS "adjustedLines",
             CASE WHEN ${given} THEN o.given_at END AS "givenAt", coalesce(o.late, false) AS late
      FROM ${tables} ${studioBriefJoins}
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(l.score), 0)::int AS own,
               coalesce(sum(coalesce((x.line ->> 'score')::int, l.score)), 0)::int AS recommended
        FROM self_evaluation_lines l
        LEFT JOIN LATERAL (SELECT line FROM jsonb_array_elements(o.lines) line
                           WHERE line ->> 'indicator' = l.indicator) x ON TRUE
        WHERE l.evaluation_id = e.id) totals
      WHERE ${every([asked, query.standing && sql`${standing} = ANY(${query.standing}::text[])`, order.where])}
      ORDER BY ${order.orderBy} LIMIT ${query.limit + 1}`);
    const counted = await this.database.rows<{ standing: OpinionStanding; count: number }>(sql`
      SELECT ${standing} AS standing, count(*)::int AS count FROM ${tables} WHERE ${asked} GROUP BY 1`);
    return { ...order.page(rows, query.limit), counts: countsOf(counted) };
  }

  async progress(cycleId: string): Promise<OpinionProgressRow[]> {
    const rows = await this.database.rows<{
      recommenderId: string;
      recommenderName: string;
      standing: OpinionStanding;
      count: number;
    }>(sql`
      SELECT r.id AS "recommenderId", r.name AS "recommenderName", ${standingAt(this.clock.now())} AS standing,
             count(*)::int AS count
      FROM ${tables} WHERE c.id = ${cycleId} AND e.state NOT IN ('planned', 'withdrawn')
      GROUP BY 1, 2, 3 ORDER BY r.name COLLATE "zh-Hans-CN-x-icu", r.id`);
    const byRecommender = Map.groupBy(rows, ({ recommenderId }) => recommenderId);
    return [...byRecommender].map(([recommenderId, own]) => ({
      recommenderId,
      recommenderName: own[0]?.recommenderName ?? '',
      studios: own.reduce((sum, { count }) => sum + count, 0),
      counts: countsOf(own),
    }));
  }
}

/** A person who is also an evaluator sees here only the studios of the own recommending unit. */
function asRecommender(actor: Actor): Sql | undefined {
  if (actor.grants.some(({ role }) => role === 'office')) return undefined;
  const ids = actor.grants.flatMap(({ role, recommenderId }) =>
    role === 'recommender' && recommenderId ? [recommenderId] : [],
  );
  return sql`s.recommender_id = ANY(${ids}::uuid[])`;
}

const countsOf = (rows: readonly { standing: OpinionStanding; count: number }[]) =>
  Object.fromEntries(
    opinionStandings.map((standing) => [standing, rows.find((row) => row.standing === standing)?.count ?? 0]),
  ) as Record<OpinionStanding, number>;
