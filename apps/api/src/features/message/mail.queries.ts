import type { MailStatusView, MailView, messageApi } from '@jianglian/contracts/message';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Injectable } from '@nestjs/common';
import { Config } from '../../platform/config/index.ts';
import { Database, every, keyset, sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';

const selected = sql`
  SELECT m.id, jsonb_build_object('id', a.id, 'name', a.display_name) AS account, m.kind, m.state, m.attempts,
         m.last_error AS "lastError", m.created_at AS "createdAt",
         CASE WHEN m.state = 'queued' THEN m.next_at END AS "nextAt", m.sent_at AS "sentAt"
  FROM mails m JOIN accounts a ON a.id = m.account_id`;

/** The outbox for the system administrator: who is to be reached and how far it is, without address and words. */
@Injectable()
export class MailQueries {
  private readonly database: Database;
  private readonly config: Config;

  constructor(database: Database, config: Config) {
    this.database = database;
    this.config = config;
  }

  async status(): Promise<MailStatusView> {
    const { SMTP_URL, MAIL_FROM } = this.config.env;
    const row = await this.database.one<Omit<MailStatusView, 'configured' | 'from'>>(sql`
      SELECT (SELECT jsonb_build_object(
                'held', count(*) FILTER (WHERE state = 'held'), 'queued', count(*) FILTER (WHERE state = 'queued'),
                'sending', count(*) FILTER (WHERE state = 'sending'), 'sent', count(*) FILTER (WHERE state = 'sent'),
                'failed', count(*) FILTER (WHERE state = 'failed')) FROM mails) AS counts,
             (SELECT max(sent_at) FROM mails) AS "lastSentAt",
             (SELECT min(created_at) FROM mails WHERE state IN ('queued', 'sending')) AS "waitingSince",
             (SELECT jsonb_build_object('withAddress', count(*) FILTER (WHERE email_cipher IS NOT NULL),
                'withoutAddress', count(*) FILTER (WHERE email_cipher IS NULL))
              FROM accounts WHERE status = 'active') AS accounts`);
    return { configured: SMTP_URL !== undefined, from: SMTP_URL === undefined ? null : (MAIL_FROM ?? null), ...row! };
  }

  async page({ query }: InputOf<typeof messageApi.mails>): Promise<ReplyOf<typeof messageApi.mails>> {
    const keys = keyset(
      [
        { key: 'createdAt', column: sql`m.created_at`, descending: true },
        { key: 'id', column: sql`m.id`, descending: true },
      ],
      query.after,
    );
    const rows = await this.database.rows<MailView>(sql`
      ${selected} WHERE ${every([keys.where, query.state && sql`m.state = ${query.state}`])}
      ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    return keys.page(rows, query.limit);
  }

  async view(id: string): Promise<MailView> {
    const row = await this.database.one<MailView>(sql`${selected} WHERE m.id = ${id}`);
    if (!row) throw new NotFoundError('mail');
    return row;
  }

  async byKey(key: string): Promise<MailView> {
    const row = await this.database.one<MailView>(sql`${selected} WHERE m.key = ${key}`);
    if (!row) throw new NotFoundError('mail');
    return row;
  }
}
