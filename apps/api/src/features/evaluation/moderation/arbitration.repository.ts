import type { ArbitrationRuling } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

export interface StoredRuling {
  readonly kind: ArbitrationRuling;
  readonly spread: number;
}

/** Spread and ruling of an evaluation, and whether somebody holds the arbitrator's sheet unfinished. */
export interface ArbitrationNow {
  readonly spread: number | null;
  readonly ruling: StoredRuling | null;
  readonly seated: boolean;
}

@Injectable()
export class ArbitrationRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** Call with the evaluation locked. */
  async now(evaluationId: string): Promise<ArbitrationNow> {
    const row = await this.database.one<ArbitrationNow>(sql`
      SELECT CASE WHEN e.state = 'scored' THEN e.spread END AS spread,
             CASE WHEN x.kind IS NOT NULL
                  THEN jsonb_build_object('kind', x.kind, 'spread', x.spread) END AS ruling,
             EXISTS (SELECT FROM scoresheets sh WHERE sh.evaluation_id = e.id AND sh.arbitration
                     AND sh.state NOT IN ('recused', 'released')) AS seated
      FROM evaluations e LEFT JOIN arbitrations x ON x.evaluation_id = e.id WHERE e.id = ${evaluationId}`);
    return row as ArbitrationNow;
  }

  async rule(ruling: {
    readonly evaluationId: string;
    readonly kind: ArbitrationRuling;
    readonly spread: number;
    readonly reason: string | null;
    readonly closesAt: Date | null;
    readonly at: Date;
    readonly by: string;
  }): Promise<void> {
    await this.database.run(sql`
      INSERT INTO arbitrations (evaluation_id, kind, spread, reason, closes_at, ruled_at, ruled_by)
      VALUES (${ruling.evaluationId}, ${ruling.kind}, ${ruling.spread}, ${ruling.reason}, ${ruling.closesAt},
              ${ruling.at}, ${ruling.by})
      ON CONFLICT (evaluation_id) DO UPDATE SET kind = excluded.kind, spread = excluded.spread,
        reason = excluded.reason, closes_at = excluded.closes_at, ruled_at = excluded.ruled_at,
        ruled_by = excluded.ruled_by`);
  }

  async seat(evaluationId: string, accountId: string, by: string, at: Date): Promise<string> {
    const row = await this.database.one<{ id: string }>(sql`
      INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by, arbitration)
      VALUES (${evaluationId}, ${accountId}, ${at}, ${by}, true) RETURNING id`);
    return (row as { id: string }).id;
  }

  /** The scoring of this studio closes later, where the instant is later than what it had. */
  async giveTime(evaluationId: string, closesAt: Date, reason: string, by: string, at: Date): Promise<void> {
    await this.database.run(sql`
      INSERT INTO evaluation_extensions (evaluation_id, step, closes_at, reason, account_id, at)
      VALUES (${evaluationId}, 'scoring', ${closesAt}, ${reason}, ${by}, ${at})`);
  }

  /** Who holds or held a sheet of the studio that counts. */
  async seated(evaluationId: string): Promise<ReadonlySet<string>> {
    const rows = await this.database.rows<{ id: string }>(sql`
      SELECT account_id AS id FROM scoresheets WHERE evaluation_id = ${evaluationId} AND state <> 'released'`);
    return new Set(rows.map(({ id }) => id));
  }
}
