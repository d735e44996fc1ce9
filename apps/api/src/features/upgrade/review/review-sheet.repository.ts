import type { Aggregate, Mark, Prefill } from '@jianglian/domain/evaluation';
import type { ApplicationState, ReviewSheetState, RoundState } from '@jianglian/domain/upgrade';
import { review2024 } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import {
  asStored,
  type MarkToWrite,
  markWriting,
  type SheetStore,
  type StoredMark,
  type WrittenMark,
} from '../../evaluation/index.ts';

/** An expert's sheet with its marks and what its machine asks. */
export interface ReviewSheet {
  readonly id: string;
  readonly revision: number;
  readonly state: ReviewSheetState;
  readonly accountId: string;
  readonly applicationId: string;
  readonly application: ApplicationState;
  readonly studioName: string;
  readonly roundId: string;
  readonly round: RoundState;
  readonly wanted: number;
  readonly closesAt: Date | null;
  readonly rubricVersion: string;
  /** Nothing in the portal fills a line of an application in. */
  readonly prefills: readonly Prefill[];
  readonly marks: readonly StoredMark[];
}

/** As the office saves them over the revision they were read with. */
export interface StoredReviewSettings {
  readonly rubricVersion: string;
  readonly closesAt: string | null;
  readonly capacity: number;
  readonly formerUnitYears: number;
  readonly priority: object;
  readonly revision: number;
}

type Stored = Omit<ReviewSheet, 'closesAt' | 'prefills'> & { readonly closesAt: string | null };

const store: SheetStore = {
  sheets: sql`review_sheets`,
  marks: sql`review_marks`,
  versions: sql`review_mark_versions`,
  sheetKey: sql`sheet_id`,
};

const tables = sql`
  review_sheets sh JOIN applications a ON a.id = sh.application_id JOIN upgrade_rounds r ON r.id = a.round_id
  LEFT JOIN review_settings t ON t.round_id = r.id`;

const marksOfSheet = sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('indicator', k.indicator, 'score', k.score,
    'notApplicable', k.not_applicable, 'deductions', k.deductions, 'comment', k.comment, 'revision', k.revision,
    'savedAt', k.saved_at)) FROM review_marks k WHERE k.sheet_id = sh.id), '[]')`;

@Injectable()
export class ReviewSheetRepository {
  private readonly database: Database;
  private readonly audit: AuditLog;

  constructor(database: Database, audit: AuditLog) {
    this.database = database;
    this.audit = audit;
  }

  /** Without a lock: what is written afterwards checks for itself. Somebody else's is not found. */
  read(id: string, accountId: string): Promise<ReviewSheet> {
    return this.one(id, sql`sh.account_id = ${accountId}`, sql``);
  }

  /** The application first, so that the last two sheets of one take turns; then the sheet. */
  async forUpdate(id: string, accountId?: string): Promise<ReviewSheet> {
    await this.database.rows(sql`
      SELECT a.id FROM applications a WHERE a.id = (SELECT application_id FROM review_sheets WHERE id = ${id})
      FOR UPDATE`);
    const own = accountId === undefined ? sql`TRUE` : sql`sh.account_id = ${accountId}`;
    return this.one(id, own, sql`FOR UPDATE OF sh`);
  }

  private async one(id: string, own: Sql, lock: Sql): Promise<ReviewSheet> {
    const row = await this.database.one<Stored>(sql`
      SELECT sh.id, sh.revision, sh.state, sh.account_id AS "accountId", a.id AS "applicationId",
        a.state AS application, a.studio_name AS "studioName", r.id AS "roundId", r.state AS round,
        r.sheets_per_application AS wanted, t.closes_at AS "closesAt",
        coalesce(t.rubric_version, ${review2024.version}) AS "rubricVersion", ${marksOfSheet} AS marks
      FROM ${tables} WHERE sh.id = ${id} AND ${own} ${lock}`);
    if (!row) throw new NotFoundError('review sheet');
    const closesAt = row.closesAt === null ? null : new Date(row.closesAt);
    return { ...row, closesAt, prefills: [], marks: row.marks.map(asStored) };
  }

  /** One mark, in one statement that asks everything again under the lock. */
  async write(write: MarkToWrite): Promise<WrittenMark | undefined> {
    const { sheetId, accountId, mark, before, at } = write;
    const { indicator, score, notApplicable } = mark;
    const entry = {
      subject: { type: 'review-sheet', id: sheetId },
      action: 'marked',
      facts: { indicator, score, notApplicable, before },
    };
    const fit = sql`
      SELECT sh.id FROM ${tables}
      WHERE sh.id = ${sheetId} AND sh.account_id = ${accountId} AND sh.state = 'draft' AND a.state = 'accepted'
        AND r.state = 'reviewing' AND (t.closes_at IS NULL OR t.closes_at > ${at}) FOR UPDATE OF sh`;
    const recorded = this.audit.recording([entry], { from: sql`CROSS JOIN touched`, revision: sql`touched.revision` });
    const row = await this.database.one<WrittenMark>(markWriting(store, fit, write, recorded));
    return row && { ...row, mark: asStored(row.mark) };
  }

  async submit(id: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE review_sheets SET state = 'submitted', submitted_at = ${at}, revision = revision + 1 WHERE id = ${id}`);
  }

  async reopen(id: string, reason: string, at: Date): Promise<void> {
    await this.database.run(sql`
      UPDATE review_sheets SET state = 'draft', submitted_at = NULL, reopened_at = ${at}, reopen_reason = ${reason},
        revision = revision + 1 WHERE id = ${id}`);
  }

  /** Recused or released: the place becomes free. */
  async giveBack(id: string, state: 'recused' | 'released', reason: string): Promise<void> {
    await this.database.run(sql`
      UPDATE review_sheets SET state = ${state}, ended_reason = ${reason}, revision = revision + 1 WHERE id = ${id}`);
  }

  insertAll(
    seats: readonly { readonly applicationId: string; readonly accountId: string }[],
    by: string,
    at: Date,
  ): Promise<{ id: string; applicationId: string; accountId: string }[]> {
    return this.database.rows(sql`
      INSERT INTO review_sheets (application_id, account_id, assigned_at, assigned_by)
      SELECT s.application, s.account, ${at}, ${by}
      FROM unnest(${seats.map(({ applicationId }) => applicationId)}::uuid[],
                  ${seats.map(({ accountId }) => accountId)}::uuid[]) AS s(application, account)
      RETURNING id, application_id AS "applicationId", account_id AS "accountId"`);
  }

  /** The sheets of an application that hold a place. */
  panel(applicationId: string): Promise<{ id: string; state: ReviewSheetState; marks: Mark[] }[]> {
    return this.database.rows(sql`
      SELECT sh.id, sh.state, ${marksOfSheet} AS marks FROM review_sheets sh
      WHERE sh.application_id = ${applicationId} AND sh.state IN ('draft', 'submitted') ORDER BY sh.id`);
  }

  async settle(applicationId: string, { base, spread, sheets }: Aggregate, at: Date): Promise<void> {
    const dropped = sheets.filter((sheet) => sheet.dropped).length;
    await this.database.run(sql`
      INSERT INTO review_results (application_id, score, spread, sheets, dropped, settled_at)
      VALUES (${applicationId}, ${base}, ${spread}, ${sheets.length}, ${dropped}, ${at})
      ON CONFLICT (application_id) DO UPDATE SET score = excluded.score, spread = excluded.spread,
        sheets = excluded.sheets, dropped = excluded.dropped, settled_at = excluded.settled_at`);
  }

  async unsettle(applicationId: string): Promise<void> {
    await this.database.run(sql`DELETE FROM review_results WHERE application_id = ${applicationId}`);
  }

  /** False when somebody was quicker. */
  async saveSettings(roundId: string, settings: StoredReviewSettings): Promise<boolean> {
    const { rubricVersion, closesAt, capacity, formerUnitYears, priority, revision } = settings;
    const saved = await this.database.run(
      revision === 0
        ? sql`
      INSERT INTO review_settings (round_id, rubric_version, closes_at, capacity, former_unit_years, priority)
      VALUES (${roundId}, ${rubricVersion}, ${closesAt}, ${capacity}, ${formerUnitYears}, ${JSON.stringify(priority)})
      ON CONFLICT DO NOTHING`
        : sql`
      UPDATE review_settings SET rubric_version = ${rubricVersion}, closes_at = ${closesAt}, capacity = ${capacity},
        former_unit_years = ${formerUnitYears}, priority = ${JSON.stringify(priority)}, revision = revision + 1
      WHERE round_id = ${roundId} AND revision = ${revision}`,
    );
    return saved === 1;
  }
}
