import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One secret calendar address per account, known by its hash only. */
export class EvaluationCalendars1790000510002 implements MigrationInterface {
  readonly name = 'EvaluationCalendars1790000510002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE calendar_addresses (
        account_id uuid PRIMARY KEY CONSTRAINT calendar_account_exists REFERENCES accounts (id),
        token_hash char(64) NOT NULL CONSTRAINT a_calendar_address_is_unique UNIQUE,
        created_at timestamptz NOT NULL,
        fetched_at timestamptz
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE calendar_addresses');
  }
}
