import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Places given to one recommender other than the usual, and each window of a called round that was moved. */
export class UpgradeRoundChanges1790000711001 implements MigrationInterface {
  readonly name = 'UpgradeRoundChanges1790000711001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upgrade_round_quotas (
        round_id uuid NOT NULL CONSTRAINT round_quota_round_exists REFERENCES upgrade_rounds (id) ON DELETE CASCADE,
        recommender_id uuid NOT NULL CONSTRAINT round_quota_recommender_exists REFERENCES recommenders (id),
        tier varchar(10) NOT NULL,
        places integer NOT NULL,
        reason varchar(500) NOT NULL,
        PRIMARY KEY (round_id, recommender_id, tier),
        CONSTRAINT round_quota_tier_is_known CHECK (tier IN ('municipal', 'chief', 'national')),
        CONSTRAINT round_quota_is_counted CHECK (places BETWEEN 0 AND 99),
        CONSTRAINT round_quota_says_why CHECK (reason <> '')
      )`);
    await runner.query(`
      CREATE TABLE upgrade_round_moves (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        round_id uuid NOT NULL CONSTRAINT round_move_round_exists REFERENCES upgrade_rounds (id),
        edge varchar(20) NOT NULL,
        was timestamptz NOT NULL,
        became timestamptz NOT NULL,
        reason varchar(500) NOT NULL,
        moved_by uuid CONSTRAINT round_mover_exists REFERENCES accounts (id),
        moved_at timestamptz NOT NULL,
        CONSTRAINT round_move_edge_is_known CHECK (
          edge IN ('opensAt', 'applicationsCloseAt', 'recommendingOpensAt', 'recommendingClosesAt')),
        CONSTRAINT round_move_moves CHECK (was <> became),
        CONSTRAINT round_move_says_why CHECK (reason <> '')
      )`);
    await runner.query('CREATE INDEX upgrade_round_moves_by_round ON upgrade_round_moves (round_id, moved_at)');
    await runner.query(`
      CREATE TRIGGER upgrade_round_moves_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON upgrade_round_moves
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE upgrade_round_moves, upgrade_round_quotas');
  }
}
