import type { Mark } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { closingOf } from '../evaluation-fragments.ts';
import { markWriting, type MarkToWrite, type SheetStore, type WrittenMark } from './mark-writing.ts';
import { asStored } from './stored-mark.ts';

const scoresheets: SheetStore = {
  sheets: sql`scoresheets`,
  marks: sql`marks`,
  versions: sql`mark_versions`,
  sheetKey: sql`scoresheet_id`,
};

/** Marks as evaluators save them, and what they were. */
@Injectable()
export class MarkRepository {
  private readonly database: Database;
  private readonly audit: AuditLog;

  constructor(database: Database, audit: AuditLog) {
    this.database = database;
    this.audit = audit;
  }

  /** Everything that must still hold: whose sheet, the states of sheet, evaluation and cycle, the closing instant. */
  async write(write: MarkToWrite): Promise<WrittenMark | undefined> {
    const { sheetId, accountId, mark, before, at, origin } = write;
    const { indicator, score, notApplicable } = mark;
    const entry = {
      subject: { type: 'scoresheet', id: sheetId },
      action: 'marked',
      facts: { indicator, score, notApplicable, before, ...(origin === 'screen' ? {} : { origin }) },
    };
    const fit = sql`
      SELECT sh.id FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
      JOIN evaluation_cycles c ON c.id = e.cycle_id
      WHERE sh.id = ${sheetId} AND sh.account_id = ${accountId} AND sh.state = 'draft' AND e.state = 'submitted'
        AND c.state = 'scoring' AND ${closingOf('scoring')} > ${at} FOR UPDATE OF sh`;
    const recorded = this.audit.recording([entry], { from: sql`CROSS JOIN touched`, revision: sql`touched.revision` });
    const row = await this.database.one<WrittenMark>(markWriting(scoresheets, fit, write, recorded));
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
