import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was ruled on a spread over the limit, and which sheet is the arbitrator's. */
export class EvaluationArbitration1790000540000 implements MigrationInterface {
  readonly name = 'EvaluationArbitration1790000540000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE arbitrations (
        evaluation_id uuid PRIMARY KEY CONSTRAINT arbitration_evaluation_exists REFERENCES evaluations (id),
        kind varchar(10) NOT NULL,
        spread integer NOT NULL,
        reason varchar(500),
        closes_at timestamptz,
        ruled_at timestamptz NOT NULL,
        ruled_by uuid NOT NULL CONSTRAINT arbitration_account_exists REFERENCES accounts (id),
        CONSTRAINT arbitration_kind_is_known CHECK (kind IN ('asked', 'waived')),
        CONSTRAINT asked_until_when CHECK ((kind = 'asked') = (closes_at IS NOT NULL)),
        CONSTRAINT waived_means_why CHECK (kind <> 'waived' OR reason IS NOT NULL)
      )`);
    await runner.query('ALTER TABLE scoresheets ADD arbitration boolean NOT NULL DEFAULT false');
    await runner.query(`
      CREATE UNIQUE INDEX a_studio_has_one_arbitrator ON scoresheets (evaluation_id)
      WHERE arbitration AND state NOT IN ('recused', 'released')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX a_studio_has_one_arbitrator');
    await runner.query('ALTER TABLE scoresheets DROP arbitration');
    await runner.query('DROP TABLE arbitrations');
  }
}
