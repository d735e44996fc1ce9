import type {
  ArbitrationRuling,
  EvaluationState,
  FullSheet,
  GradeReason,
  VisitLine,
} from '@jianglian/domain/evaluation';
import { allSheetsIn } from '@jianglian/domain/evaluation';
import type { Grade, Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';

/** Studios read at once: enough to be quick, few enough to stay small. */
const BATCH = 100;

export interface WorkbookStudio {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly district: string | null;
  readonly tier: Tier;
  readonly state: EvaluationState;
}

export interface WorkbookPanel extends WorkbookStudio {
  readonly ruling: { readonly kind: ArbitrationRuling; readonly spread: number; readonly reason: string | null } | null;
  readonly sheets: readonly (FullSheet & { readonly evaluatorName: string; readonly arbitration: boolean })[];
}

export interface WorkbookOpinion extends WorkbookStudio {
  readonly opinion: string;
  readonly comment: string;
  readonly lines: readonly { readonly indicator: string; readonly score: number | null; readonly reason: string }[];
  readonly by: string | null;
  readonly at: string | null;
}

export interface WorkbookVisit extends WorkbookStudio {
  readonly visit: string;
  readonly reason: string;
  readonly reasonText: string | null;
  readonly plannedOn: string | null;
  readonly visitors: readonly string[];
  readonly lines: readonly VisitLine[];
  readonly summary: string;
}

export interface WorkbookDecision extends WorkbookStudio {
  readonly base: number | null;
  readonly bonus: number;
  readonly final: number | null;
  readonly proposed: Grade | null;
  readonly grade: Grade | null;
  readonly reasons: readonly GradeReason[];
  readonly decisionReason: string | null;
  readonly veto: { readonly code: string; readonly reason: string } | null;
}

const studio = sql`e.id, s.name, h.name AS unit, d.short_name AS district, e.tier, e.state`;
const tables = sql`evaluations e JOIN studios s ON s.id = e.studio_id JOIN host_units h ON h.id = s.host_unit_id
  LEFT JOIN districts d ON d.code = s.district_code`;
const isIn = sql`e.state = ANY(${allSheetsIn}::text[])`;

/** What the committee's workbook is made of, read batch by batch while it is written. */
@Injectable()
export class WorkbookQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Rows of the large sheets, for the audit record. */
  async counts(cycleId: string): Promise<{ studios: number; sheets: number; marks: number }> {
    const row = await this.database.one<{ studios: number; sheets: number; marks: number }>(sql`
      SELECT count(DISTINCT e.id)::int AS studios, count(DISTINCT sh.id)::int AS sheets, count(k.indicator)::int AS marks
      FROM evaluations e JOIN scoresheets sh ON sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed')
      LEFT JOIN marks k ON k.scoresheet_id = sh.id WHERE e.cycle_id = ${cycleId} AND ${isIn}`);
    return row as { studios: number; sheets: number; marks: number };
  }

  /** Only studios whose sheets are all in: nothing half-way, for the office neither. */
  panels(cycleId: string): AsyncGenerator<WorkbookPanel> {
    return this.each<WorkbookPanel>(
      cycleId,
      isIn,
      sql`CASE WHEN x.kind IS NOT NULL THEN
            jsonb_build_object('kind', x.kind, 'spread', x.spread, 'reason', x.reason) END AS ruling,
          coalesce((SELECT jsonb_agg(jsonb_build_object('id', sh.id, 'evaluatorName', a.display_name,
              'arbitration', sh.arbitration, 'marks', (
                SELECT coalesce(jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
                  'notApplicable', k.not_applicable, 'deductions', '[]'::jsonb, 'comment', k.comment)), '[]')
                FROM marks k WHERE k.scoresheet_id = sh.id)) ORDER BY sh.id)
            FROM scoresheets sh JOIN accounts a ON a.id = sh.account_id
            WHERE sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed')), '[]') AS sheets`,
      sql`LEFT JOIN arbitrations x ON x.evaluation_id = e.id`,
    );
  }

  opinions(cycleId: string): AsyncGenerator<WorkbookOpinion> {
    return this.each<WorkbookOpinion>(
      cycleId,
      sql`o.state IN ('agreed', 'adjusted')`,
      sql`o.state AS opinion, o.comment, o.lines, a.display_name AS by, o.given_at AS at`,
      sql`JOIN opinions o ON o.evaluation_id = e.id LEFT JOIN accounts a ON a.id = o.given_by`,
    );
  }

  visits(cycleId: string): AsyncGenerator<WorkbookVisit> {
    return this.each<WorkbookVisit>(
      cycleId,
      sql`TRUE`,
      sql`v.state AS visit, v.reason, v.reason_text AS "reasonText", v.planned_on AS "plannedOn", v.lines, v.summary,
          ARRAY(SELECT a.display_name::text FROM site_visit_visitors w JOIN accounts a ON a.id = w.account_id
                WHERE w.visit_id = v.id ORDER BY 1) AS visitors`,
      sql`JOIN site_visits v ON v.evaluation_id = e.id`,
    );
  }

  decisions(cycleId: string): AsyncGenerator<WorkbookDecision> {
    return this.each<WorkbookDecision>(
      cycleId,
      sql`(${isIn} OR e.state = 'missed')`,
      sql`e.base_score AS base, e.bonus_score AS bonus,
          coalesce(e.final_score, least(10000, e.base_score + e.bonus_score)) AS final,
          e.proposed_grade AS proposed, e.grade, e.reasons, e.decision_reason AS "decisionReason", e.veto`,
      sql``,
    );
  }

  private async *each<Row extends WorkbookStudio>(
    cycleId: string,
    which: Sql,
    columns: Sql,
    joins: Sql,
  ): AsyncGenerator<Row> {
    for (let after = '00000000-0000-0000-0000-000000000000', more = true; more;) {
      const rows = await this.database.rows<Row>(sql`
        SELECT ${studio}, ${columns} FROM ${tables} ${joins}
        WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn' AND ${which} AND e.id > ${after}
        ORDER BY e.id LIMIT ${BATCH}`);
      yield* rows;
      more = rows.length === BATCH;
      after = rows.at(-1)?.id ?? after;
    }
  }
}
