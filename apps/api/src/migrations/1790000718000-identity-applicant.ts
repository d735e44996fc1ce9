import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The applying unit: a role bound to a host unit that wants its first studio. */
export class IdentityApplicant1790000718000 implements MigrationInterface {
  readonly name = 'IdentityApplicant1790000718000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE account_roles
        ADD COLUMN host_unit_id uuid CONSTRAINT account_roles_host_unit_exists REFERENCES host_units (id),
        DROP CONSTRAINT account_roles_role,
        ADD CONSTRAINT account_roles_role CHECK (role IN ('studio', 'applicant', 'recommender', 'evaluator', 'office',
          'care-officer', 'system-admin', 'security-admin', 'audit-admin')),
        ADD CONSTRAINT account_roles_host_unit_scope CHECK ((role = 'applicant') = (host_unit_id IS NOT NULL)),
        DROP CONSTRAINT account_roles_once,
        ADD CONSTRAINT account_roles_once
          UNIQUE NULLS NOT DISTINCT (account_id, role, studio_id, host_unit_id, recommender_id);
      CREATE INDEX account_roles_host_unit ON account_roles (host_unit_id) WHERE host_unit_id IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM account_roles WHERE role = 'applicant';
      ALTER TABLE account_roles
        DROP CONSTRAINT account_roles_once,
        DROP CONSTRAINT account_roles_role,
        DROP COLUMN host_unit_id,
        ADD CONSTRAINT account_roles_role CHECK (role IN ('studio', 'recommender', 'evaluator', 'office',
          'care-officer', 'system-admin', 'security-admin', 'audit-admin')),
        ADD CONSTRAINT account_roles_once UNIQUE NULLS NOT DISTINCT (account_id, role, studio_id, recommender_id);
    `);
  }
}
