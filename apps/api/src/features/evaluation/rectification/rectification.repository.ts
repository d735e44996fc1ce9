import type {
  CheckMark,
  Consequence,
  Rectification,
  RectificationItem,
  RectificationSettings,
  RectificationState,
  RectificationStep,
  SubsidyConsequence,
} from '@jianglian/domain/evaluation';
import type { Standing, Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { Database, sql, type Sql, UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { RectificationItemRow } from './rectification-item.entity.ts';
import { RectificationRow } from './rectification.entity.ts';

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

export interface NewStep {
  readonly kind: RectificationStep;
  readonly side: 'office' | 'studio' | 'checker' | 'clock';
  readonly accountId: string | null;
  readonly text?: string | null | undefined;
  readonly fileIds?: readonly string[] | undefined;
  readonly facts?: object | undefined;
  readonly at: Date;
}

@Injectable()
export class RectificationRepository {
  private readonly database: Database;
  private readonly unit: UnitOfWork;

  constructor(database: Database, unit: UnitOfWork) {
    this.database = database;
    this.unit = unit;
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

  /** What was decided and waits for the ministry. */
  async decided(id: string) {
    const row = await this.database.one<{ consequence: Consequence; subsidy: SubsidyConsequence; reason: string }>(sql`
      SELECT consequence, subsidy, decision_reason AS reason FROM rectifications WHERE id = ${id}`);
    if (!row) throw new Error('a rectification that is locked exists');
    return row;
  }

  /** The failure stands on the studio's timeline already, later than the order. */
  async hasFailed(studioId: string): Promise<boolean> {
    const row = await this.database.one<{ kind: string }>(sql`
      SELECT kind FROM studio_events WHERE studio_id = ${studioId}
        AND kind IN ('rectification-ordered', 'rectification-failed') ORDER BY position DESC LIMIT 1`);
    return row?.kind === 'rectification-failed';
  }

  items(id: string): Promise<StoredItem[]> {
    return this.database.rows<StoredItem>(sql`
      SELECT code, kind, text, points, score, cause, border_percent AS "borderPercent", reason, removed, plan,
             plan_by AS "planBy", report, activity_ids AS "activityIds", file_ids AS "fileIds",
             cardinality(activity_ids) + cardinality(file_ids) AS evidence
      FROM rectification_items WHERE rectification_id = ${id} ORDER BY position, code`);
  }

  async insert(row: QueryDeepPartialEntity<RectificationRow>): Promise<string> {
    const { identifiers } = await this.unit.manager.insert(RectificationRow, row);
    return (identifiers[0] as { id: string }).id;
  }

  async save(
    { id, revision }: Pick<LockedRectification, 'id' | 'revision'>,
    state: RectificationState,
    changes: QueryDeepPartialEntity<RectificationRow>,
  ): Promise<void> {
    await this.unit.manager.update(RectificationRow, { id }, { ...changes, state, revision: revision + 1 });
  }

  async insertItems(items: readonly QueryDeepPartialEntity<RectificationItemRow>[]): Promise<void> {
    if (items.length > 0) await this.unit.manager.insert(RectificationItemRow, [...items]);
  }

  async saveItem(id: string, code: string, changes: QueryDeepPartialEntity<RectificationItemRow>): Promise<void> {
    await this.unit.manager.update(RectificationItemRow, { rectificationId: id, code }, changes);
  }

  async removeActs(id: string): Promise<void> {
    await this.database.run(sql`DELETE FROM rectification_items WHERE rectification_id = ${id} AND kind = 'act'`);
  }

  /** The trace grows under the lock of its rectification: positions do not collide. */
  async addStep(id: string, step: NewStep): Promise<void> {
    await this.database.run(sql`
      INSERT INTO rectification_steps (rectification_id, position, kind, at, account_id, side, text, file_ids, facts)
      SELECT ${id}, coalesce(max(position), 0) + 1, ${step.kind}, ${step.at}, ${step.accountId}::uuid, ${step.side},
             ${step.text ?? null}, ${step.fileIds ?? []}::uuid[], ${JSON.stringify(step.facts ?? {})}::jsonb
      FROM rectification_steps WHERE rectification_id = ${id}`);
  }

  async settings(): Promise<{ settings: RectificationSettings; revision: number } | undefined> {
    return this.database.one(sql`SELECT content AS settings, revision FROM rectification_settings`);
  }

  /** Answers false when somebody else saved since. */
  async saveSettings(settings: RectificationSettings, revision: number): Promise<boolean> {
    const content = JSON.stringify(settings);
    const rows =
      revision === 0
        ? await this.database.run(sql`
            INSERT INTO rectification_settings (content) VALUES (${content}::jsonb) ON CONFLICT DO NOTHING`)
        : await this.database.run(sql`
            UPDATE rectification_settings SET content = ${content}::jsonb, revision = revision + 1
            WHERE revision = ${revision}`);
    return rows === 1;
  }

  /** Files the account uploaded itself: nobody attaches what is another's. */
  async ownFiles(ids: readonly string[], accountId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(
      sql`SELECT id FROM files WHERE id = ANY(${ids}::uuid[]) AND account_id = ${accountId}`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  async verifiedActivities(ids: readonly string[], studioId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT id FROM activities WHERE id = ANY(${ids}::uuid[]) AND studio_id = ${studioId} AND state = 'verified'`);
    return new Set(rows.map(({ id }) => id));
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
