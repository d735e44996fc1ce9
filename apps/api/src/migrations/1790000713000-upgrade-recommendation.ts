import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The letter's number, places that may be exchanged in one statement, reminders, and what became of applications that wait. */
export class UpgradeRecommendation1790000713000 implements MigrationInterface {
  readonly name = 'UpgradeRecommendation1790000713000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE recommendations ADD COLUMN letter_serial varchar(40),
        ADD CONSTRAINT a_sealed_letter_has_its_number CHECK ((letter_file_id IS NULL) = (letter_serial IS NULL))`);
    // Two ranks change places in one statement: what holds is checked at its end.
    await runner.query(`
      ALTER TABLE recommendation_ranks DROP CONSTRAINT one_rank_per_place,
        ADD CONSTRAINT one_rank_per_place UNIQUE (round_id, recommender_id, tier, place) DEFERRABLE INITIALLY IMMEDIATE`);
    await runner.query(`
      CREATE TABLE recommendation_reminders (
        round_id uuid NOT NULL CONSTRAINT recommendation_reminder_round_exists REFERENCES upgrade_rounds (id),
        recommender_id uuid NOT NULL CONSTRAINT recommendation_reminder_recommender_exists REFERENCES recommenders (id),
        day date NOT NULL,
        at timestamptz NOT NULL,
        account_id uuid CONSTRAINT recommendation_reminder_account_exists REFERENCES accounts (id),
        note varchar(300) NOT NULL DEFAULT '',
        PRIMARY KEY (round_id, recommender_id, day)
      )`);
    await runner.query(`
      CREATE TABLE provisional_steps (
        application_id uuid NOT NULL CONSTRAINT provisional_step_application_exists REFERENCES applications (id),
        position integer NOT NULL,
        step varchar(10) NOT NULL,
        cause varchar(30) NOT NULL,
        determination_id varchar(64),
        unmet jsonb NOT NULL DEFAULT '[]',
        at timestamptz NOT NULL,
        PRIMARY KEY (application_id, position),
        CONSTRAINT provisional_step_is_known CHECK (step IN ('released', 'awaits', 'closed'))
      )`);
    await runner.query(`
      CREATE TRIGGER provisional_steps_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON provisional_steps
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE provisional_steps, recommendation_reminders');
    await runner.query(`
      ALTER TABLE recommendation_ranks DROP CONSTRAINT one_rank_per_place,
        ADD CONSTRAINT one_rank_per_place UNIQUE (round_id, recommender_id, tier, place)`);
    await runner.query(`
      ALTER TABLE recommendations DROP CONSTRAINT a_sealed_letter_has_its_number, DROP COLUMN letter_serial`);
  }
}
