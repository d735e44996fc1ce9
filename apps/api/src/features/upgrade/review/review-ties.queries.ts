import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql } from '../../../platform/database/index.ts';
import { type JudgedStudio, KnownEvaluators, type Ties, tiesAmong } from '../../evaluation/index.ts';
import { ReviewSettingsQueries } from './review-settings.queries.ts';

/** An accepted application's panel: places in all, places free, who holds one, who gave one up. */
export interface ReviewPlaces {
  readonly evaluationId: string;
  readonly wanted: number;
  readonly missing: number;
  readonly seated: readonly string[];
  readonly gone: readonly string[];
}

/** Who may score which application, as the rule of the evaluation asks for it; an application stands where an evaluation does. */
@Injectable()
export class ReviewTiesQueries {
  private readonly database: Database;
  private readonly known: KnownEvaluators;
  private readonly settings: ReviewSettingsQueries;
  private readonly clock: Clock;

  constructor(database: Database, known: KnownEvaluators, settings: ReviewSettingsQueries, clock: Clock) {
    this.database = database;
    this.known = known;
    this.settings = settings;
    this.clock = clock;
  }

  places(roundId: string): Promise<ReviewPlaces[]> {
    return this.database.rows<ReviewPlaces>(sql`
      SELECT a.id AS "evaluationId", r.sheets_per_application AS wanted,
        greatest(0, r.sheets_per_application - cardinality(panel.held)) AS missing, panel.held AS seated, panel.gone
      FROM applications a JOIN upgrade_rounds r ON r.id = a.round_id
      CROSS JOIN LATERAL (
        SELECT coalesce(array_agg(sh.account_id) FILTER (WHERE sh.state IN ('draft', 'submitted')), '{}') AS held,
               coalesce(array_agg(sh.account_id) FILTER (WHERE sh.state = 'recused'), '{}') AS gone
        FROM review_sheets sh WHERE sh.application_id = a.id) panel
      WHERE a.round_id = ${roundId} AND a.state = 'accepted' ORDER BY a.id`);
  }

  async of(roundId: string): Promise<Ties> {
    const { capacity, formerUnitYears } = await this.settings.of(roundId);
    const evaluators = await this.known.all(
      sql`
      SELECT sh.account_id, count(*)::int AS held FROM review_sheets sh JOIN applications a ON a.id = sh.application_id
      WHERE a.round_id = ${roundId} AND sh.state IN ('draft', 'submitted') GROUP BY sh.account_id`,
      capacity,
    );
    const recused = await this.database.rows<{ accountId: string; studioId: string; reason: string }>(sql`
      SELECT sh.account_id AS "accountId", coalesce(a.studio_id, a.id) AS "studioId", sh.ended_reason AS reason
      FROM review_sheets sh JOIN applications a ON a.id = sh.application_id
      WHERE a.round_id = ${roundId} AND sh.state = 'recused'`);
    const by = Map.groupBy(recused, ({ accountId }) => accountId);
    const known = evaluators.map((one) => ({
      ...one,
      declared: [...one.declared, ...(by.get(one.accountId) ?? [])],
    }));
    const parents = await this.known.parents();
    return tiesAmong(known, await this.judged(roundId), parents, { today: this.clock.today(), formerUnitYears });
  }

  /** A new studio has no id yet: its application stands for it. */
  private judged(roundId: string): Promise<JudgedStudio[]> {
    return this.database.rows<JudgedStudio>(sql`
      WITH allied AS (
        SELECT t.studio_id AS id, t.other_id AS ally, t.source FROM studio_ties t WHERE t.ended_on IS NULL
        UNION ALL SELECT t.other_id, t.studio_id, t.source FROM studio_ties t WHERE t.ended_on IS NULL)
      SELECT a.id AS "evaluationId", coalesce(a.studio_id, a.id) AS id, a.studio_name AS name,
             a.host_unit_id AS "hostUnitId", h.name AS "hostUnitName", a.recommender_id AS "recommenderId",
             w.name AS "recommenderName", a.occupation_name AS occupation,
             array_remove(ARRAY[s.cluster_code::text, x.content ->> 'cluster'], NULL) AS clusters,
             coalesce((SELECT jsonb_agg(jsonb_build_object('studioId', allied.ally, 'source', allied.source))
                       FROM allied WHERE allied.id = a.studio_id), '[]') AS allies
      FROM applications a JOIN host_units h ON h.id = a.host_unit_id JOIN recommenders w ON w.id = a.recommender_id
      LEFT JOIN studios s ON s.id = a.studio_id
      LEFT JOIN application_sections x ON x.application_id = a.id AND x.section = 'target'
      WHERE a.round_id = ${roundId} AND a.state = 'accepted'`);
  }
}
