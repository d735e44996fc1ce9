import { Injectable, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { Config } from '../config/index.ts';
import { FieldCipher } from '../crypto/index.ts';
import { Database, sql } from '../database/index.ts';
import { Jobs } from '../jobs/index.ts';
import { deliverJob, Outbox } from './outbox.ts';
import { nextTry } from './retry.ts';
import { type Handover, Smtp } from './smtp.ts';

/** Bound into the sealed address; it opens as nothing else. */
export const addressPurpose = 'account.email';

/** Longer than the longest handover: while a server holds a mail no other takes it, and a dead one's is free soon. */
const leaseMs = 3 * 60_000;

interface Taken {
  readonly id: string;
  readonly subject: string;
  readonly body: string;
  readonly attempts: number;
  readonly createdAt: string;
  readonly address: string | null;
}

/**
 * Sends what is in the outbox. A mail is first claimed (committed), then handed over, then marked: two servers never hold the
 * same one. Only a server that dies between the mail server's "250" and its own commit leaves one that is sent again, after
 * the lease, under the same Message-ID: SMTP offers no more (ADR 0015).
 */
@Injectable()
export class Postman implements OnModuleInit, OnApplicationBootstrap {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly cipher: FieldCipher;
  private readonly smtp: Smtp;
  private readonly jobs: Jobs;
  private readonly outbox: Outbox;
  private readonly config: Config;

  constructor(
    database: Database,
    clock: Clock,
    cipher: FieldCipher,
    smtp: Smtp,
    jobs: Jobs,
    outbox: Outbox,
    config: Config,
  ) {
    this.database = database;
    this.clock = clock;
    this.cipher = cipher;
    this.smtp = smtp;
    this.jobs = jobs;
    this.outbox = outbox;
    this.config = config;
  }

  onModuleInit(): void {
    this.jobs.define(deliverJob, async () => void (await this.deliver()));
    this.jobs.schedule(deliverJob, '* * * * *');
  }

  /** What waited while no server ran goes out at once. */
  onApplicationBootstrap(): void {
    if (this.config.env.JOBS && this.smtp.configured) this.outbox.wake();
  }

  /** Everything that is due; stops when the server is away, for the others would fare no better. Answers how many were taken. */
  async deliver(): Promise<number> {
    if (!this.smtp.configured) return 0;
    let sent = 0;
    for (let mail = await this.claim(); mail; mail = await this.claim()) {
      const handover = await this.hand(mail);
      await this.mark(mail, handover);
      if (handover.taken) sent += 1;
      else if (handover.away) break;
    }
    return sent;
  }

  private async claim(): Promise<Taken | undefined> {
    const now = this.clock.now();
    return this.database.one<Taken>(sql`
      UPDATE mails m SET state = 'sending', attempts = attempts + 1, leased_until = ${new Date(now.getTime() + leaseMs)}
      FROM accounts a
      WHERE a.id = m.account_id AND m.id = (
        SELECT id FROM mails
        WHERE state IN ('queued', 'sending') AND next_at <= ${now} AND (leased_until IS NULL OR leased_until < ${now})
        ORDER BY next_at, created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING m.id, m.subject, m.body, m.attempts, m.created_at AS "createdAt",
        CASE WHEN a.status = 'active' THEN a.email_cipher END AS address`);
  }

  private async hand({ id, subject, body, address }: Taken): Promise<Handover> {
    if (address === null) return { taken: false, error: 'no address', forGood: true, away: false };
    const to = this.opened(address);
    if (to === undefined) return { taken: false, error: 'the address cannot be opened', forGood: true, away: false };
    return this.smtp.hand({ id, subject, body, to });
  }

  /** Nothing when it was sealed with another key: one such account must not stop the mails of all. */
  private opened(address: string): string | undefined {
    try {
      return this.cipher.open(address, addressPurpose);
    } catch {
      return undefined;
    }
  }

  /** Only while the claim is ours: whoever came after a lease that ran out has a higher attempt. */
  private async mark({ id, attempts, createdAt }: Taken, handover: Handover): Promise<void> {
    const now = this.clock.now();
    const next = handover.taken
      ? null
      : nextTry({ attempts, createdAt: new Date(createdAt), forGood: handover.forGood }, now);
    const state = handover.taken ? 'sent' : next ? 'queued' : 'failed';
    await this.database.run(sql`
      UPDATE mails SET state = ${state}, leased_until = NULL, sent_at = ${handover.taken ? now : null},
        next_at = coalesce(${next}, next_at), last_error = ${handover.taken ? null : handover.error}
      WHERE id = ${id} AND state = 'sending' AND attempts = ${attempts}`);
  }
}
