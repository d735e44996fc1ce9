import type { AssignmentRow, evaluationApi, EvaluatorRow } from '@jianglian/contracts/evaluation';
import type { ReplyOf } from '@jianglian/contracts/shared';
import type { Conflict, EvaluatorTies, ScoredStudio } from '@jianglian/domain/evaluation';
import { conflictsBetween } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { byName, heldSheets, studioBrief, studioBriefJoins } from '../brief.queries.ts';

export interface KnownEvaluator extends EvaluatorTies {
  readonly name: string;
  readonly hostUnitName: string | null;
}

/** Who may be judged by whom, as data for the rule. */
export interface Ties {
  readonly evaluators: ReadonlyMap<string, KnownEvaluator>;
  readonly studios: ReadonlyMap<string, ScoredStudio & { readonly name: string }>;
  readonly conflictsOf: (seat: { readonly evaluationId: string; readonly accountId: string }) => readonly Conflict[];
}

/** Panels, loads and conflicts, for the office. How far a sheet is, never what is in it. */
@Injectable()
export class AssignmentQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  rows(cycleId: string): Promise<AssignmentRow[]> {
    return this.load(sql`e.cycle_id = ${cycleId} AND e.state <> 'withdrawn'`);
  }

  async row(evaluationId: string): Promise<AssignmentRow> {
    const [row] = await this.load(sql`e.id = ${evaluationId}`);
    if (!row) throw new NotFoundError('evaluation');
    return row;
  }

  private load(which: Sql): Promise<AssignmentRow[]> {
    return this.database.rows<AssignmentRow>(sql`
      WITH chosen AS (SELECT e.* FROM evaluations e WHERE ${which}),
      marked AS (
        SELECT k.scoresheet_id AS id, count(*) FILTER (WHERE k.score IS NOT NULL OR k.not_applicable) AS lines
        FROM chosen e JOIN scoresheets sh ON sh.evaluation_id = e.id JOIN marks k ON k.scoresheet_id = sh.id
        GROUP BY k.scoresheet_id),
      panels AS (
        SELECT sh.evaluation_id AS id, jsonb_agg(jsonb_build_object('id', sh.id, 'accountId', sh.account_id,
                 'evaluatorName', a.display_name, 'state', sh.state, 'marked', coalesce(marked.lines, 0),
                 'submittedAt', sh.submitted_at, 'recusalReason', sh.ended_reason, 'revision', sh.revision)
                 ORDER BY sh.assigned_at, sh.id) AS sheets
        FROM chosen e JOIN scoresheets sh ON sh.evaluation_id = e.id JOIN accounts a ON a.id = sh.account_id
        LEFT JOIN marked ON marked.id = sh.id GROUP BY sh.evaluation_id)
      SELECT e.id AS "evaluationId", ${studioBrief('e.tier')} AS studio, e.state, c.sheets_per_studio AS wanted,
             coalesce(panels.sheets, '[]') AS sheets
      FROM chosen e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins} LEFT JOIN panels ON panels.id = e.id ORDER BY ${byName}, e.id`);
  }

  evaluators(cycleId?: string, accountId?: string): Promise<EvaluatorRow[]> {
    const inCycle = cycleId === undefined ? sql`TRUE` : sql`e.cycle_id = ${cycleId}`;
    return this.database.rows<EvaluatorRow>(sql`
      SELECT a.id AS "accountId", a.display_name AS name, p.host_unit_id AS "hostUnitId", h.name AS "hostUnitName",
             coalesce((SELECT jsonb_agg(jsonb_build_object('studioId', s.id, 'studioName', s.name, 'reason', x.reason)
                         ORDER BY x.declared_at)
                       FROM declared_conflicts x JOIN studios s ON s.id = x.studio_id
                       WHERE x.account_id = a.id), '[]') AS "declaredConflicts",
             load.assigned, load.submitted, load.last_at AS "lastActionAt"
      FROM accounts a LEFT JOIN evaluators p ON p.account_id = a.id LEFT JOIN host_units h ON h.id = p.host_unit_id
      CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE ${heldSheets})::int AS assigned,
               count(*) FILTER (WHERE sh.state IN ('submitted', 'sealed'))::int AS submitted,
               max(greatest(sh.last_marked_at, sh.submitted_at)) AS last_at
        FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
        WHERE sh.account_id = a.id AND ${inCycle}) load
      WHERE ${isEvaluator} AND ${accountId === undefined ? sql`TRUE` : sql`a.id = ${accountId}`}
      ORDER BY a.display_name COLLATE "zh-Hans-CN-x-icu", a.id`);
  }

  async evaluator(accountId: string): Promise<EvaluatorRow> {
    const [row] = await this.evaluators(undefined, accountId);
    if (!row) throw new NotFoundError('evaluator');
    return row;
  }

  /** Evaluators for one studio: those without a conflict and with little to do first. */
  async candidates(evaluationId: string): Promise<ReplyOf<typeof evaluationApi.candidates>> {
    const evaluation = await this.database.one<{ cycleId: string }>(
      sql`SELECT cycle_id AS "cycleId" FROM evaluations WHERE id = ${evaluationId}`,
    );
    if (!evaluation) throw new NotFoundError('evaluation');
    const ties = await this.ties([evaluationId]);
    const held = await this.database.rows<{ accountId: string }>(sql`
      SELECT account_id AS "accountId" FROM scoresheets sh WHERE evaluation_id = ${evaluationId} AND ${heldSheets}`);
    return (await this.evaluators(evaluation.cycleId))
      .map(({ accountId, name, hostUnitName, assigned }) => ({
        accountId,
        name,
        hostUnitName,
        assigned,
        alreadyAssigned: held.some((sheet) => sheet.accountId === accountId),
        conflicts: [...ties.conflictsOf({ evaluationId, accountId })],
      }))
      .toSorted((one, other) => one.conflicts.length - other.conflicts.length || one.assigned - other.assigned);
  }

  /** Everything the conflict rule asks, for these evaluations and all active evaluators. */
  async ties(evaluationIds: readonly string[]): Promise<Ties> {
    const evaluators = await this.database.rows<KnownEvaluator>(sql`
      SELECT a.id AS "accountId", a.display_name AS name, h.name AS "hostUnitName",
             array_remove(array_agg(DISTINCT own.host_unit_id) || p.host_unit_id, NULL) AS "hostUnitIds",
             array_remove(array_agg(DISTINCT g.studio_id), NULL) AS "studioIds",
             array_remove(array_agg(DISTINCT g.recommender_id), NULL) AS "recommenderIds",
             coalesce((SELECT jsonb_agg(jsonb_build_object('studioId', x.studio_id, 'reason', x.reason))
                       FROM declared_conflicts x WHERE x.account_id = a.id), '[]') AS declared
      FROM accounts a LEFT JOIN evaluators p ON p.account_id = a.id LEFT JOIN host_units h ON h.id = p.host_unit_id
      LEFT JOIN account_roles g ON g.account_id = a.id LEFT JOIN studios own ON own.id = g.studio_id
      WHERE ${isEvaluator} GROUP BY a.id, p.account_id, h.id ORDER BY a.id`);
    const studios = await this.database.rows<ScoredStudio & { evaluationId: string; name: string }>(sql`
      SELECT e.id AS "evaluationId", s.id, s.name, s.host_unit_id AS "hostUnitId", h.name AS "hostUnitName",
             s.recommender_id AS "recommenderId", r.name AS "recommenderName"
      FROM evaluations e JOIN studios s ON s.id = e.studio_id JOIN host_units h ON h.id = s.host_unit_id
      JOIN recommenders r ON r.id = s.recommender_id WHERE e.id = ANY(${evaluationIds}::uuid[])`);
    const units = await this.database.rows<{ id: string; parentId: string | null }>(
      sql`SELECT id, parent_id AS "parentId" FROM host_units WHERE parent_id IS NOT NULL`,
    );
    const parentOf = new Map(units.map(({ id, parentId }) => [id, parentId]));
    const known = new Map(evaluators.map((evaluator) => [evaluator.accountId, evaluator]));
    const judged = new Map(studios.map((studio) => [studio.evaluationId, studio]));
    return {
      evaluators: known,
      studios: judged,
      conflictsOf: ({ evaluationId, accountId }) => {
        const [evaluator, studio] = [known.get(accountId), judged.get(evaluationId)];
        return evaluator && studio ? conflictsBetween(evaluator, studio, parentOf) : [];
      },
    };
  }
}

/** An account in use with the evaluator role. */
const isEvaluator = sql`a.status = 'active' AND EXISTS (
  SELECT FROM account_roles role WHERE role.account_id = a.id AND role.role = 'evaluator')`;
