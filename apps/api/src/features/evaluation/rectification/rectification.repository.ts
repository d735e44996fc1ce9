import type {
  Consequence,
  RectificationSettings,
  RectificationState,
  RectificationStep,
  SubsidyConsequence,
} from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import type { QueryDeepPartialEntity } from 'typeorm';
import { Database, sql, UnitOfWork } from '../../../platform/database/index.ts';
import { type LockedRectification, RectificationRecords } from './rectification-record.ts';
import { RectificationItemRow } from './rectification-item.entity.ts';
import { RectificationRow } from './rectification.entity.ts';

/** Columns a move brings along. */
export type RectificationChanges = QueryDeepPartialEntity<RectificationRow>;

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
export class RectificationRepository extends RectificationRecords {
  private readonly unit: UnitOfWork;

  constructor(database: Database, unit: UnitOfWork) {
    super(database);
    this.unit = unit;
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

  async insert(row: QueryDeepPartialEntity<RectificationRow>): Promise<string> {
    const { identifiers } = await this.unit.manager.insert(RectificationRow, row);
    return (identifiers[0] as { id: string }).id;
  }

  async save(
    { id, revision }: Pick<LockedRectification, 'id' | 'revision'>,
    state: RectificationState,
    changes: RectificationChanges,
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
}
