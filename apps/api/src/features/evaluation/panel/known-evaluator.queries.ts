import type { EvaluatorTies, Expertise } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, type Sql, sql } from '../../../platform/database/index.ts';

export interface KnownEvaluator extends EvaluatorTies, Expertise {
  readonly name: string;
  readonly login: string;
  readonly hostUnitName: string | null;
  /** Sheets of the cycle or round held, and the most to be held. */
  readonly load: number;
  readonly capacity: number;
}

/** An account `a` in use with the evaluator role. */
export const isEvaluator = sql`a.status = 'active' AND EXISTS (
  SELECT FROM account_roles role WHERE role.account_id = a.id AND role.role = 'evaluator')`;

/** Who may score, whatever is scored: their units, offices, expertise and load. */
@Injectable()
export class KnownEvaluators {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** All in use. `loads` selects account_id and held: sheets of this matter that are theirs already. */
  all(loads: Sql, capacity: number): Promise<KnownEvaluator[]> {
    return this.database.rows<KnownEvaluator>(sql`
      WITH loads AS (${loads})
      SELECT a.id AS "accountId", a.display_name AS name, a.login, h.name AS "hostUnitName",
             array_remove(array_agg(DISTINCT own.host_unit_id) || array_agg(DISTINCT g.host_unit_id) || p.host_unit_id, NULL) AS "hostUnitIds",
             array_remove(array_agg(DISTINCT g.studio_id), NULL) AS "studioIds",
             array_remove(array_agg(DISTINCT g.recommender_id), NULL) AS "recommenderIds",
             coalesce((SELECT jsonb_agg(jsonb_build_object('hostUnitId', f.host_unit_id, 'until', f.until))
                       FROM evaluator_former_units f WHERE f.account_id = a.id), '[]') AS "formerUnits",
             coalesce((SELECT jsonb_agg(jsonb_build_object('studioId', x.studio_id, 'reason', x.reason))
                       FROM declared_conflicts x WHERE x.account_id = a.id), '[]') AS declared,
             coalesce(p.clusters, '{}') AS clusters, coalesce(p.occupations, '{}') AS occupations,
             coalesce(p.capacity, ${capacity}::int) AS capacity, coalesce(max(loads.held), 0) AS load
      FROM accounts a LEFT JOIN evaluators p ON p.account_id = a.id LEFT JOIN host_units h ON h.id = p.host_unit_id
      LEFT JOIN account_roles g ON g.account_id = a.id LEFT JOIN studios own ON own.id = g.studio_id
      LEFT JOIN loads ON loads.account_id = a.id
      WHERE ${isEvaluator} GROUP BY a.id, p.account_id, h.id ORDER BY a.id`);
  }

  /** The unit above each branch. */
  async parents(): Promise<ReadonlyMap<string, string | null>> {
    const units = await this.database.rows<{ id: string; parentId: string | null }>(
      sql`SELECT id, parent_id AS "parentId" FROM host_units WHERE parent_id IS NOT NULL`,
    );
    return new Map(units.map(({ id, parentId }) => [id, parentId]));
  }
}
