import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { Database, sql, UnitOfWork } from '../database/index.ts';
import { Jobs } from '../jobs/index.ts';
import { Smtp } from './smtp.ts';

/** A mail to somebody with an account, ready to be read. */
export interface Mail {
  readonly accountId: string;
  /** What kind it is, for the administrator's list. */
  readonly kind: string;
  readonly subject: string;
  readonly body: string;
  /** What makes it this one mail: queued again under the same key, it is not sent again. */
  readonly key: string;
}

/** The job that wakes whoever sends; every minute, and after a unit that queued something. */
export const deliverJob = 'mail.deliver';

/** Mails are rows, written in the transaction that causes them: no mail without its cause, no cause without its mail. */
@Injectable()
export class Outbox {
  private readonly database: Database;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;
  private readonly smtp: Smtp;
  private readonly jobs: Jobs;
  private waking = false;

  constructor(database: Database, unit: UnitOfWork, clock: Clock, smtp: Smtp, jobs: Jobs) {
    this.database = database;
    this.unit = unit;
    this.clock = clock;
    this.smtp = smtp;
    this.jobs = jobs;
  }

  /** Whether what is queued leaves the house. Without a server mails are kept as `held` and sent by nobody but an administrator. */
  get configured(): boolean {
    return this.smtp.configured;
  }

  /** Answers whose mail is new; the others have had it. */
  async queue(mails: readonly Mail[]): Promise<string[]> {
    if (mails.length === 0) return [];
    const now = this.clock.now();
    const added = await this.database.rows<{ accountId: string }>(sql`
      INSERT INTO mails (key, account_id, kind, subject, body, state, next_at, created_at)
      SELECT m.key, m."accountId", m.kind, m.subject, m.body, ${this.configured ? 'queued' : 'held'}, ${now}, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(mails)}::jsonb)
        AS m (key text, "accountId" uuid, kind text, subject text, body text)
      ON CONFLICT ON CONSTRAINT mails_once DO NOTHING RETURNING account_id AS "accountId"`);
    if (added.length > 0 && this.configured) this.unit.afterCommit(() => this.wake());
    return added.map(({ accountId }) => accountId);
  }

  /** Only a nudge, and outside of the transaction, where it would make units wait for each other: the minute's job comes anyway. */
  wake(): void {
    if (this.waking) return;
    this.waking = true;
    void this.jobs
      .send(deliverJob, {}, { singletonKey: deliverJob })
      .catch(() => {})
      .finally(() => (this.waking = false));
  }
}
