import type {
  ActivitySettings,
  ReportContent,
  ReportKind,
  ReportState,
  SummaryDraft,
} from '@jianglian/domain/activity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';

export interface ReportKey {
  readonly studioId: string;
  readonly kind: ReportKind;
  readonly year: number;
}

export interface LoadedReport extends ReportKey, ReportContent {
  readonly id: string;
  readonly state: ReportState;
  readonly submittedOn: CivilDate | null;
  readonly dueOn: CivilDate | null;
  readonly revision: number;
}

@Injectable()
export class ReportRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  forUpdate({ studioId, kind, year }: ReportKey): Promise<LoadedReport | undefined> {
    return this.database.one<LoadedReport>(sql`
      SELECT id, studio_id AS "studioId", kind, year, state, texts, targets, submitted_on AS "submittedOn",
             due_on AS "dueOn", revision
      FROM studio_reports WHERE studio_id = ${studioId} AND kind = ${kind} AND year = ${year} FOR UPDATE`);
  }

  /** False when somebody else began it meanwhile. */
  async begin(
    id: string,
    { studioId, kind, year }: ReportKey,
    { texts, targets }: ReportContent,
    at: Date,
  ): Promise<boolean> {
    const added = await this.database.run(sql`
      INSERT INTO studio_reports (id, studio_id, kind, year, texts, targets, created_at)
      VALUES (${id}, ${studioId}, ${kind}, ${year}, ${JSON.stringify(texts)}::jsonb, ${JSON.stringify(targets)}::jsonb, ${at})
      ON CONFLICT (studio_id, kind, year) DO NOTHING`);
    return added === 1;
  }

  async edit(id: string, { texts, targets }: ReportContent): Promise<void> {
    await this.database.run(sql`
      UPDATE studio_reports SET texts = ${JSON.stringify(texts)}::jsonb, targets = ${JSON.stringify(targets)}::jsonb,
             revision = revision + 1 WHERE id = ${id}`);
  }

  /** The first day it was handed in stays, and the due day that held then. */
  async submit(id: string, day: CivilDate, at: Date, dueOn: CivilDate, figures: SummaryDraft | null): Promise<void> {
    await this.database.run(sql`
      UPDATE studio_reports SET state = 'submitted', submitted_on = coalesce(submitted_on, ${day}::date),
             due_on = coalesce(due_on, ${dueOn}::date), submitted_at = ${at},
             figures = ${figures === null ? null : JSON.stringify(figures)}::jsonb, reopen_reason = NULL,
             revision = revision + 1 WHERE id = ${id}`);
  }

  async reopen(id: string, reason: string): Promise<void> {
    await this.database.run(sql`
      UPDATE studio_reports SET state = 'draft', figures = NULL, reopen_reason = ${reason}, revision = revision + 1
      WHERE id = ${id}`);
  }

  /** What the decisions about a report need of its studio. */
  studio(id: string): Promise<{ recommenderId: string } | undefined> {
    return this.database.one(sql`SELECT recommender_id AS "recommenderId" FROM studios WHERE id = ${id}`);
  }

  async settings(lock = false): Promise<{ content: ActivitySettings; revision: number }> {
    const row = await this.database.one<{ content: ActivitySettings; revision: number }>(
      lock
        ? sql`SELECT content, revision FROM activity_settings FOR UPDATE`
        : sql`SELECT content, revision FROM activity_settings`,
    );
    if (!row) throw new Error('the settings of activities are missing');
    return row;
  }

  async changeSettings(content: ActivitySettings): Promise<void> {
    await this.database.run(
      sql`UPDATE activity_settings SET content = ${JSON.stringify(content)}::jsonb, revision = revision + 1`,
    );
  }
}
