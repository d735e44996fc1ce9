import type { RectificationItemView, RectificationStepView, RectificationView } from '@jianglian/contracts/evaluation';
import type { Rubric } from '@jianglian/domain/evaluation';
import { indicatorOf } from '@jianglian/domain/evaluation';
import { roundHalfUp } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { EvidenceQueries } from '../self-evaluation/evidence.queries.ts';

type StoredItem = Omit<RectificationItemView, 'name' | 'fullMark' | 'percent' | 'activities'> & {
  readonly activityIds: readonly string[];
};

/** Files by their ids, as the viewer shows them. */
export const filesOf = (ids: Sql): Sql => sql`coalesce((
  SELECT jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size,
    'pages', f.pages) ORDER BY array_position(${ids}, f.id)) FROM files f WHERE f.id = ANY(${ids})), '[]')`;

/** The items of an order in the words of its rubric, and its trace. */
@Injectable()
export class RectificationItems {
  private readonly database: Database;
  private readonly evidence: EvidenceQueries;

  constructor(database: Database, evidence: EvidenceQueries) {
    this.database = database;
    this.evidence = evidence;
  }

  async items(id: string, rubric: Rubric, removedToo: boolean): Promise<RectificationItemView[]> {
    const rows = await this.database.rows<StoredItem>(sql`
      SELECT i.code, i.kind, i.text, i.points, i.score, i.cause, i.border_percent AS "borderPercent", i.reason, i.removed,
             i.plan, i.plan_by AS "planBy", i.report, i.activity_ids AS "activityIds", ${filesOf(sql`i.file_ids`)} AS files
      FROM rectification_items i WHERE i.rectification_id = ${id} ${removedToo ? sql`` : sql`AND NOT i.removed`}
      ORDER BY i.position, i.code`);
    const proofs = await this.evidence.byLine(
      rows.map(({ code, activityIds }) => ({ indicator: code, evidence: activityIds })),
    );
    return rows.map(({ activityIds: _activityIds, ...row }) => {
      const indicator = indicatorOf(rubric, row.code);
      return {
        ...row,
        name: indicator?.name ?? null,
        fullMark: indicator?.fullMark ?? null,
        percent: row.score === null || !row.points ? null : roundHalfUp((row.score * 10_000) / row.points) / 100,
        activities: (proofs.get(row.code) ?? []).map(({ alsoUsedIn: _used, ...proof }) => proof),
      };
    });
  }

  /** For the office all of it with names; the others see what concerns them, and of the office no name. */
  steps(id: string, forOffice: boolean): Promise<RectificationStepView[]> {
    return this.database.rows<RectificationStepView>(sql`
      SELECT t.id, t.kind, t.at, t.side, ${forOffice ? sql`a.display_name` : sql`CASE WHEN t.side = 'studio' THEN a.display_name END`} AS by,
             t.text, ${filesOf(sql`t.file_ids`)} AS files, t.facts
      FROM rectification_steps t LEFT JOIN accounts a ON a.id = t.account_id
      WHERE t.rectification_id = ${id} ${
        forOffice
          ? sql``
          : sql`AND t.side <> 'checker' AND t.kind NOT IN ('prepared', 'items-changed', 'checkers-changed')`
      }
      ORDER BY t.position`);
  }

  checks(id: string, round: number): Promise<RectificationView['checks']> {
    return this.database.rows(sql`
      SELECT c.id, a.display_name AS name, c.account_id AS "accountId", c.state, c.submitted_at AS "submittedAt"
      FROM rectification_checks c JOIN accounts a ON a.id = c.account_id
      WHERE c.rectification_id = ${id} AND c.round = ${round} AND c.state <> 'released' ORDER BY c.assigned_at, c.id`);
  }

  /** Comments by item, in an order that says nothing about who wrote them. */
  async comments(id: string, round: number): Promise<ReadonlyMap<string, string[]>> {
    const rows = await this.database.rows<{ item: string; comments: string[] }>(sql`
      SELECT m.item, array_agg(m.comment ORDER BY m.comment) AS comments
      FROM rectification_marks m JOIN rectification_checks c ON c.id = m.check_id
      WHERE c.rectification_id = ${id} AND c.round = ${round} AND c.state = 'submitted' AND m.comment <> ''
      GROUP BY m.item`);
    return new Map(rows.map(({ item, comments }) => [item, comments]));
  }
}
