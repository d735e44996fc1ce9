import type { ModerationRow, ModerationView } from '@jianglian/contracts/evaluation';
import type { evaluationApi } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { ArbitrationRuling, EvaluationState, FullSheet, Rubric } from '@jianglian/domain/evaluation';
import {
  aggregate,
  allSheetsIn,
  arbitrationOf,
  outlierFrom,
  outlierPercent,
  outliersIn,
} from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { panelLabel } from '../scoring/scoresheet.queries.ts';

interface Stored {
  readonly id: string;
  readonly studio: ModerationRow['studio'];
  readonly state: EvaluationState;
  readonly spread: number;
  readonly ruling: { readonly kind: ArbitrationRuling; readonly spread: number } | null;
}

interface StoredSheet extends FullSheet {
  readonly evaluationId: string;
  readonly arbitration: boolean;
}

/** 评分复核: the studios of a cycle whose sheets are all in, the widest spread first. */
@Injectable()
export class ModerationQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;

  constructor(database: Database, rubrics: RubricQueries) {
    this.database = database;
    this.rubrics = rubrics;
  }

  async page({ params, query }: InputOf<typeof evaluationApi.moderation>): Promise<ModerationView> {
    const cycle = await this.database.one<{ version: string }>(
      sql`SELECT rubric_version AS version FROM evaluation_cycles WHERE id = ${params.id}`,
    );
    if (!cycle) throw new NotFoundError('cycle');
    const rubric = await this.rubrics.view(cycle.version);
    const order = keyset(
      [
        { key: 'spread', column: sql`e.spread`, descending: true },
        { key: 'id', column: sql`e.id`, descending: true },
      ],
      query.after,
    );
    const { over, open } = conditions(rubric.spreadLimit);
    // The page first, the words of its studios afterwards: fifty joins instead of two thousand.
    const rows = await this.database.rows<Stored>(sql`
      WITH page AS (
        SELECT e.* FROM evaluations e LEFT JOIN arbitrations x ON x.evaluation_id = e.id
        WHERE e.cycle_id = ${params.id} AND ${isIn} AND ${order.where} AND ${every([
          query.tier && sql`e.tier = ANY(${query.tier}::text[])`,
          query.show === 'over' && over,
          query.show === 'open' && open,
          query.show === 'outliers' && withOutliers(params.id, rubric),
        ])}
        ORDER BY ${order.orderBy} LIMIT ${query.limit + 1})
      SELECT e.id, ${studioBrief('e.tier')} AS studio, e.state, e.spread,
             CASE WHEN x.kind IS NOT NULL
                  THEN jsonb_build_object('kind', x.kind, 'spread', x.spread) END AS ruling
      FROM page e JOIN studios s ON s.id = e.studio_id ${studioBriefJoins}
      LEFT JOIN arbitrations x ON x.evaluation_id = e.id ORDER BY ${order.orderBy}`);
    const page = order.page(rows, query.limit);
    const sheets = Map.groupBy(await this.sheets(page.rows.map(({ id }) => id)), ({ evaluationId }) => evaluationId);
    return {
      next: page.next,
      rows: page.rows.map((row) => rowOf(rubric, row, sheets.get(row.id) ?? [])),
      spreadLimit: rubric.spreadLimit,
      outlierPercent,
      ...(await this.counted(params.id, rubric.spreadLimit)),
    };
  }

  private sheets(ids: readonly string[]): Promise<StoredSheet[]> {
    return this.database.rows<StoredSheet>(sql`
      SELECT sh.id, sh.evaluation_id AS "evaluationId", sh.arbitration,
             jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
               'notApplicable', k.not_applicable)) AS marks
      FROM scoresheets sh JOIN marks k ON k.scoresheet_id = sh.id
      WHERE sh.evaluation_id = ANY(${ids}::uuid[]) AND sh.state IN ('submitted', 'sealed')
      GROUP BY sh.id ORDER BY sh.id`);
  }

  private async counted(cycleId: string, limit: number): Promise<Pick<ModerationView, 'counts' | 'running'>> {
    const { over, open } = conditions(limit);
    const counts = await this.database.one<Omit<ModerationView['counts'], 'running'>>(sql`
      SELECT count(*)::int AS scored, count(*) FILTER (WHERE ${over})::int AS over,
             count(*) FILTER (WHERE ${open})::int AS open
      FROM evaluations e LEFT JOIN arbitrations x ON x.evaluation_id = e.id WHERE e.cycle_id = ${cycleId} AND ${isIn}`);
    const running = await this.database.rows<ModerationView['running'][number]>(sql`
      SELECT e.id AS "evaluationId", e.revision, ${studioBrief('e.tier')} AS studio, a.display_name AS "arbitratorName",
             x.ruled_at AS "askedAt", x.closes_at AS "closesAt"
      FROM arbitrations x JOIN evaluations e ON e.id = x.evaluation_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins}
      LEFT JOIN scoresheets sh ON sh.evaluation_id = e.id AND sh.arbitration AND sh.state NOT IN ('recused', 'released')
      LEFT JOIN accounts a ON a.id = sh.account_id
      WHERE e.cycle_id = ${cycleId} AND x.kind = 'asked' AND e.state = 'submitted' ORDER BY x.closes_at, e.id`);
    return {
      counts: { scored: 0, over: 0, open: 0, ...counts, running: running.length },
      running,
    };
  }
}

/** All sheets are in: before that a studio is not in this list, nor in its counts and filters. */
const isIn = sql`e.state = ANY(${allSheetsIn}::text[]) AND e.spread IS NOT NULL`;

/** `arbitrationOf` in SQL: over the limit, and neither arbitrated nor waived at this width. */
function conditions(limit: number): { readonly over: Sql; readonly open: Sql } {
  const over = sql`e.spread > ${limit}`;
  return {
    over,
    open: sql`${over} AND x.kind IS DISTINCT FROM 'asked' AND NOT (x.kind IS NOT DISTINCT FROM 'waived' AND e.spread <= x.spread)`,
  };
}

/** `outliersOf` in SQL, for the filter: a line with three marks or more of which one is far from their median. */
const withOutliers = (cycleId: string, rubric: Rubric): Sql => {
  const points = JSON.stringify(rubric.indicators.map(({ code, points: full }) => ({ code, full })));
  return sql`e.id IN (
    SELECT line.evaluation_id FROM (
      SELECT sh.evaluation_id, k.indicator, min(k.score) AS least, max(k.score) AS most,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY k.score) AS middle
      FROM evaluations o JOIN scoresheets sh ON sh.evaluation_id = o.id AND sh.state IN ('submitted', 'sealed')
      JOIN marks k ON k.scoresheet_id = sh.id WHERE o.cycle_id = ${cycleId}
      GROUP BY sh.evaluation_id, k.indicator HAVING count(k.score) >= ${outlierFrom}) line
    JOIN jsonb_to_recordset(${points}::jsonb) AS rubric(code text, "full" int) ON rubric.code = line.indicator
    WHERE greatest(most - round(middle), round(middle) - least) * 100 > rubric.full * ${outlierPercent})`;
};

function rowOf(rubric: Rubric, row: Stored, sheets: readonly StoredSheet[]): ModerationRow {
  const result = aggregate(rubric, sheets);
  const totals = new Map(result.sheets.map((sheet) => [sheet.id, sheet]));
  return {
    evaluationId: row.id,
    studio: row.studio,
    state: row.state,
    totals: sheets.map(({ id, arbitration }, index) => ({
      label: panelLabel(index),
      total: totals.get(id)?.total ?? 0,
      dropped: totals.get(id)?.dropped ?? false,
      arbitration,
    })),
    counted: result.base,
    median: result.median,
    spread: row.spread,
    over: row.spread > rubric.spreadLimit,
    outliers: outliersIn(rubric, sheets),
    arbitration: arbitrationOf(row, rubric.spreadLimit),
  };
}
