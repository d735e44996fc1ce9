import { randomUUID } from 'node:crypto';
import type { MailView } from '@jianglian/contracts/message';
import type { Actor } from '@jianglian/domain/identity';
import { civilDateOf } from '@jianglian/domain/kernel';
import { mailRefusals } from '@jianglian/domain/message';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { Config } from '../../platform/config/index.ts';
import { Database, sql, UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../platform/http/problem/index.ts';
import { Outbox } from '../../platform/mail/index.ts';
import { MailQueries } from './mail.queries.ts';
import { type Reader, testMail } from './mail-text.ts';

/** What the system administrator does with the outbox. */
@Injectable()
export class MailService {
  private readonly database: Database;
  private readonly queries: MailQueries;
  private readonly outbox: Outbox;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(
    database: Database,
    queries: MailQueries,
    outbox: Outbox,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
    config: Config,
  ) {
    this.database = database;
    this.queries = queries;
    this.outbox = outbox;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
    this.config = config;
  }

  /** Failed, held or waiting: it is tried at once, and its three days begin anew. */
  retry(id: string): Promise<MailView> {
    return this.unit.run(async () => {
      if (!this.outbox.configured) throw new RefusedError([mailRefusals('not-configured')]);
      const mail = await this.database.one<{
        state: MailView['state'];
        sentAt: string | null;
        hasAddress: boolean;
      }>(sql`
        SELECT m.state, m.sent_at AS "sentAt", a.email_cipher IS NOT NULL AS "hasAddress"
        FROM mails m JOIN accounts a ON a.id = m.account_id WHERE m.id = ${id} FOR UPDATE OF m`);
      if (!mail) throw new NotFoundError('mail');
      if (mail.sentAt !== null) {
        throw new RefusedError([mailRefusals('already-sent', { at: civilDateOf(new Date(mail.sentAt)) })]);
      }
      if (mail.state === 'sending') throw new RefusedError([mailRefusals('being-sent')]);
      if (!mail.hasAddress) throw new RefusedError([mailRefusals('no-address')]);
      const now = this.clock.now();
      await this.database.run(sql`
        UPDATE mails SET state = 'queued', attempts = 0, next_at = ${now}, created_at = ${now} WHERE id = ${id}`);
      await this.audit.record({ subject: { type: 'mail', id }, action: 'retried', from: mail.state, to: 'queued' });
      this.unit.afterCommit(() => this.outbox.wake());
      return this.queries.view(id);
    });
  }

  /** To the administrator's own address: nobody else gets mail because somebody tries the server. */
  test(actor: Actor): Promise<MailView> {
    return this.unit.run(async () => {
      if (!this.outbox.configured) throw new RefusedError([mailRefusals('not-configured')]);
      const reader = await this.database.one<Reader & { hasAddress: boolean }>(sql`
        SELECT display_name AS name, locale, email_cipher IS NOT NULL AS "hasAddress"
        FROM accounts WHERE id = ${actor.accountId}`);
      if (!reader?.hasAddress) throw new RefusedError([mailRefusals('no-address')]);
      const key = `test ${randomUUID()}`;
      const text = testMail(reader, this.config.publicUrl);
      await this.outbox.queue([{ accountId: actor.accountId, kind: 'test', key, ...text }]);
      const mail = await this.queries.byKey(key);
      await this.audit.record({ subject: { type: 'mail', id: mail.id }, action: 'test-sent' });
      return mail;
    });
  }
}
