import type { Conflict, ConflictSettings, Field, ScoredStudio, Seat } from '@jianglian/domain/evaluation';
import { conflictRule, defaultPanelSettings } from '@jianglian/domain/evaluation';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, type Sql, sql } from '../../../platform/database/index.ts';
import { type KnownEvaluator, KnownEvaluators } from './known-evaluator.queries.ts';

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

/** Who may judge whom among these: by evaluation, or by whatever else is scored. */
export function tiesAmong(
  evaluators: readonly KnownEvaluator[],
  judged: readonly JudgedStudio[],
  parents: Ties['parents'],
  settings: ConflictSettings,
): Ties {
  const known = new Map(evaluators.map((evaluator) => [evaluator.accountId, evaluator]));
  const studios = new Map(judged.map((studio) => [studio.evaluationId, studio]));
  const between = conflictRule(parents, settings);
  return {
    evaluators: known,
    studios,
    parents,
    settings,
    conflictsOf: ({ evaluationId, accountId }) => {
      const [evaluator, studio] = [known.get(accountId), studios.get(evaluationId)];
      return evaluator && studio ? between(evaluator, studio) : [];
    },
  };
}

export interface PanelSettings {
  readonly capacity: number;
  readonly formerUnitYears: number;
  readonly revision: number;
}

/** Everything the conflict rule and the automatic assignment ask. */
@Injectable()
export class TiesQueries {
  private readonly database: Database;
  private readonly known: KnownEvaluators;
  private readonly clock: Clock;

  constructor(database: Database, known: KnownEvaluators, clock: Clock) {
    this.database = database;
    this.known = known;
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
    const evaluators = await this.known.all(this.loads(cycleId), capacity);
    const studios = await this.studios(evaluationIds);
    const parents = await this.known.parents();
    return tiesAmong(evaluators, studios, parents, { today: this.clock.today(), formerUnitYears });
  }

  private loads(cycleId: string): Sql {
    return sql`
      SELECT sh.account_id, count(*)::int AS held FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
      WHERE e.cycle_id = ${cycleId} AND e.state <> 'withdrawn' AND sh.state NOT IN ('recused', 'released')
      GROUP BY sh.account_id`;
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
