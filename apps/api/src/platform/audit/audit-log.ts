import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { RequestContext } from '../context/index.ts';
import { Database, empty, sql, type Sql } from '../database/index.ts';

export interface AuditEntry {
  readonly subject: { readonly type: string; readonly id: string };
  /** Past participle of what was done: `submitted`, `granted`; `revealed` for a sensitive read. */
  readonly action: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason?: string;
  readonly revision?: number;
  readonly facts?: object;
  readonly studioId?: string;
  /** Who it is about, where nobody is signed in yet: a sign-in, a failed one. */
  readonly accountId?: string;
}

/** Every transition and every sensitive read. Joins the unit under way: no act without its record, no record without its act. */
@Injectable()
export class AuditLog {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async record(entry: AuditEntry): Promise<void> {
    await this.recordAll([entry]);
  }

  /** Many at once, in their order. */
  async recordAll(entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.database.run(this.recording(entries));
  }

  /**
   * The statement that records, for the few acts that are made of one statement altogether. It may stand as a part of
   * another (WITH …) and then hangs on what that has done: `from` joins its rows, no row, no record.
   */
  recording(entries: readonly AuditEntry[], within?: { readonly from: Sql; readonly revision: Sql }): Sql {
    const context = RequestContext.current();
    const actor = context?.actor;
    const rows = entries.map((entry, place) => ({
      place,
      account: actor?.accountId ?? entry.accountId ?? null,
      type: entry.subject.type,
      id: entry.subject.id,
      studio: entry.studioId ?? null,
      action: entry.action,
      was: entry.from ?? null,
      became: entry.to ?? null,
      reason: entry.reason ?? null,
      revision: entry.revision ?? null,
      facts: entry.facts ?? {},
    }));
    return sql`
      INSERT INTO audit_records (at, account_id, actor_name, role, request_id, subject_type, subject_id, studio_id,
                                 action, from_state, to_state, reason, revision, facts)
      SELECT ${this.clock.now()}::timestamptz, r.account, ${actor?.name ?? null},
             ${actor ? [...new Set(actor.grants.map((grant) => grant.role))].join(' ') : 'system'},
             ${context?.requestId ?? null}, r.type, r.id, r.studio, r.action, r.was, r.became, r.reason,
             ${within?.revision ?? sql`r.revision`}, r.facts
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(account uuid, type text, id text, studio uuid, action text, was text, became text, reason text,
             revision int, facts jsonb, place int)
      ${within?.from ?? empty}
      ORDER BY r.place`;
  }
}
