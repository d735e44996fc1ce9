import type { EvaluatorRow, StudioTieView, evaluationApi } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { heldSheets } from '../evaluation-fragments.ts';
import { isEvaluator } from './known-evaluator.queries.ts';

const tieColumns = sql`
  t.id, jsonb_build_object('id', s.id, 'name', s.name) AS studio, jsonb_build_object('id', o.id, 'name', o.name) AS other,
  t.source, t.since, t.ended_on AS "endedOn", t.ended_reason AS "endedReason", t.revision`;
const tieTables = sql`studio_ties t JOIN studios s ON s.id = t.studio_id JOIN studios o ON o.id = t.other_id`;
const like = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** What the office knows of its evaluators, and of studios that work together. */
@Injectable()
export class EvaluatorQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  list(cycleId?: string, search?: string): Promise<EvaluatorRow[]> {
    return this.load(
      search ? sql`(a.display_name ILIKE ${like(search)} OR h.name ILIKE ${like(search)})` : sql`TRUE`,
      cycleId,
    );
  }

  async one(accountId: string): Promise<EvaluatorRow> {
    const [row] = await this.load(sql`a.id = ${accountId}`);
    if (!row) throw new NotFoundError('evaluator');
    return row;
  }

  private load(which: Sql, cycleId?: string): Promise<EvaluatorRow[]> {
    const inCycle = cycleId === undefined ? sql`TRUE` : sql`e.cycle_id = ${cycleId}`;
    return this.database.rows<EvaluatorRow>(sql`
      SELECT a.id AS "accountId", a.display_name AS name, a.login, p.host_unit_id AS "hostUnitId",
             h.name AS "hostUnitName", p.capacity, coalesce(p.occupations, '{}') AS occupations,
             coalesce(p.revision, 0) AS revision,
             coalesce((SELECT jsonb_agg(jsonb_build_object('code', c.code, 'name', c.name) ORDER BY c.position, c.code)
                       FROM clusters c WHERE c.code = ANY(p.clusters)), '[]') AS clusters,
             coalesce((SELECT jsonb_agg(jsonb_build_object('hostUnitId', u.id, 'hostUnitName', u.name,
                         'since', f.since, 'until', f.until) ORDER BY f.until NULLS FIRST, u.name)
                       FROM evaluator_former_units f JOIN host_units u ON u.id = f.host_unit_id
                       WHERE f.account_id = a.id), '[]') AS "formerUnits",
             coalesce((SELECT jsonb_agg(jsonb_build_object('studioId', s.id, 'studioName', s.name, 'reason', x.reason)
                         ORDER BY x.declared_at)
                       FROM declared_conflicts x JOIN studios s ON s.id = x.studio_id
                       WHERE x.account_id = a.id), '[]') AS "declaredConflicts",
             coalesce(load.assigned, 0) AS assigned, coalesce(load.submitted, 0) AS submitted,
             load.last_at AS "lastActionAt"
      FROM accounts a LEFT JOIN evaluators p ON p.account_id = a.id LEFT JOIN host_units h ON h.id = p.host_unit_id
      LEFT JOIN (
        SELECT sh.account_id, count(*) FILTER (WHERE ${heldSheets})::int AS assigned,
               count(*) FILTER (WHERE sh.state IN ('submitted', 'sealed'))::int AS submitted,
               max(greatest(sh.last_marked_at, sh.submitted_at)) AS last_at
        FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
        WHERE e.state <> 'withdrawn' AND ${inCycle} GROUP BY sh.account_id) load ON load.account_id = a.id
      WHERE ${isEvaluator} AND ${which}
      ORDER BY a.display_name COLLATE "zh-Hans-CN-x-icu", a.id`);
  }

  async ties({ query }: InputOf<typeof evaluationApi.studioTies>): Promise<ReplyOf<typeof evaluationApi.studioTies>> {
    const order = keyset(
      [
        { key: 'since', column: sql`t.since`, descending: true },
        { key: 'id', column: sql`t.id`, descending: true },
      ],
      query.after,
    );
    const found = query.search
      ? sql`(s.search_text ILIKE ${like(query.search)} OR o.search_text ILIKE ${like(query.search)}
             OR t.source ILIKE ${like(query.search)})`
      : undefined;
    const rows = await this.database.rows<StudioTieView>(sql`
      SELECT ${tieColumns} FROM ${tieTables} WHERE ${every([found, order.where])}
      ORDER BY ${order.orderBy} LIMIT ${query.limit + 1}`);
    return order.page(rows, query.limit);
  }

  async tie(id: string): Promise<StudioTieView> {
    const row = await this.database.one<StudioTieView>(sql`SELECT ${tieColumns} FROM ${tieTables} WHERE t.id = ${id}`);
    if (!row) throw new NotFoundError('tie');
    return row;
  }
}
