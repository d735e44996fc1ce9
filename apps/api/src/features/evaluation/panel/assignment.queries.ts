import type { AssignmentRow, CandidateView, evaluationApi } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { expertiseFor, seatCosts } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { byName, heldSheets, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { TiesQueries } from './ties.queries.ts';

type Page = ReplyOf<typeof evaluationApi.assignments>;
type StoredRow = AssignmentRow & { readonly name: string };

/** How many places of `e` are taken. */
const taken = sql`(SELECT count(*) FROM scoresheets sh WHERE sh.evaluation_id = e.id AND ${heldSheets})`;
const opens = sql`e.state IN ('self-evaluating', 'submitted')`;

/** Panels and candidates, for the office. How far a sheet is, never what is in it. */
@Injectable()
export class AssignmentQueries {
  private readonly database: Database;
  private readonly ties: TiesQueries;

  constructor(database: Database, ties: TiesQueries) {
    this.database = database;
    this.ties = ties;
  }

  async page({ params, query }: InputOf<typeof evaluationApi.assignments>): Promise<Page> {
    const order = keyset(
      [
        { key: 'name', column: byName },
        { key: 'evaluationId', column: sql`e.id` },
      ],
      query.after,
    );
    const empty = sql`(${opens} AND ${taken} < c.sheets_per_studio)`;
    const pattern = `%${(query.search ?? '').replace(/[\\%_]/g, '\\$&')}%`;
    const filters = [
      sql`e.cycle_id = ${params.id} AND e.state <> 'withdrawn'`,
      query.search ? sql`s.search_text ILIKE ${pattern}` : undefined,
      query.unfilled === 'true' ? empty : undefined,
      query.unfilled === 'false' ? sql`NOT ${empty}` : undefined,
      query.evaluatorId === undefined
        ? undefined
        : sql`EXISTS (SELECT FROM scoresheets sh
                      WHERE sh.evaluation_id = e.id AND sh.account_id = ${query.evaluatorId} AND ${heldSheets})`,
    ];
    const rows = await this.load(every([...filters, order.where]), order.orderBy, query.limit + 1);
    const { next, rows: shown } = order.page(rows, query.limit);
    return { rows: shown, next, counts: await this.counts(params.id) };
  }

  async row(evaluationId: string): Promise<AssignmentRow> {
    const [row] = await this.load(sql`e.id = ${evaluationId}`, sql`e.id`, 1);
    if (!row) throw new NotFoundError('evaluation');
    return row;
  }

  /** All of a cycle, for the workbook. */
  all(cycleId: string): Promise<StoredRow[]> {
    return this.load(sql`e.cycle_id = ${cycleId} AND e.state <> 'withdrawn'`, sql`${byName}, e.id`, 100_000);
  }

  async title(cycleId: string): Promise<string> {
    const row = await this.database.one<{ title: string }>(
      sql`SELECT title FROM evaluation_cycles WHERE id = ${cycleId}`,
    );
    if (!row) throw new NotFoundError('cycle');
    return row.title;
  }

  private async counts(cycleId: string): Promise<Page['counts']> {
    const row = await this.database.one<Page['counts']>(sql`
      WITH held AS (
        SELECT sh.evaluation_id AS id, count(*)::int AS taken
        FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
        WHERE e.cycle_id = ${cycleId} AND ${heldSheets} GROUP BY sh.evaluation_id)
      SELECT count(*)::int AS studios,
             count(*) FILTER (WHERE ${opens} AND coalesce(held.taken, 0) < c.sheets_per_studio)::int AS unfilled,
             coalesce(sum(c.sheets_per_studio) FILTER (WHERE ${opens}), 0)::int AS places,
             coalesce(sum(least(coalesce(held.taken, 0), c.sheets_per_studio)) FILTER (WHERE ${opens}), 0)::int AS taken
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id LEFT JOIN held ON held.id = e.id
      WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn'`);
    return row!;
  }

  /** The page's evaluations first, what hangs on them afterwards. */
  private load(which: Sql, orderBy: Sql, limit: number): Promise<StoredRow[]> {
    return this.database.rows<StoredRow>(sql`
      WITH chosen AS (
        SELECT e.id, row_number() OVER (ORDER BY ${orderBy}) AS at
        FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
        WHERE ${which} ORDER BY ${orderBy} LIMIT ${limit})
      SELECT e.id AS "evaluationId", s.name, ${studioBrief('e.tier')} AS studio, e.state,
             c.sheets_per_studio AS wanted, coalesce(panel.sheets, '[]') AS sheets
      FROM chosen JOIN evaluations e ON e.id = chosen.id JOIN evaluation_cycles c ON c.id = e.cycle_id
      JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_object('id', sh.id, 'accountId', sh.account_id, 'evaluatorName', a.display_name,
                 'state', sh.state, 'marked', (SELECT count(*) FROM marks k WHERE k.scoresheet_id = sh.id
                   AND (k.score IS NOT NULL OR k.not_applicable)), 'submittedAt', sh.submitted_at,
                 'recusalReason', sh.ended_reason, 'enteredByName', clerk.display_name, 'revision', sh.revision)
                 ORDER BY sh.assigned_at, sh.id) AS sheets
        FROM scoresheets sh JOIN accounts a ON a.id = sh.account_id LEFT JOIN accounts clerk ON clerk.id = sh.entered_by
        WHERE sh.evaluation_id = e.id) panel ON TRUE
      ORDER BY chosen.at`);
  }

  /** Evaluators for one studio: those free of conflict and with room first, the most suitable before the others. */
  async candidates(evaluationId: string): Promise<CandidateView[]> {
    const evaluation = await this.database.one<{ cycleId: string }>(
      sql`SELECT cycle_id AS "cycleId" FROM evaluations WHERE id = ${evaluationId}`,
    );
    if (!evaluation) throw new NotFoundError('evaluation');
    const ties = await this.ties.of(evaluation.cycleId, [evaluationId]);
    const held = await this.database.rows<{ accountId: string }>(sql`
      SELECT account_id AS "accountId" FROM scoresheets sh WHERE evaluation_id = ${evaluationId} AND ${heldSheets}`);
    const studio = ties.studios.get(evaluationId)!;
    const rank = ({ conflicts, assigned, capacity, expertise, alreadyAssigned }: CandidateView) =>
      (conflicts.length > 0 ? 1e6 : 0) +
      (alreadyAssigned ? 1e5 : 0) +
      (assigned < capacity ? 0 : 1e4) +
      seatCosts[expertise] +
      assigned;
    return [...ties.evaluators.values()]
      .map(({ accountId, name, hostUnitName, load, capacity, clusters, occupations }) => ({
        accountId,
        name,
        hostUnitName,
        expertise: expertiseFor({ clusters, occupations }, studio),
        assigned: load,
        capacity,
        alreadyAssigned: held.some((sheet) => sheet.accountId === accountId),
        conflicts: [...ties.conflictsOf({ evaluationId, accountId })],
      }))
      .toSorted((one, other) => rank(one) - rank(other) || one.name.localeCompare(other.name, 'zh-CN'));
  }
}
