import type { AppliedTier, PlacesByTier, RankableCase, Ranking, RecommendationState } from '@jianglian/domain/upgrade';
import { appliedTiers, emptyRanking } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import {
  roundColumns,
  type RoundOfApplication,
  type StoredRound,
  windowsOf,
} from '../application/application-fragments.ts';
import type { RecommendationKey } from './recommendation-key.ts';

export interface LockedRecommendation extends RecommendationKey {
  readonly id: string;
  readonly revision: number;
  readonly state: RecommendationState;
  readonly letterFileId: string | null;
  readonly letterSerial: string | null;
  readonly places: PlacesByTier;
  readonly held: Ranking;
  /** By application: whether its sealed form is there. */
  readonly forms: ReadonlyMap<string, string | null>;
}

interface RankRow {
  readonly applicationId: string;
  readonly tier: AppliedTier;
  readonly place: number;
  readonly formFileId: string | null;
}

@Injectable()
export class RecommendationRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The round, held as it is until the unit ends. Drafts are nobody's but the office's. */
  async round(id: string): Promise<RoundOfApplication> {
    const row = await this.database.one<{ round: StoredRound }>(sql`
      SELECT ${roundColumns} AS round FROM upgrade_rounds r WHERE r.id = ${id} AND r.state <> 'draft' FOR SHARE`);
    if (!row) throw new NotFoundError('round');
    return { ...row.round, windows: windowsOf(row.round.windows) };
  }

  /**
   * The recommendation, locked until the unit ends; made when nothing was ranked yet (revision 0). Whoever also locks applications
   * locks them before it, in the order of their ids.
   */
  async forUpdate({ roundId, recommenderId }: RecommendationKey): Promise<LockedRecommendation> {
    await this.database.run(sql`
      INSERT INTO recommendations (round_id, recommender_id, revision) VALUES (${roundId}, ${recommenderId}, 0)
      ON CONFLICT ON CONSTRAINT one_recommendation_per_round DO NOTHING`);
    const row = (await this.database.one<Omit<LockedRecommendation, 'places' | 'held' | 'forms'>>(sql`
      SELECT id, round_id AS "roundId", recommender_id AS "recommenderId", revision, state,
             letter_file_id AS "letterFileId", letter_serial AS "letterSerial"
      FROM recommendations WHERE round_id = ${roundId} AND recommender_id = ${recommenderId} FOR UPDATE`))!;
    const ranks = await this.ranks({ roundId, recommenderId });
    return {
      ...row,
      places: await this.places({ roundId, recommenderId }),
      held: rankingOf(ranks),
      forms: new Map(ranks.map(({ applicationId, formFileId }) => [applicationId, formFileId])),
    };
  }

  async places({ roundId, recommenderId }: RecommendationKey): Promise<PlacesByTier> {
    const rows = await this.database.rows<{ tier: AppliedTier; places: number }>(sql`
      SELECT tier, count(*)::int AS places FROM upgrade_recommender_places
      WHERE round_id = ${roundId} AND recommender_id = ${recommenderId} GROUP BY tier`);
    const found = new Map(rows.map(({ tier, places }) => [tier, places]));
    return Object.fromEntries(appliedTiers.map((tier) => [tier, found.get(tier) ?? 0])) as PlacesByTier;
  }

  /** Applications handed in to this recommender, as a ranking has to know them. */
  async cases({ roundId, recommenderId }: RecommendationKey): Promise<ReadonlyMap<string, RankableCase>> {
    const rows = await this.database.rows<RankableCase>(sql`
      SELECT id, studio_name AS name, target, state FROM applications
      WHERE round_id = ${roundId} AND recommender_id = ${recommenderId} AND submitted_at IS NOT NULL`);
    return new Map(rows.map((row) => [row.id, row]));
  }

  /**
   * The ranking as wanted, in at most three statements. Each rank takes the recommender's next place of its tier: the foreign key to the
   * place and the uniqueness of a rank's place hold the quota, whoever else writes.
   */
  async saveRanking(key: RecommendationKey, wanted: Ranking): Promise<void> {
    const { roundId, recommenderId } = key;
    const ids = appliedTiers.flatMap((tier) => wanted[tier]);
    const ranks = appliedTiers.flatMap((tier) => wanted[tier].map((id, index) => ({ id, tier, number: index + 1 })));
    await this.database.run(sql`
      DELETE FROM recommendation_ranks
      WHERE round_id = ${roundId} AND recommender_id = ${recommenderId} AND application_id <> ALL(${ids}::uuid[])`);
    if (ranks.length === 0) return;
    const placed = sql`
      wanted AS (SELECT * FROM jsonb_to_recordset(${JSON.stringify(ranks)}::jsonb) AS w (id uuid, tier text, number int)),
      numbered AS (
        SELECT tier, place, row_number() OVER (PARTITION BY tier ORDER BY place) AS number FROM upgrade_recommender_places
        WHERE round_id = ${roundId} AND recommender_id = ${recommenderId}),
      placed AS (SELECT w.id, w.tier, n.place FROM wanted w JOIN numbered n ON n.tier = w.tier AND n.number = w.number)`;
    await this.database.run(sql`
      WITH ${placed} UPDATE recommendation_ranks k SET place = p.place FROM placed p
      WHERE k.application_id = p.id AND k.place <> p.place`);
    await this.database.run(sql`
      WITH ${placed} INSERT INTO recommendation_ranks (application_id, round_id, recommender_id, tier, place)
      SELECT p.id, ${roundId}, ${recommenderId}, p.tier, p.place FROM placed p
      WHERE NOT EXISTS (SELECT FROM recommendation_ranks k WHERE k.application_id = p.id)`);
  }

  /** The next revision, whatever was changed with it. */
  async touch(id: string): Promise<void> {
    await this.database.run(sql`UPDATE recommendations SET revision = revision + 1 WHERE id = ${id}`);
  }

  async sealLetter(id: string, fileId: string, serial: string): Promise<void> {
    await this.database.run(sql`
      UPDATE recommendations SET letter_file_id = ${fileId}, letter_serial = ${serial}, revision = revision + 1
      WHERE id = ${id}`);
  }

  async sealForm(id: string, applicationId: string, fileId: string): Promise<void> {
    await this.database.run(sql`
      UPDATE recommendation_ranks SET form_file_id = ${fileId} WHERE application_id = ${applicationId}`);
    await this.touch(id);
  }

  async submit(id: string, at: Date, accountId: string): Promise<void> {
    await this.database.run(sql`
      UPDATE recommendations SET state = 'submitted', submitted_at = ${at}, submitted_by = ${accountId},
        reopen_reason = NULL, revision = revision + 1 WHERE id = ${id}`);
  }

  async reopen(id: string, reason: string): Promise<void> {
    await this.database.run(sql`
      UPDATE recommendations SET state = 'draft', reopen_reason = ${reason}, revision = revision + 1 WHERE id = ${id}`);
  }

  /** Where an application is ranked, if it is. */
  async rankOf(applicationId: string): Promise<RecommendationKey | undefined> {
    return this.database.one<RecommendationKey>(sql`
      SELECT round_id AS "roundId", recommender_id AS "recommenderId" FROM recommendation_ranks
      WHERE application_id = ${applicationId}`);
  }

  private ranks({ roundId, recommenderId }: RecommendationKey): Promise<RankRow[]> {
    return this.database.rows<RankRow>(sql`
      SELECT application_id AS "applicationId", tier, place, form_file_id AS "formFileId" FROM recommendation_ranks
      WHERE round_id = ${roundId} AND recommender_id = ${recommenderId} ORDER BY tier, place`);
  }
}

const rankingOf = (ranks: readonly RankRow[]): Ranking => ({
  ...emptyRanking,
  ...Object.fromEntries(
    appliedTiers.map((tier) => [tier, ranks.filter((rank) => rank.tier === tier).map((rank) => rank.applicationId)]),
  ),
});
