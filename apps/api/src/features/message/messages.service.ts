import { type MessageKind, type MessageParams, type MessageSubject, pathOfMessage } from '@jianglian/domain/message';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Config } from '../../platform/config/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { Outbox } from '../../platform/mail/index.ts';
import { mailOfMessage, type Reader } from './mail-text.ts';

/** What is told, and to whom. */
export interface Telling {
  readonly accountIds: readonly string[];
  readonly kind: MessageKind;
  readonly params: MessageParams;
  readonly subject?: MessageSubject;
  /** What makes it this one message: told again under the same key, nobody hears it twice. */
  readonly key: string;
  /** Also by mail to whoever has an address; true unless said otherwise. */
  readonly mail?: boolean;
}

export interface Told {
  readonly told: readonly string[];
  readonly mailed: readonly string[];
}

/**
 * Tells people what happened, in the portal and by mail. Call it inside the unit of what happened: message, mail and cause
 * are one transaction.
 */
@Injectable()
export class Messages {
  private readonly database: Database;
  private readonly outbox: Outbox;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(database: Database, outbox: Outbox, clock: Clock, config: Config) {
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
    this.config = config;
  }

  async tell(telling: Telling): Promise<Told> {
    return this.tellEach([telling]);
  }

  /** Many at once, each with its own words: two statements, however many people. Disabled accounts hear nothing. */
  async tellEach(tellings: readonly Telling[]): Promise<Told> {
    const entries = tellings.flatMap(({ accountIds, kind, params, subject, key, mail = true }) =>
      [...new Set(accountIds)].map((accountId) => ({ accountId, kind, params, subject: subject ?? null, key, mail })),
    );
    if (entries.length === 0) return { told: [], mailed: [] };
    const added = await this.database.rows<{ accountId: string; key: string } & Reader & { hasAddress: boolean }>(sql`
      WITH asked AS (
        SELECT * FROM jsonb_to_recordset(${JSON.stringify(entries)}::jsonb)
          AS m ("accountId" uuid, key text, kind text, params jsonb, subject jsonb)),
      added AS (
        INSERT INTO messages (account_id, key, kind, params, subject_type, subject_id, at)
        SELECT m."accountId", m.key, m.kind, m.params, m.subject ->> 'type', m.subject ->> 'id', ${this.clock.now()}
        FROM asked m JOIN accounts a ON a.id = m."accountId" AND a.status = 'active'
        ON CONFLICT ON CONSTRAINT messages_once DO NOTHING RETURNING account_id, key)
      SELECT a.id AS "accountId", added.key, a.display_name AS name, a.locale,
             a.email_cipher IS NOT NULL AS "hasAddress"
      FROM added JOIN accounts a ON a.id = added.account_id`);
    const entryOf = new Map(entries.map((entry) => [`${entry.accountId} ${entry.key}`, entry]));
    const mails = added.flatMap(({ accountId, key, name, locale, hasAddress }) => {
      const entry = entryOf.get(`${accountId} ${key}`);
      if (!entry?.mail || !hasAddress) return [];
      const path = pathOfMessage(entry.kind, entry.subject);
      const text = mailOfMessage({ name, locale }, { ...entry, path }, this.config.publicUrl);
      return [{ accountId, kind: entry.kind, key: `message ${key} ${accountId}`, ...text }];
    });
    return { told: added.map(({ accountId }) => accountId), mailed: await this.outbox.queue(mails) };
  }

  /** False when there is no such message of theirs. */
  async read(id: string, accountId: string): Promise<boolean> {
    return (
      (await this.database.run(sql`
        UPDATE messages SET read_at = coalesce(read_at, ${this.clock.now()})
        WHERE id = ${id} AND account_id = ${accountId}`)) > 0
    );
  }

  async readAll(accountId: string): Promise<void> {
    await this.database.run(
      sql`UPDATE messages SET read_at = ${this.clock.now()} WHERE account_id = ${accountId} AND read_at IS NULL`,
    );
  }
}
