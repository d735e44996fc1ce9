import type { CohortRow, evaluationApi } from '@jianglian/contracts/evaluation';
import type { EvaluationRow } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { cohortFinding } from '@jianglian/domain/evaluation';
import type { Standing } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { byName, closings, heldSheets, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

interface StoredCohortRow extends Omit<CohortRow, 'dueOn' | 'basis' | 'basisOn'> {
  readonly id: string;
  readonly name: string;
  readonly standing: Standing;
  readonly awardedOn: string;
  readonly lastEvaluatedOn: string | null;
  readonly elsewhere: boolean;
  readonly basis: CohortRow['basis'] | null;
  readonly basisOn: string | null;
}

/** Scores appear only where all sheets are in. */
const evaluationColumns = sql`
  e.id, e.revision, ${studioBrief('e.tier')} AS studio, s.name, e.state, ${closings} AS closings,
  e.self_submitted_at AS "selfSubmittedAt",
  (SELECT count(*) FROM self_evaluation_lines l WHERE l.evaluation_id = e.id AND l.score IS NOT NULL)::int AS "selfLines",
  sheets.held AS "sheetsAssigned", sheets.submitted AS "sheetsSubmitted", c.sheets_per_studio AS "sheetsWanted",
  CASE WHEN e.state IN ('scored', 'decided', 'announced', 'published', 'retracted')
       THEN coalesce(e.final_score, least(10000, e.base_score + e.bonus_score)) END AS "finalScore",
  CASE WHEN e.state IN ('scored', 'decided', 'announced', 'published', 'retracted') THEN e.spread END AS spread,
  e.grade`;

const evaluationTables = sql`
  evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
  ${studioBriefJoins}
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE ${heldSheets})::int AS held,
           count(*) FILTER (WHERE sh.state IN ('submitted', 'sealed'))::int AS submitted
    FROM scoresheets sh WHERE sh.evaluation_id = e.id) sheets`;

const searched = (text: string | undefined): Sql | undefined =>
  text ? sql`s.search_text ILIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`}` : undefined;

/** Who is in a cycle and why, and how far everybody is: the office's view. */
@Injectable()
export class CohortQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;

  constructor(database: Database, rubrics: RubricQueries) {
    this.database = database;
    this.rubrics = rubrics;
  }

  async page({ params, query }: InputOf<typeof evaluationApi.cohort>): Promise<ReplyOf<typeof evaluationApi.cohort>> {
    const cycle = await this.cycle(params.id);
    const order = keyset(
      [
        { key: 'name', column: byName },
        { key: 'id', column: sql`s.id` },
      ],
      query.after,
    );
    const inCohort = sql`(e.id IS NOT NULL AND e.state <> 'withdrawn')`;
    const shown = { in: inCohort, out: sql`NOT ${inCohort}`, all: undefined }[query.show];
    const tables = sql`
      studios s JOIN evaluation_cycles c ON c.id = ${params.id} LEFT JOIN evaluations e ON e.studio_id = s.id AND e.cycle_id = ${params.id} ${studioBriefJoins}`;
    const asked = every([searched(query.search), query.tier && sql`s.tier = ANY(${query.tier}::text[])`]);
    const rows = await this.database.rows<StoredCohortRow>(sql`
      SELECT s.id, s.name, s.standing, s.awarded_on AS "awardedOn", s.last_evaluated_on AS "lastEvaluatedOn",
             ${studioBrief('s.tier')} AS studio, e.basis, e.basis_on AS "basisOn",
             nullif(e.cohort_reason, e.basis) AS reason, ${inCohort} AS "inCohort", e.id AS "evaluationId",
             e.state AS "evaluationState", e.revision, CASE WHEN e.id IS NOT NULL THEN ${closings} END AS closings,
             coalesce((SELECT jsonb_agg(jsonb_build_object('step', x.step, 'closesAt', x.closes_at, 'reason', x.reason,
                                                           'at', x.at) ORDER BY x.at)
                       FROM evaluation_extensions x WHERE x.evaluation_id = e.id), '[]') AS extensions,
             EXISTS (SELECT FROM evaluations o JOIN evaluation_cycles oc ON oc.id = o.cycle_id
                     WHERE o.studio_id = s.id AND o.cycle_id <> ${params.id} AND o.state <> 'withdrawn'
                       AND oc.state NOT IN ('draft', 'published', 'cancelled')) AS elsewhere
      FROM ${tables}
      WHERE ${every([asked, shown, order.where])} ORDER BY ${order.orderBy} LIMIT ${query.limit + 1}`);
    const counts = await this.database.one<{ in: number; out: number }>(sql`
      SELECT count(*) FILTER (WHERE ${inCohort})::int AS in, count(*) FILTER (WHERE NOT ${inCohort})::int AS out
      FROM ${tables} WHERE ${asked}`);
    const page = order.page(rows, query.limit);
    return {
      rows: page.rows.map((row) => explained(row, cycle)),
      next: page.next,
      counts: counts ?? { in: 0, out: 0 },
    };
  }

  async member(cycleId: string, studioId: string): Promise<CohortRow> {
    const name = await this.database.one<{ search: string }>(
      sql`SELECT code AS search FROM studios WHERE id = ${studioId}`,
    );
    const page = await this.page({
      params: { id: cycleId },
      query: { search: name?.search, show: 'all', limit: 200, after: undefined, tier: undefined },
    });
    const row = page.rows.find(({ studio }) => studio.id === studioId);
    if (!row) throw new NotFoundError('studio');
    return row;
  }

  async isMember(cycleId: string, studioId: string): Promise<boolean> {
    const row = await this.database.one(
      sql`SELECT 1 FROM evaluations WHERE cycle_id = ${cycleId} AND studio_id = ${studioId}`,
    );
    return row !== undefined;
  }

  /** The evaluations of a cycle with how far each is. */
  async evaluations({
    params,
    query,
  }: InputOf<typeof evaluationApi.evaluations>): Promise<ReplyOf<typeof evaluationApi.evaluations>> {
    await this.cycle(params.id);
    const order = keyset(
      [
        { key: 'name', column: byName },
        { key: 'id', column: sql`e.id` },
      ],
      query.after,
    );
    const rows = await this.database.rows<EvaluationRow>(sql`
      SELECT ${evaluationColumns} FROM ${evaluationTables}
      WHERE ${every([
        sql`e.cycle_id = ${params.id}`,
        searched(query.search),
        query.tier && sql`e.tier = ANY(${query.tier}::text[])`,
        query.state && sql`e.state = ANY(${query.state}::text[])`,
        order.where,
      ])} ORDER BY ${order.orderBy} LIMIT ${query.limit + 1}`);
    return order.page(rows, query.limit);
  }

  async row(id: string): Promise<EvaluationRow> {
    const row = await this.database.one<EvaluationRow>(
      sql`SELECT ${evaluationColumns} FROM ${evaluationTables} WHERE e.id = ${id}`,
    );
    if (!row) throw new NotFoundError('evaluation');
    return row;
  }

  private async cycle(id: string): Promise<{ year: number; years: number }> {
    const row = await this.database.one<{ year: number; rubricVersion: string }>(
      sql`SELECT year, rubric_version AS "rubricVersion" FROM evaluation_cycles WHERE id = ${id}`,
    );
    if (!row) throw new NotFoundError('cycle');
    return { year: row.year, years: (await this.rubrics.view(row.rubricVersion)).years };
  }
}

/** What was noted when it was taken in; for the others what the rule says today. */
function explained(row: StoredCohortRow, cycle: { year: number; years: number }): CohortRow {
  const finding = cohortFinding({ ...row, runsElsewhere: row.elsewhere }, cycle.year, cycle.years);
  return { ...row, basis: row.basis ?? finding.basis, basisOn: row.basisOn ?? finding.basisOn, dueOn: finding.dueOn };
}
