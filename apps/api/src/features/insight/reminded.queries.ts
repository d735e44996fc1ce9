import type { Reminded } from '@jianglian/domain/insight';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';

/** Who reminded somebody of what: their own reminders only. */
@Injectable()
export class RemindedQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  of(accountId: string): Promise<Reminded[]> {
    const since = new Date(this.clock.now().getTime() - 90 * 86_400_000);
    return this.database.rows<Reminded>(sql`
      SELECT x.step, x.cycle_id AS "cycleId", x.subject_id AS "subjectId", x.at, a.display_name AS by, b.note
      FROM reminders x JOIN reminder_batches b ON b.id = x.batch_id LEFT JOIN accounts a ON a.id = b.account_id
      WHERE x.account_id = ${accountId} AND x.at > ${since} ORDER BY x.at DESC LIMIT 200`);
  }
}
