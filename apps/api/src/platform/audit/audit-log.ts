import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { RequestContext } from '../context/index.ts';
import { Database, sql } from '../database/index.ts';

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
    const context = RequestContext.current();
    const actor = context?.actor;
    await this.database.run(sql`
      INSERT INTO audit_records (at, account_id, actor_name, role, request_id, subject_type, subject_id, studio_id,
                                 action, from_state, to_state, reason, revision, facts)
      VALUES (${this.clock.now()}, ${actor?.accountId ?? entry.accountId ?? null}, ${actor?.name ?? null},
              ${actor ? [...new Set(actor.grants.map((grant) => grant.role))].join(' ') : 'system'},
              ${context?.requestId ?? null}, ${entry.subject.type}, ${entry.subject.id}, ${entry.studioId ?? null},
              ${entry.action}, ${entry.from ?? null}, ${entry.to ?? null}, ${entry.reason ?? null},
              ${entry.revision ?? null}, ${JSON.stringify(entry.facts ?? {})})`);
  }
}
