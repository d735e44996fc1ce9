import type { AppliedTier } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

@Injectable()
export class QuotaRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** 三(一): the places of every recommender valid on that day, each a row that one rank may take; answers how many recommenders. */
  async give(roundId: string, day: string): Promise<number> {
    const rows = await this.database.rows<{ id: string }>(sql`
      WITH given AS (
        INSERT INTO upgrade_recommender_places (round_id, recommender_id, tier, place)
        SELECT p.round_id, m.id, p.tier, n.place
        FROM upgrade_round_places p CROSS JOIN recommenders m
        LEFT JOIN upgrade_round_quotas q ON q.round_id = p.round_id AND q.recommender_id = m.id AND q.tier = p.tier
        CROSS JOIN LATERAL generate_series(1, coalesce(q.places, p.per_recommender)) AS n(place)
        WHERE p.round_id = ${roundId} AND (m.valid_from IS NULL OR m.valid_from <= ${day}) AND (m.valid_to IS NULL OR m.valid_to > ${day})
        RETURNING recommender_id AS id)
      SELECT DISTINCT id FROM given`);
    return rows.length;
  }

  async exists(recommenderId: string): Promise<boolean> {
    return (await this.database.one(sql`SELECT 1 FROM recommenders WHERE id = ${recommenderId}`)) !== undefined;
  }

  /** The usual places again need no row of their own. */
  async note(roundId: string, recommenderId: string, tier: AppliedTier, places: number, reason: string): Promise<void> {
    await this.database.run(sql`
      INSERT INTO upgrade_round_quotas (round_id, recommender_id, tier, places, reason)
      VALUES (${roundId}, ${recommenderId}, ${tier}, ${places}, ${reason})
      ON CONFLICT (round_id, recommender_id, tier) DO UPDATE SET places = excluded.places, reason = excluded.reason`);
  }

  /** What another round gave differently, given here the same way. */
  async copy(from: string, to: string): Promise<void> {
    await this.database.run(sql`
      INSERT INTO upgrade_round_quotas (round_id, recommender_id, tier, places, reason)
      SELECT ${to}, recommender_id, tier, places, reason FROM upgrade_round_quotas WHERE round_id = ${from}`);
  }

  /** Names that stand on places past so many. Ranks of this recommender wait until the unit ends. */
  async standingPast(roundId: string, recommenderId: string, tier: AppliedTier, places: number): Promise<string[]> {
    await this.database.rows(sql`
      SELECT 1 FROM upgrade_recommender_places
      WHERE round_id = ${roundId} AND recommender_id = ${recommenderId} AND tier = ${tier} FOR UPDATE`);
    const rows = await this.database.rows<{ name: string }>(sql`
      SELECT a.studio_name AS name FROM recommendation_ranks k JOIN applications a ON a.id = k.application_id
      WHERE k.round_id = ${roundId} AND k.recommender_id = ${recommenderId} AND k.tier = ${tier} AND k.place > ${places}
      ORDER BY k.place`);
    return rows.map(({ name }) => name);
  }

  async setPlaces(roundId: string, recommenderId: string, tier: AppliedTier, places: number): Promise<void> {
    await this.database.run(sql`
      DELETE FROM upgrade_recommender_places
      WHERE round_id = ${roundId} AND recommender_id = ${recommenderId} AND tier = ${tier} AND place > ${places}`);
    await this.database.run(sql`
      INSERT INTO upgrade_recommender_places (round_id, recommender_id, tier, place)
      SELECT ${roundId}, ${recommenderId}, ${tier}, n FROM generate_series(1, ${places}::int) n
      ON CONFLICT DO NOTHING`);
  }
}
