import { auditApi, type AuditRecordView, type ChainView } from '@jianglian/contracts/audit';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Controller, StreamableFile } from '@nestjs/common';
import { AuditChain, AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { csvOf } from '../../platform/documents/index.ts';
import { Input, Route } from '../../platform/http/index.ts';
import { AuditQueries } from './audit.queries.ts';

const columns = [
  'id', 'position', 'at', 'accountId', 'actorName', 'role', 'requestId', 'subjectType', 'subjectId',
  'studioId', 'action', 'from', 'to', 'reason', 'revision',
] as const satisfies readonly (keyof AuditRecordView)[]; // prettier-ignore

@Controller()
export class AuditController {
  private readonly queries: AuditQueries;
  private readonly chain_: AuditChain;
  private readonly log: AuditLog;
  private readonly clock: Clock;

  constructor(queries: AuditQueries, chain: AuditChain, log: AuditLog, clock: Clock) {
    this.queries = queries;
    this.chain_ = chain;
    this.log = log;
    this.clock = clock;
  }

  @Route(auditApi.records)
  records(@Input() { query }: InputOf<typeof auditApi.records>): Promise<ReplyOf<typeof auditApi.records>> {
    return this.queries.page(query);
  }

  /** Taking the log away is itself worth a record. */
  @Route(auditApi.export)
  async export(@Input() { query }: InputOf<typeof auditApi.export>): Promise<StreamableFile> {
    const records = await this.queries.all(query);
    await this.log.record({
      subject: { type: 'audit', id: 'records' },
      action: 'exported',
      facts: { ...query, rows: records.length },
    });
    const rows = records.map((record) => [...columns.map((name) => record[name]), JSON.stringify(record.facts)]);
    return new StreamableFile(csvOf([[...columns, 'facts'], ...rows]), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="audit-${this.clock.today()}.csv"`,
    });
  }

  @Route(auditApi.chain)
  async chain(): Promise<ChainView> {
    return { ...(await this.chain_.verify()), checkedAt: this.clock.now().toISOString() };
  }
}
