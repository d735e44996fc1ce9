import type { Mark, MarkOrigin } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { closingOf } from '../evaluation-fragments.ts';
import { asStored, type StoredMark } from './stored-mark.ts';

export interface WrittenMark {
  readonly mark: StoredMark;
  readonly sheetRevision: number;
}

export interface MarkToWrite {
  readonly sheetId: string;
  readonly accountId: string;
  readonly mark: Mark;
  /** Of the mark as it was read; 0 for the first. */
  readonly revision: number;
  /** The score it had, for the record. */
  readonly before: number | null;
  readonly at: Date;
  readonly origin: Exclude<MarkOrigin, 'paper'>;
}

/** Marks as evaluators save them, and what they were. */
@Injectable()
export class MarkRepository {
  private readonly database: Database;
  private readonly audit: AuditLog;

  constructor(database: Database, audit: AuditLog) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Saves one mark, its version, the sheet's revision and the record in one statement, which is one round trip and its own
   * transaction. Everything that must still hold is asked for inside it, under the sheet's lock: whose sheet, the states of
   * sheet, evaluation and cycle, the closing instant, the mark's revision. Undefined when one of them no longer does.
   */
  async write({
    sheetId,
    accountId,
    mark,
    revision,
    before,
    at,
    origin,
  }: MarkToWrite): Promise<WrittenMark | undefined> {
    const { indicator, score, notApplicable, comment } = mark;
    const deductions = JSON.stringify(mark.deductions);
    const written =
      revision === 0
        ? sql`
        INSERT INTO marks (scoresheet_id, indicator, score, not_applicable, deductions, comment, saved_at)
        SELECT fit.id, ${indicator}, ${score}::int, ${notApplicable}::boolean, ${deductions}::jsonb, ${comment},
               ${at}::timestamptz FROM fit
        ON CONFLICT DO NOTHING RETURNING *`
        : sql`
        UPDATE marks k SET score = ${score}, not_applicable = ${notApplicable}, deductions = ${deductions},
          comment = ${comment}, revision = k.revision + 1, saved_at = ${at}
        FROM fit WHERE k.scoresheet_id = fit.id AND k.indicator = ${indicator} AND k.revision = ${revision}
        RETURNING k.*`;
    const entry = {
      subject: { type: 'scoresheet', id: sheetId },
      action: 'marked',
      facts: { indicator, score, notApplicable, before, ...(origin === 'screen' ? {} : { origin }) },
    };
    const row = await this.database.one<WrittenMark>(sql`
      WITH fit AS (
        SELECT sh.id FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
        JOIN evaluation_cycles c ON c.id = e.cycle_id
        WHERE sh.id = ${sheetId} AND sh.account_id = ${accountId} AND sh.state = 'draft' AND e.state = 'submitted'
          AND c.state = 'scoring' AND ${closingOf('scoring')} > ${at} FOR UPDATE OF sh),
      saved AS (${written}),
      kept AS (
        INSERT INTO mark_versions (scoresheet_id, indicator, revision, score, not_applicable, deductions, comment,
                                   saved_at, account_id, origin)
        SELECT scoresheet_id, indicator, revision, score, not_applicable, deductions, comment, saved_at, ${accountId}::uuid,
               ${origin} FROM saved),
      touched AS (
        UPDATE scoresheets sh SET revision = sh.revision + 1, first_marked_at = coalesce(sh.first_marked_at, ${at}),
          last_marked_at = ${at} FROM saved WHERE sh.id = saved.scoresheet_id RETURNING sh.revision),
      recorded AS (${this.audit.recording([entry], { from: sql`CROSS JOIN touched`, revision: sql`touched.revision` })})
      SELECT touched.revision AS "sheetRevision", jsonb_build_object('indicator', saved.indicator, 'score', saved.score,
               'notApplicable', saved.not_applicable, 'deductions', saved.deductions, 'comment', saved.comment,
               'revision', saved.revision, 'savedAt', saved.saved_at) AS mark
      FROM saved CROSS JOIN touched`);
    return row && { ...row, mark: asStored(row.mark) };
  }

  /** A whole sheet from paper, inside the unit that hands it in; the sheet has no marks yet. */
  async enter(sheetId: string, marks: readonly Mark[], by: string, at: Date): Promise<void> {
    await this.database.run(sql`
      WITH saved AS (
        INSERT INTO marks (scoresheet_id, indicator, score, not_applicable, deductions, comment, saved_at)
        SELECT ${sheetId}, r.indicator, r.score, r."notApplicable", r.deductions, r.comment, ${at}::timestamptz
        FROM jsonb_to_recordset(${JSON.stringify(marks)}::jsonb)
          AS r(indicator text, score int, "notApplicable" boolean, deductions jsonb, comment text)
        RETURNING *)
      INSERT INTO mark_versions (scoresheet_id, indicator, revision, score, not_applicable, deductions, comment,
                                 saved_at, account_id, origin)
      SELECT scoresheet_id, indicator, revision, score, not_applicable, deductions, comment, saved_at, ${by}::uuid, 'paper'
      FROM saved`);
  }
}
