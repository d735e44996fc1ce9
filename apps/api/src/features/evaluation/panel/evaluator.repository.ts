import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql, violates } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

/** A studio's panel: places in all, places free, and who holds one. */
export interface OpenPlaces {
  readonly evaluationId: string;
  readonly wanted: number;
  readonly missing: number;
  readonly seated: readonly string[];
}

const places = (which: Sql): Sql => sql`
  SELECT e.id AS "evaluationId", c.sheets_per_studio AS wanted,
         greatest(0, c.sheets_per_studio - cardinality(held.accounts)) AS missing, held.accounts AS seated
  FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(sh.account_id), '{}') AS accounts FROM scoresheets sh
    WHERE sh.evaluation_id = e.id AND sh.state NOT IN ('recused', 'released')) held
  WHERE ${which} AND e.state IN ('self-evaluating', 'submitted') ORDER BY e.id`;

@Injectable()
export class EvaluatorRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  openPlaces(cycleId: string): Promise<OpenPlaces[]> {
    return this.database.rows<OpenPlaces>(places(sql`e.cycle_id = ${cycleId}`));
  }

  /** Locks the evaluations first and counts then: what was taken meanwhile is seen. */
  async lockPlaces(cycleId: string, ids: readonly string[]): Promise<OpenPlaces[]> {
    await this.database.rows(sql`SELECT id FROM evaluations WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`);
    return this.database.rows<OpenPlaces>(places(sql`e.cycle_id = ${cycleId} AND e.id = ANY(${ids}::uuid[])`));
  }

  async cycleOf(evaluationId: string): Promise<string | undefined> {
    const row = await this.database.one<{ id: string }>(
      sql`SELECT cycle_id AS id FROM evaluations WHERE id = ${evaluationId}`,
    );
    return row?.id;
  }

  async setUnit(accountId: string, hostUnitId: string | null): Promise<void> {
    try {
      await this.database.run(sql`
        INSERT INTO evaluators (account_id, host_unit_id) VALUES (${accountId}, ${hostUnitId})
        ON CONFLICT (account_id) DO UPDATE SET host_unit_id = excluded.host_unit_id`);
    } catch (error) {
      if (violates(error, 'evaluator_host_unit_exists')) throw new NotFoundError('host unit');
      throw error;
    }
  }

  async studioExists(studioId: string): Promise<boolean> {
    return (await this.database.one(sql`SELECT 1 FROM studios WHERE id = ${studioId}`)) !== undefined;
  }
}
