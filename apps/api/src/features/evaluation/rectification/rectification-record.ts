import type { CheckMark, Rectification, RectificationItem } from '@jianglian/domain/evaluation';
import type { Standing, Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface StoredItem extends RectificationItem {
  readonly borderPercent: number | null;
  readonly activityIds: readonly string[];
  readonly fileIds: readonly string[];
}

/** A rectification as it is decided on, locked until the unit ends. */
export interface LockedRectification extends Rectification {
  readonly id: string;
  readonly revision: number;
  readonly evaluationId: string;
  readonly cycleId: string;
  readonly rubricVersion: string;
  readonly round: number;
  readonly orderedOn: string;
  readonly items: readonly StoredItem[];
  readonly studio: { readonly tier: Tier; readonly heldDistrictTier: boolean; readonly standing: Standing };
}

/** A rectification with all that a decision rests on: the same for showing what could be done and for doing it. */
@Injectable()
export class RectificationRecords {
  protected readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** As it is decided on, for showing what could be. */
  async find(id: string): Promise<LockedRectification> {
    const found = await this.load(id, sql`TRUE`, sql``);
    if (!found) throw new NotFoundError('rectification');
    return found;
  }

  /** `visible` is a condition on `studios s`; what the asker may not see does not exist. */
  forUpdate(id: string, visible: Sql): Promise<LockedRectification | undefined> {
    return this.load(id, visible, sql`FOR UPDATE OF r`);
  }

  private async load(id: string, visible: Sql, lock: Sql): Promise<LockedRectification | undefined> {
    const row = await this.database.one<Omit<LockedRectification, 'items'>>(sql`
      SELECT r.id, r.revision, r.state, r.studio_id AS "studioId", r.due_on AS "dueOn", r.due_on > r.first_due_on AS extended,
             r.settings, r.veto IS NOT NULL AS "hasVeto", r.answer_until AS "answerUntil", r.intended, r.round,
             r.concluded_by AS "concludedBy", r.noticed_by AS "noticedBy", r.evaluation_id AS "evaluationId",
             e.cycle_id AS "cycleId", r.rubric_version AS "rubricVersion", r.ordered_on AS "orderedOn",
             jsonb_build_object('tier', s.tier, 'standing', s.standing, 'heldDistrictTier', EXISTS (
               SELECT FROM studio_tiers t WHERE t.studio_id = s.id AND t.tier = 'district')) AS studio
      FROM rectifications r JOIN studios s ON s.id = r.studio_id LEFT JOIN evaluations e ON e.id = r.evaluation_id
      WHERE r.id = ${id} AND ${visible} ${lock}`);
    return row && { ...row, items: await this.items(id) };
  }

  items(id: string): Promise<StoredItem[]> {
    return this.database.rows<StoredItem>(sql`
      SELECT code, kind, text, points, score, cause, border_percent AS "borderPercent", reason, removed, plan,
             plan_by AS "planBy", report, activity_ids AS "activityIds", file_ids AS "fileIds",
             cardinality(activity_ids) + cardinality(file_ids) AS evidence
      FROM rectification_items WHERE rectification_id = ${id} ORDER BY position, code`);
  }

  /** How many checks of the round are in and out, and the marks of those that are in. */
  async checksOf(
    id: string,
    round: number,
  ): Promise<{ submitted: number; open: number; marks: readonly (readonly CheckMark[])[] }> {
    const rows = await this.database.rows<{ state: string; marks: CheckMark[] }>(sql`
      SELECT c.state, coalesce((SELECT jsonb_agg(jsonb_build_object('item', m.item, 'score', m.score, 'done', m.done,
                'comment', m.comment)) FROM rectification_marks m WHERE m.check_id = c.id), '[]') AS marks
      FROM rectification_checks c
      WHERE c.rectification_id = ${id} AND c.round = ${round} AND c.state IN ('draft', 'submitted') ORDER BY c.id`);
    const submitted = rows.filter(({ state }) => state === 'submitted');
    return {
      submitted: submitted.length,
      open: rows.length - submitted.length,
      marks: submitted.map(({ marks }) => marks),
    };
  }
}
