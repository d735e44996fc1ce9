import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Audit log, idempotency keys, rate limits and stored files: what every feature stands on. */
export class PlatformFoundation1790000000000 implements MigrationInterface {
  readonly name = 'PlatformFoundation1790000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;
      CREATE EXTENSION IF NOT EXISTS pg_trgm;

      CREATE TABLE audit_records (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
        at timestamptz NOT NULL,
        account_id uuid,
        actor_name text,
        role text NOT NULL,
        request_id text,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        studio_id uuid,
        action text NOT NULL,
        from_state text,
        to_state text,
        reason text,
        revision int,
        facts jsonb NOT NULL DEFAULT '{}'
      );
      CREATE INDEX audit_records_subject ON audit_records (subject_type, subject_id, id);
      CREATE INDEX audit_records_studio ON audit_records (studio_id, id) WHERE studio_id IS NOT NULL;
      CREATE INDEX audit_records_account ON audit_records (account_id, id);

      CREATE TABLE audit_links (
        position bigint PRIMARY KEY,
        record_id bigint NOT NULL CONSTRAINT audit_links_one_per_record UNIQUE REFERENCES audit_records (id),
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL
      );

      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
      END $$;
      CREATE TRIGGER audit_records_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_records
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER audit_links_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_links
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

      CREATE TABLE idempotency_keys (
        account_id uuid NOT NULL,
        key text NOT NULL,
        asked text NOT NULL,
        reply jsonb,
        at timestamptz NOT NULL,
        PRIMARY KEY (account_id, key)
      );
      CREATE INDEX idempotency_keys_at ON idempotency_keys (at);

      CREATE TABLE rate_limits (
        key text NOT NULL,
        window_start timestamptz NOT NULL,
        count int NOT NULL,
        PRIMARY KEY (key, window_start)
      );
      CREATE INDEX rate_limits_window ON rate_limits (window_start);

      CREATE TABLE files (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        sha256 text NOT NULL,
        size bigint NOT NULL,
        media_type text NOT NULL,
        name text NOT NULL,
        pages int,
        storage_key text NOT NULL,
        purpose text NOT NULL,
        account_id uuid NOT NULL,
        created_at timestamptz NOT NULL
      );
      CREATE INDEX files_sha256 ON files (sha256);
      CREATE INDEX files_account ON files (account_id, created_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE files, rate_limits, idempotency_keys, audit_links, audit_records;
      DROP FUNCTION refuse_change();
    `);
  }
}
