import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface StoredDraw {
  readonly seed: string;
  readonly percent: number;
  readonly fixedAt: string;
  readonly fixedBy: string;
  readonly drawnAt: string | null;
  readonly drawnBy: string | null;
  readonly revision: number;
}

@Injectable()
export class VisitDrawRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  find(cycleId: string): Promise<StoredDraw | undefined> {
    return this.database.one<StoredDraw>(sql`
      SELECT d.seed, d.percent, d.fixed_at AS "fixedAt", f.display_name AS "fixedBy", d.drawn_at AS "drawnAt",
             b.display_name AS "drawnBy", d.revision
      FROM visit_draws d JOIN accounts f ON f.id = d.fixed_by LEFT JOIN accounts b ON b.id = d.drawn_by
      WHERE d.cycle_id = ${cycleId}`);
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
