import type { FullSheet, Rubric } from '@jianglian/domain/evaluation';
import { aggregate } from '@jianglian/domain/evaluation';
import type { CivilDate } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

/** A published 不合格 with the order the studio's timeline has for it. */
export interface FailedEvaluation {
  readonly id: string;
  readonly studioId: string;
  readonly tier: string;
  readonly cycleTitle: string;
  readonly rubricVersion: string;
  readonly score: number | null;
  readonly veto: object | null;
  readonly orderedOn: CivilDate;
  readonly until: CivilDate;
  readonly documentNumber: string | null;
  readonly sheets: readonly FullSheet[];
}

const sheets = sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('id', sh.id, 'marks', coalesce((
    SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score, 'notApplicable', k.not_applicable,
      'deductions', k.deductions, 'comment', k.comment)) FROM marks k WHERE k.scoresheet_id = sh.id), '[]')) ORDER BY sh.id)
  FROM scoresheets sh WHERE sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed')), '[]')`;

/** What the order is made of: published evaluations, their sheets, and the event that ordered the rectification. */
@Injectable()
export class RectificationSource {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** 不合格 of the cycle, studio under rectification since, no order prepared for it yet and none under way. */
  failedIn(cycleId: string): Promise<FailedEvaluation[]> {
    return this.database.rows<FailedEvaluation>(sql`
      SELECT e.id, e.studio_id AS "studioId", e.tier, c.title AS "cycleTitle", c.rubric_version AS "rubricVersion",
             e.final_score AS score, e.veto, ordered.happened_on AS "orderedOn", ordered.facts ->> 'until' AS until,
             ordered.document_number AS "documentNumber", ${sheets} AS sheets
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      CROSS JOIN LATERAL (
        SELECT v.happened_on, v.facts, v.document_number FROM studio_events v
        WHERE v.studio_id = s.id AND v.kind = 'rectification-ordered' ORDER BY v.position DESC LIMIT 1) ordered
      WHERE e.cycle_id = ${cycleId} AND e.state = 'published' AND e.grade = 'failed' AND s.standing = 'rectifying'
        AND ordered.happened_on >= c.published_on
        AND NOT EXISTS (SELECT FROM rectifications r WHERE r.studio_id = s.id
                        AND (r.evaluation_id = e.id AND r.state <> 'withdrawn' OR r.closed_at IS NULL))
      ORDER BY e.id`);
  }

  /** What the evaluation gave on each line. */
  async scoresOf(evaluationId: string, rubric: Rubric): Promise<ReadonlyMap<string, number | null>> {
    const row = await this.database.one<{ sheets: FullSheet[] }>(
      sql`SELECT ${sheets} AS sheets FROM evaluations e WHERE e.id = ${evaluationId}`,
    );
    if (!row || row.sheets.length === 0) return new Map();
    return new Map(aggregate(rubric, row.sheets).lines.map(({ indicator, mean }) => [indicator, mean]));
  }
}
