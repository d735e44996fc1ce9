import type { MarkVersionView } from '@jianglian/contracts/evaluation';
import type { EvaluationState } from '@jianglian/domain/evaluation';
import { mayReadMarks } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

/** What a mark was: for the evaluator always, for the office once all sheets are in, for nobody else. */
@Injectable()
export class MarkHistoryQueries {
  private readonly database: Database;
  private readonly audit: AuditLog;

  constructor(database: Database, audit: AuditLog) {
    this.database = database;
    this.audit = audit;
  }

  async versions(sheetId: string, indicator: string, actor: Actor): Promise<MarkVersionView[]> {
    const sheet = await this.database.one<{ accountId: string; gone: boolean; state: EvaluationState }>(sql`
      SELECT sh.account_id AS "accountId", sh.state IN ('recused', 'released') AS gone, e.state
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id WHERE sh.id = ${sheetId}`);
    const own = sheet?.accountId === actor.accountId && holds(actor, 'evaluator') && !sheet.gone;
    const open =
      sheet && holds(actor, 'office') && mayReadMarks(actor, sheet, { state: sheet.state, evaluatorIds: [] });
    // Not there, not yours, not yet: one answer.
    if (!own && !open) throw new NotFoundError('mark');
    if (!own) {
      const subject = { type: 'scoresheet', id: sheetId };
      await this.audit.record({ subject, action: 'revealed', facts: { indicator, what: 'mark-versions' } });
    }
    return this.database.rows<MarkVersionView>(sql`
      SELECT v.indicator, v.score, v.not_applicable AS "notApplicable", v.deductions, v.comment, v.revision,
             v.saved_at AS "savedAt", v.origin, CASE WHEN v.account_id <> sh.account_id THEN a.display_name END AS "byName"
      FROM mark_versions v JOIN scoresheets sh ON sh.id = v.scoresheet_id LEFT JOIN accounts a ON a.id = v.account_id
      WHERE v.scoresheet_id = ${sheetId} AND v.indicator = ${indicator} ORDER BY v.revision DESC`);
  }
}
