import type { Actor, Grant } from '@jianglian/domain/identity';
import { type CivilDate, addDays } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Config } from '../../platform/config/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { Outbox } from '../../platform/mail/index.ts';
import type { Reader } from '../message/index.ts';
import { InboxQueries } from './inbox.queries.ts';
import { weeklyMail } from './weekly-text.ts';

interface Subscriber extends Reader {
  readonly accountId: string;
  readonly grants: readonly Grant[];
}

/** The open tasks of everybody who has an address and did not say no, once a week. */
@Injectable()
export class WeeklyMail {
  private readonly inbox: InboxQueries;
  private readonly database: Database;
  private readonly outbox: Outbox;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(inbox: InboxQueries, database: Database, outbox: Outbox, clock: Clock, config: Config) {
    this.inbox = inbox;
    this.database = database;
    this.outbox = outbox;
    this.clock = clock;
    this.config = config;
  }

  /**
   * Whoever has had this week's is left out, and the outbox takes each only once: run again after a crash, or on two servers,
   * it goes on where it ended. Without a mail server there is nothing to write.
   */
  async send(): Promise<number> {
    if (!this.outbox.configured) return 0;
    const now = this.clock.now();
    const week = mondayOf(this.clock.today());
    let sent = 0;
    for (const { accountId, name, locale, grants } of await this.subscribers(week)) {
      const actor: Actor = { accountId, name, grants };
      const text = weeklyMail({ name, locale }, await this.inbox.tasks(actor), now, this.config.publicUrl);
      if (!text) continue;
      sent += (await this.outbox.queue([{ accountId, kind: 'weekly', key: keyOf(accountId, week), ...text }])).length;
    }
    return sent;
  }

  private subscribers(week: CivilDate): Promise<Subscriber[]> {
    return this.database.rows<Subscriber>(sql`
      SELECT a.id AS "accountId", a.display_name AS name, a.locale,
             jsonb_agg(jsonb_strip_nulls(jsonb_build_object('role', r.role, 'studioId', r.studio_id,
                       'recommenderId', r.recommender_id))) AS grants
      FROM accounts a JOIN account_roles r ON r.account_id = a.id
      WHERE a.status = 'active' AND a.weekly_mail AND a.email_cipher IS NOT NULL
        AND NOT EXISTS (SELECT FROM mails m WHERE m.key = 'weekly ' || a.id || ' ' || ${week}::text)
      GROUP BY a.id ORDER BY a.id`);
  }
}

const keyOf = (accountId: string, week: CivilDate): string => `weekly ${accountId} ${week}`;

/** The week's Monday, whichever of its days it is. */
export function mondayOf(day: CivilDate): CivilDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return addDays(day, weekday === 0 ? -6 : 1 - weekday);
}
