import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

/** Fixes a draw and notes that it was made. */
@Injectable()
export class VisitDrawRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async fix(cycleId: string, seed: string, percent: number, at: Date, by: string): Promise<void> {
    await this.database.run(sql`
      INSERT INTO visit_draws (cycle_id, seed, percent, fixed_at, fixed_by)
      VALUES (${cycleId}, ${seed}, ${percent}, ${at}, ${by})`);
  }

  async drawn(cycleId: string, at: Date, by: string): Promise<void> {
    await this.database.run(sql`
      UPDATE visit_draws SET drawn_at = ${at}, drawn_by = ${by}, revision = revision + 1 WHERE cycle_id = ${cycleId}`);
  }
}
