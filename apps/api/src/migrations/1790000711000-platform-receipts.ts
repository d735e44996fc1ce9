import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Receipts of submissions, and the public halves of the keys they were signed with. Both only ever grow. */
export class PlatformReceipts1790000711000 implements MigrationInterface {
  readonly name = 'PlatformReceipts1790000711000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE receipt_keys (
        id text PRIMARY KEY CONSTRAINT receipt_key_id_is_short CHECK (id ~ '^[0-9a-f]{16}$'),
        public_key text NOT NULL,
        added_at timestamptz NOT NULL
      );
      CREATE TABLE receipts (
        serial text PRIMARY KEY,
        purpose text NOT NULL,
        title text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        studio_id uuid,
        account_id uuid,
        at timestamptz NOT NULL,
        hash text NOT NULL CONSTRAINT receipt_hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$'),
        key_id text NOT NULL CONSTRAINT receipt_key_is_known REFERENCES receipt_keys (id),
        signature text NOT NULL,
        CONSTRAINT receipt_says_for_what CHECK (purpose <> '' AND title <> '')
      );
      CREATE INDEX receipts_by_subject ON receipts (subject_type, subject_id, at);
      CREATE TRIGGER receipt_keys_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipt_keys
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER receipts_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON receipts
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE receipts, receipt_keys');
  }
}
