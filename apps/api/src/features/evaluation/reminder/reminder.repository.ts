import type { ReminderSettings, ReminderStep } from '@jianglian/domain/evaluation';
import type { Refusal } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

export interface LockedCycle {
  readonly id: string;
  readonly title: string;
  readonly state: string;
}

export interface NewBatch {
  readonly cycleId: string;
  readonly step: ReminderStep;
  readonly day: string;
  readonly at: Date;
  /** Absent: the clock. */
  readonly accountId: string | null;
  readonly note: string;
  readonly skipped: readonly { readonly name: string; readonly refusal: Refusal }[];
}

export interface NewReminder {
  readonly subjectId: string;
  readonly accountId: string;
  readonly milestone: string | null;
}

@Injectable()
export class ReminderRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Two sendings in one cycle take turns: the second sees whom the first told. */
  async forUpdate(cycleId: string): Promise<LockedCycle> {
    const row = await this.database.one<LockedCycle>(
      sql`SELECT id, title, state FROM evaluation_cycles WHERE id = ${cycleId} FOR NO KEY UPDATE`,
    );
    if (!row) throw new NotFoundError('cycle');
    return row;
  }

  /** Nothing when the clock has sent this step's batch of today already. */
  async addBatch(batch: NewBatch): Promise<string | undefined> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO reminder_batches (cycle_id, step, cause, day, at, account_id, note, skipped)
      VALUES (${batch.cycleId}, ${batch.step}, ${batch.accountId === null ? 'scheduled' : 'by-hand'}, ${batch.day},
              ${batch.at}, ${batch.accountId}, ${batch.note}, ${JSON.stringify(batch.skipped)})
      ON CONFLICT (cycle_id, step, day) WHERE cause = 'scheduled' DO NOTHING RETURNING id`);
    return row?.id;
  }

  /** Answers those that are new: the database itself allows one a day. */
  addReminders(batchId: string, batch: NewBatch, reminders: readonly NewReminder[]): Promise<NewReminder[]> {
    return this.database.rows<NewReminder>(sql`
      INSERT INTO reminders (batch_id, cycle_id, step, subject_id, account_id, day, at, milestone)
      SELECT ${batchId}, ${batch.cycleId}, ${batch.step}, r."subjectId", r."accountId", ${batch.day}, ${batch.at},
             r.milestone
      FROM jsonb_to_recordset(${JSON.stringify(reminders)}::jsonb)
        AS r ("subjectId" uuid, "accountId" uuid, milestone text)
      ON CONFLICT DO NOTHING
      RETURNING subject_id AS "subjectId", account_id AS "accountId", milestone`);
  }

  async finish(batchId: string, told: number, mailed: readonly string[]): Promise<void> {
    await this.database.run(
      sql`UPDATE reminder_batches SET told = ${told}, mailed = ${mailed.length} WHERE id = ${batchId}`,
    );
    await this.database.run(sql`
      UPDATE reminders SET mailed = TRUE WHERE batch_id = ${batchId} AND account_id = ANY(${mailed}::uuid[])`);
  }

  /** Cycles under way that remind by themselves. */
  reminding(): Promise<(ReminderSettings & { readonly cycleId: string })[]> {
    return this.database.rows(sql`
      SELECT r.cycle_id AS "cycleId", r.before_due_days AS "beforeDueDays", r.before_closing_days AS "beforeClosingDays"
      FROM reminder_settings r JOIN evaluation_cycles c ON c.id = r.cycle_id
      WHERE c.state IN ('self-evaluation', 'scoring')
        AND (r.before_due_days IS NOT NULL OR r.before_closing_days IS NOT NULL) ORDER BY c.year, c.id`);
  }

  /** False when somebody has saved a newer one. */
  async saveSettings(cycleId: string, settings: ReminderSettings, revision: number): Promise<boolean> {
    const { beforeDueDays, beforeClosingDays } = settings;
    const saved =
      revision === 0
        ? await this.database.run(sql`
            INSERT INTO reminder_settings (cycle_id, before_due_days, before_closing_days)
            VALUES (${cycleId}, ${beforeDueDays}, ${beforeClosingDays}) ON CONFLICT DO NOTHING`)
        : await this.database.run(sql`
            UPDATE reminder_settings SET before_due_days = ${beforeDueDays}, before_closing_days = ${beforeClosingDays},
              revision = revision + 1 WHERE cycle_id = ${cycleId} AND revision = ${revision}`);
    return saved === 1;
  }
}
