import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the experts' sheets of an application come to, there from the last sheet on and gone when one is given back. */
export class UpgradeReviewResults1790000714001 implements MigrationInterface {
  readonly name = 'UpgradeReviewResults1790000714001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE application_reviews ADD COLUMN position integer NOT NULL,
        ADD CONSTRAINT application_reviews_are_counted UNIQUE (application_id, position)`);
    await runner.query(`
      CREATE TABLE review_results (
        application_id uuid PRIMARY KEY CONSTRAINT review_result_application_exists REFERENCES applications (id),
        score integer NOT NULL,
        spread integer NOT NULL,
        sheets integer NOT NULL,
        dropped integer NOT NULL,
        settled_at timestamptz NOT NULL,
        CONSTRAINT review_score_is_of_a_hundred CHECK (score BETWEEN 0 AND 10000 AND spread BETWEEN 0 AND 10000)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE review_results');
    await runner.query('ALTER TABLE application_reviews DROP COLUMN position');
  }
}
