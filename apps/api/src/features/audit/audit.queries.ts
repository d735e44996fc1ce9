import type { AuditRecordView, auditApi } from '@jianglian/contracts/audit';
import type { InputOf } from '@jianglian/contracts/shared';
import { addDays, instantOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { every, keyset, Reports, sql, type Sql } from '../../platform/database/index.ts';

type Page = InputOf<typeof auditApi.records>['query'];
type Filter = InputOf<typeof auditApi.export>['query'];

/** An export ends here; a narrower filter gives the rest. */
const exportLimit = 100_000;

@Injectable()
export class AuditQueries {
  private readonly reports: Reports;

  constructor(reports: Reports) {
    this.reports = reports;
  }

  async page({ after, limit, ...filter }: Page): Promise<{ rows: AuditRecordView[]; next: string | null }> {
    const keys = keyset([{ key: 'id', column: sql`r.id`, descending: true }], after);
    const rows = await this.reports.rows<AuditRecordView>(sql`
      ${selected} WHERE ${matching(filter)} AND ${keys.where} ORDER BY ${keys.orderBy} LIMIT ${limit + 1}`);
    return keys.page(rows, limit);
  }

  all(filter: Filter): Promise<AuditRecordView[]> {
    return this.reports.rows<AuditRecordView>(
      sql`${selected} WHERE ${matching(filter)} ORDER BY r.id DESC LIMIT ${exportLimit}`,
    );
  }
}

const selected = sql`
  SELECT r.id, r.at, r.account_id AS "accountId", r.actor_name AS "actorName", r.role, r.request_id AS "requestId",
         r.subject_type AS "subjectType", r.subject_id AS "subjectId", r.studio_id AS "studioId", r.action,
         r.from_state AS "from", r.to_state AS "to", r.reason, r.revision, r.facts, l.position
  FROM audit_records r LEFT JOIN audit_links l ON l.record_id = r.id`;

/** Days are the office's: from its morning to the end of its last day. */
function matching(filter: Filter): Sql {
  return every([
    filter.subjectType !== undefined && sql`r.subject_type = ${filter.subjectType}`,
    filter.subjectId !== undefined && sql`r.subject_id = ${filter.subjectId}`,
    filter.accountId !== undefined && sql`r.account_id = ${filter.accountId}`,
    filter.action !== undefined && sql`r.action = ${filter.action}`,
    filter.from !== undefined && sql`r.at >= ${instantOf(filter.from)}`,
    filter.to !== undefined && sql`r.at < ${instantOf(addDays(filter.to, 1))}`,
  ]);
}
