import type { RecommenderQuotasView } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { within } from '@jianglian/domain/identity';
import { appliedTiers } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

/** Lists go from the municipal tier up, as the notice counts them. */
const tiers = sql`unnest(${[...appliedTiers]}::text[]) WITH ORDINALITY AS t(tier, position)`;

/**
 * Places of recommenders. Before the call they are what a call of today would give: the usual, or what one was given instead. After it
 * the rows that stand are counted.
 */
@Injectable()
export class QuotaQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  all(roundId: string): Promise<RecommenderQuotasView[]> {
    return this.quotas(roundId, sql`TRUE`);
  }

  async one(roundId: string, recommenderId: string): Promise<RecommenderQuotasView> {
    const [found] = await this.quotas(roundId, sql`m.id = ${recommenderId}`);
    if (!found) throw new NotFoundError('recommender');
    return found;
  }

  async own(roundId: string, actor: Actor): Promise<RecommenderQuotasView[]> {
    const ids = within(actor, 'recommendation:write').grants.flatMap(({ recommenderId }) => recommenderId ?? []);
    return ids.length === 0 ? [] : this.quotas(roundId, sql`m.id = ANY(${ids}::uuid[])`);
  }

  private quotas(roundId: string, who: Sql): Promise<RecommenderQuotasView[]> {
    const today = this.clock.today();
    return this.database.rows<RecommenderQuotasView>(sql`
      SELECT m.id AS "recommenderId", m.name, m.kind,
        (SELECT jsonb_agg(jsonb_build_object('tier', t.tier, 'places', n.places, 'used', n.used, 'reason', q.reason)
            ORDER BY t.position)
         FROM ${tiers}
         LEFT JOIN upgrade_round_quotas q ON q.round_id = r.id AND q.recommender_id = m.id AND q.tier = t.tier
         JOIN upgrade_round_places p ON p.round_id = r.id AND p.tier = t.tier
         CROSS JOIN LATERAL (
           SELECT CASE WHEN r.called_at IS NULL THEN coalesce(q.places, p.per_recommender)
             ELSE (SELECT count(*)::int FROM upgrade_recommender_places x
                   WHERE x.round_id = r.id AND x.recommender_id = m.id AND x.tier = t.tier) END AS places,
             (SELECT count(*)::int FROM recommendation_ranks k
              WHERE k.round_id = r.id AND k.recommender_id = m.id AND k.tier = t.tier) AS used) n) AS quotas
      FROM upgrade_rounds r CROSS JOIN recommenders m
      WHERE r.id = ${roundId} AND ${who}
        AND (EXISTS (SELECT FROM upgrade_recommender_places x WHERE x.round_id = r.id AND x.recommender_id = m.id)
          OR ((m.valid_from IS NULL OR m.valid_from <= ${today}) AND (m.valid_to IS NULL OR m.valid_to > ${today})))
      ORDER BY CASE m.kind WHEN 'district' THEN 1 WHEN 'functional-area' THEN 2 ELSE 3 END, m.code`);
  }
}
