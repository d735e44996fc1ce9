import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every version of every mark, who gave a sheet back and why, and who entered one from paper. */
export class EvaluationMarkVersions1790000530001 implements MigrationInterface {
  readonly name = 'EvaluationMarkVersions1790000530001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE scoresheets
        ADD COLUMN reopened_at timestamptz,
        ADD COLUMN reopen_reason varchar(500),
        ADD COLUMN entered_by uuid CONSTRAINT scoresheet_entered_by_exists REFERENCES accounts (id),
        ADD COLUMN entered_at timestamptz,
        ADD COLUMN entry_file_id uuid,
        ADD COLUMN entry_seen_at timestamptz,
        ADD CONSTRAINT reopened_means_why CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL)),
        ADD CONSTRAINT entered_means_paper CHECK (
          (entered_by IS NULL) = (entry_file_id IS NULL) AND (entered_by IS NULL) = (entered_at IS NULL)),
        ADD CONSTRAINT nobody_enters_their_own CHECK (entered_by <> account_id)`);
    await runner.query(`
      CREATE TABLE mark_versions (
        scoresheet_id uuid NOT NULL CONSTRAINT mark_version_scoresheet_exists REFERENCES scoresheets (id),
        indicator varchar(10) NOT NULL,
        revision integer NOT NULL,
        score integer,
        not_applicable boolean NOT NULL,
        deductions jsonb NOT NULL,
        comment text NOT NULL,
        saved_at timestamptz NOT NULL,
        account_id uuid NOT NULL,
        origin varchar(10) NOT NULL,
        PRIMARY KEY (scoresheet_id, indicator, revision),
        CONSTRAINT mark_origin_is_known CHECK (origin IN ('screen', 'offline', 'paper'))
      )`);
    // What stood before this table was made is the first version that is known.
    await runner.query(`
      INSERT INTO mark_versions
      SELECT k.scoresheet_id, k.indicator, k.revision, k.score, k.not_applicable, k.deductions, k.comment, k.saved_at,
             sh.account_id, 'screen'
      FROM marks k JOIN scoresheets sh ON sh.id = k.scoresheet_id`);
    await runner.query(`
      CREATE FUNCTION mark_versions_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'versions of marks are never changed' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER mark_versions_stand BEFORE UPDATE OR DELETE ON mark_versions
      FOR EACH ROW EXECUTE FUNCTION mark_versions_stand()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mark_versions');
    await runner.query('DROP FUNCTION mark_versions_stand');
    await runner.query(`
      ALTER TABLE scoresheets DROP COLUMN reopened_at, DROP COLUMN reopen_reason, DROP COLUMN entered_by,
        DROP COLUMN entered_at, DROP COLUMN entry_file_id, DROP COLUMN entry_seen_at`);
  }
}
