import type { VisitorRow } from '@jianglian/contracts/evaluation';
import type { Conflict } from '@jianglian/domain/evaluation';
import { conflictRule } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { TiesQueries } from '../panel/ties.queries.ts';

interface KnownVisitor {
  readonly accountId: string;
  readonly name: string;
  readonly roles: string[];
  readonly planned: number;
  readonly recommenderIds: readonly string[];
  readonly studioIds: readonly string[];
  readonly hostUnitIds: readonly string[];
  readonly declared: readonly { readonly studioId: string; readonly reason: string }[];
}

/** Evaluators, officials of recommending units and of the office: who may go, and where they may not. */
@Injectable()
export class VisitorQueries {
  private readonly database: Database;
  private readonly ties: TiesQueries;

  constructor(database: Database, ties: TiesQueries) {
    this.database = database;
    this.ties = ties;
  }

  /** With their conflicts with these evaluations' studios: the rule of the panel holds for visitors, too (回避). */
  async rows(cycleId: string, evaluationIds: readonly string[]): Promise<VisitorRow[]> {
    const visitors = await this.visitors(cycleId);
    const ties = await this.ties.of(cycleId, evaluationIds);
    const between = conflictRule(ties.parents, ties.settings);
    return visitors.map(({ accountId, name, roles, planned, ...own }) => ({
      accountId,
      name,
      roles,
      planned,
      conflicts: [...ties.studios.values()].flatMap((studio) => {
        const evaluator = ties.evaluators.get(accountId) ?? { accountId, formerUnits: [], ...own };
        return between(evaluator, studio).map((found: Conflict) => ({ studioName: studio.name, ...found }));
      }),
    }));
  }

  async forVisits(cycleId: string, visitIds: readonly string[]): Promise<VisitorRow[]> {
    const visits = await this.database.rows<{ id: string }>(sql`
      SELECT v.evaluation_id AS id FROM site_visits v JOIN evaluations e ON e.id = v.evaluation_id
      WHERE e.cycle_id = ${cycleId} AND v.id = ANY(${visitIds}::uuid[])`);
    return this.rows(
      cycleId,
      visits.map(({ id }) => id),
    );
  }

  private visitors(cycleId: string): Promise<KnownVisitor[]> {
    return this.database.rows<KnownVisitor>(sql`
      SELECT a.id AS "accountId", a.display_name AS name,
             array_agg(DISTINCT g.role::text) FILTER (WHERE g.role IN ('evaluator', 'recommender', 'office')) AS roles,
             array_remove(array_agg(DISTINCT g.recommender_id), NULL) AS "recommenderIds",
             array_remove(array_agg(DISTINCT g.studio_id), NULL) AS "studioIds",
             array_remove(array_agg(DISTINCT own.host_unit_id), NULL) AS "hostUnitIds",
             coalesce((SELECT jsonb_agg(jsonb_build_object('studioId', x.studio_id, 'reason', x.reason))
                       FROM declared_conflicts x WHERE x.account_id = a.id), '[]') AS declared,
             (SELECT count(*) FROM site_visit_visitors w JOIN site_visits v ON v.id = w.visit_id
              JOIN evaluations e ON e.id = v.evaluation_id
              WHERE w.account_id = a.id AND e.cycle_id = ${cycleId} AND v.state = 'planned')::int AS planned
      FROM accounts a JOIN account_roles g ON g.account_id = a.id LEFT JOIN studios own ON own.id = g.studio_id
      WHERE a.status = 'active' AND EXISTS (
        SELECT FROM account_roles r WHERE r.account_id = a.id AND r.role IN ('evaluator', 'recommender', 'office'))
      GROUP BY a.id ORDER BY a.display_name COLLATE "zh-Hans-CN-x-icu", a.id`);
  }
}
