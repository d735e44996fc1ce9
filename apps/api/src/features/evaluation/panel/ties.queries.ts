import type {
  Conflict,
  ConflictSettings,
  EvaluatorTies,
  Expertise,
  Field,
  ScoredStudio,
  Seat,
} from '@jianglian/domain/evaluation';
import { conflictRule, defaultPanelSettings } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';

export interface KnownEvaluator extends EvaluatorTies, Expertise {
  readonly name: string;
  readonly login: string;
  readonly hostUnitName: string | null;
  /** Sheets of the cycle held, and the most to be held. */
  readonly load: number;
  readonly capacity: number;
}

export type JudgedStudio = ScoredStudio & Field & { readonly evaluationId: string; readonly name: string };

/** Who may be judged by whom, as data for the rule. */
export interface Ties {
  readonly evaluators: ReadonlyMap<string, KnownEvaluator>;
  /** By evaluation. */
  readonly studios: ReadonlyMap<string, JudgedStudio>;
  readonly parents: ReadonlyMap<string, string | null>;
  readonly settings: ConflictSettings;
  readonly conflictsOf: (seat: Seat) => readonly Conflict[];
}

export interface PanelSettings {
  readonly capacity: number;
  readonly formerUnitYears: number;
  readonly revision: number;
}

/** An account `a` in use with the evaluator role. */
export const isEvaluator = sql`a.status = 'active' AND EXISTS (
  SELECT FROM account_roles role WHERE role.account_id = a.id AND role.role = 'evaluator')`;

/** Everything the conflict rule and the automatic assignment ask. */
@Injectable()
export class TiesQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async settings(cycleId: string): Promise<PanelSettings> {
    const row = await this.database.one<PanelSettings>(sql`
      SELECT capacity, former_unit_years AS "formerUnitYears", revision FROM panel_settings WHERE cycle_id = ${cycleId}`);
    return row ?? { ...defaultPanelSettings, revision: 0 };
  }

  /** For these evaluations of the cycle and all active evaluators. */
  async of(cycleId: string, evaluationIds: readonly string[]): Promise<Ties> {
    const { capacity, formerUnitYears } = await this.settings(cycleId);
    const evaluators = await this.evaluators(cycleId, capacity);
    const studios = await this.studios(evaluationIds);
    const units = await this.database.rows<{ id: string; parentId: string | null }>(
      sql`SELECT id, parent_id AS "parentId" FROM host_units WHERE parent_id IS NOT NULL`,
    );
    const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
    const known = new Map(evaluators.map((evaluator) => [evaluator.accountId, evaluator]));
    const judged = new Map(studios.map((studio) => [studio.evaluationId, studio]));
    const settings = { today: this.clock.today(), formerUnitYears };
    const between = conflictRule(parents, settings);
    return {
      evaluators: known,
      studios: judged,
      parents,
      settings,
      conflictsOf: ({ evaluationId, accountId }) => {
        const [evaluator, studio] = [known.get(accountId), judged.get(evaluationId)];
        return evaluator && studio ? between(evaluator, studio) : [];
      },
    };
  }

  private evaluators(cycleId: string, capacity: number): Promise<KnownEvaluator[]> {
    return this.database.rows<KnownEvaluator>(sql`
      WITH loads AS (
        SELECT sh.account_id, count(*)::int AS held FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
        WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn' AND sh.state NOT IN ('recused', 'released')
        GROUP BY sh.account_id)
      SELECT a.id AS "accountId", a.display_name AS name, a.login, h.name AS "hostUnitName",
             array_remove(array_agg(DISTINCT own.host_unit_id) || p.host_unit_id, NULL) AS "hostUnitIds",
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

  private studios(evaluationIds: readonly string[]): Promise<JudgedStudio[]> {
    return this.database.rows<JudgedStudio>(sql`
      WITH allied AS (
        SELECT t.studio_id AS id, t.other_id AS ally, t.source FROM studio_ties t WHERE t.ended_on IS NULL
        UNION ALL SELECT t.other_id, t.studio_id, t.source FROM studio_ties t WHERE t.ended_on IS NULL)
      SELECT e.id AS "evaluationId", s.id, s.name, s.host_unit_id AS "hostUnitId", h.name AS "hostUnitName",
             s.recommender_id AS "recommenderId", r.name AS "recommenderName", s.occupation_name AS occupation,
             ARRAY[s.cluster_code::text] || coalesce((SELECT array_agg(c.cluster_code::text ORDER BY c.cluster_code)
               FROM studio_clusters c WHERE c.studio_id = s.id), '{}') AS clusters,
             coalesce((SELECT jsonb_agg(jsonb_build_object('studioId', allied.ally, 'source', allied.source))
                       FROM allied WHERE allied.id = s.id), '[]') AS allies
      FROM evaluations e JOIN studios s ON s.id = e.studio_id JOIN host_units h ON h.id = s.host_unit_id
      JOIN recommenders r ON r.id = s.recommender_id WHERE e.id = ANY(${evaluationIds}::uuid[])`);
  }
}
