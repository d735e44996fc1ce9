import type { ReminderBatchView, ReminderPreviewView, ReminderSettingsView } from '@jianglian/contracts/evaluation';
import { lateCandidates, type ReminderStep } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { Outbox } from '../../../platform/mail/index.ts';
import { type KnownRecipient, OpenTaskQueries } from './open-tasks.queries.ts';

/** Names of studios shown with a line; the count says the rest. */
const MOST_NAMES = 5;

/** Whom a reminder would reach, and whom the earlier ones did: for the office. */
@Injectable()
export class ReminderQueries {
  private readonly database: Database;
  private readonly open: OpenTaskQueries;
  private readonly outbox: Outbox;
  private readonly clock: Clock;

  constructor(database: Database, open: OpenTaskQueries, outbox: Outbox, clock: Clock) {
    this.database = database;
    this.open = open;
    this.outbox = outbox;
    this.clock = clock;
  }

  async preview(cycleId: string, step: ReminderStep, asked?: readonly string[]): Promise<ReminderPreviewView> {
    await this.settings(cycleId);
    const candidates = await this.candidates(cycleId, step, asked);
    return {
      step,
      sending: candidates.filter(({ refusal }) => refusal === null).length,
      recipients: candidates.map(({ subjectId, name, person, tasks, dueAt, closesAt, refusal }) => ({
        subjectId,
        name,
        person: person ? { accountId: person.accountId, name: person.name } : null,
        open: tasks.length,
        studios: tasks.slice(0, MOST_NAMES).map(({ studioName }) => studioName),
        dueAt: dueAt?.toISOString() ?? null,
        closesAt: closesAt?.toISOString() ?? null,
        channel: person ? this.channelOf(person.hasAddress) : null,
        refusal: refusal && { code: refusal.code, params: refusal.params as never },
        reminded: remindedOf(person as KnownRecipient | null),
      })),
    };
  }

  async candidates(cycleId: string, step: ReminderStep, asked?: readonly string[]) {
    const tasks = await this.open.tasks(cycleId, step);
    const subjects = asked ?? [...new Set(tasks.map(({ subjectId }) => subjectId))];
    const people = await this.open.people(cycleId, step, subjects);
    return lateCandidates(tasks, people, this.clock.now(), asked);
  }

  async settings(cycleId: string): Promise<ReminderSettingsView> {
    const row = await this.database.one<ReminderSettingsView>(sql`
      SELECT r.before_due_days AS "beforeDueDays", r.before_closing_days AS "beforeClosingDays",
             coalesce(r.revision, 0) AS revision
      FROM evaluation_cycles c LEFT JOIN reminder_settings r ON r.cycle_id = c.id WHERE c.id = ${cycleId}`);
    if (!row) throw new NotFoundError('cycle');
    return row;
  }

  async batches(cycleId: string): Promise<ReminderBatchView[]> {
    await this.settings(cycleId);
    return this.load(sql`b.cycle_id = ${cycleId}`);
  }

  async batch(id: string): Promise<ReminderBatchView> {
    const [row] = await this.load(sql`b.id = ${id}`);
    if (!row) throw new NotFoundError('reminder');
    return row;
  }

  private load(which: Sql): Promise<ReminderBatchView[]> {
    return this.database.rows<ReminderBatchView>(sql`
      SELECT b.id, b.step, b.cause, b.at, a.display_name AS by, b.note, b.told, b.mailed, b.skipped
      FROM reminder_batches b LEFT JOIN accounts a ON a.id = b.account_id
      WHERE ${which} ORDER BY b.at DESC, b.id LIMIT 100`);
  }

  private channelOf(hasAddress: boolean): 'mail' | 'no-address' | 'not-configured' {
    if (!hasAddress) return 'no-address';
    return this.outbox.configured ? 'mail' : 'not-configured';
  }
}

const remindedOf = (person: KnownRecipient | null): { at: string; by: string | null } | null =>
  person?.remindedAt ? { at: person.remindedAt, by: person.remindedBy } : null;
