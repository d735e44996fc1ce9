import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts, what they are granted and their open sessions. */
export class IdentityAccounts1790000100000 implements MigrationInterface {
  readonly name = 'IdentityAccounts1790000100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE accounts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        login text NOT NULL,
        display_name text NOT NULL,
        password_hash text NOT NULL,
        status text NOT NULL DEFAULT 'active' CONSTRAINT accounts_status CHECK (status IN ('active', 'disabled')),
        is_demo boolean NOT NULL DEFAULT false,
        failed_logins int NOT NULL DEFAULT 0,
        locked_until timestamptz,
        revision int NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL
      );
      CREATE UNIQUE INDEX accounts_login_unique ON accounts (lower(login));

      CREATE TABLE account_roles (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL REFERENCES accounts (id),
        role text NOT NULL CONSTRAINT account_roles_role CHECK (role IN ('studio', 'recommender', 'evaluator', 'office',
          'care-officer', 'system-admin', 'security-admin', 'audit-admin')),
        studio_id uuid,
        recommender_id uuid,
        CONSTRAINT account_roles_once UNIQUE NULLS NOT DISTINCT (account_id, role, studio_id, recommender_id),
        CONSTRAINT account_roles_studio_scope CHECK ((role = 'studio') = (studio_id IS NOT NULL)),
        CONSTRAINT account_roles_recommender_scope CHECK ((role = 'recommender') = (recommender_id IS NOT NULL)),
        -- Separation of duties: an administrator holds no working role beside it
        CONSTRAINT account_roles_admin_apart
          EXCLUDE USING gist (account_id WITH =, (CASE WHEN role LIKE '%-admin' THEN 1 ELSE 0 END) WITH <>)
      );
      -- and no second administrator's role either.
      CREATE UNIQUE INDEX account_roles_one_admin ON account_roles (account_id) WHERE role LIKE '%-admin';
      CREATE INDEX account_roles_studio ON account_roles (studio_id) WHERE studio_id IS NOT NULL;
      CREATE INDEX account_roles_recommender ON account_roles (recommender_id) WHERE recommender_id IS NOT NULL;

      CREATE TABLE sessions (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        token_digest bytea NOT NULL CONSTRAINT sessions_token_unique UNIQUE,
        account_id uuid NOT NULL REFERENCES accounts (id),
        csrf text NOT NULL,
        address text NOT NULL,
        agent text NOT NULL,
        started_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL
      );
      CREATE INDEX sessions_account ON sessions (account_id);
      CREATE INDEX sessions_started ON sessions (started_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sessions, account_roles, accounts;');
  }
}
