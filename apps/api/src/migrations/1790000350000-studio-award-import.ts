import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Award lists on their way into the register: what was uploaded, what was understood, what was decided. */
export class StudioAwardImport1790000350000 implements MigrationInterface {
  readonly name = 'StudioAwardImport1790000350000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_imports (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        file_id uuid NOT NULL,
        file_name varchar(200) NOT NULL,
        sheet_name varchar(200),
        account_id uuid NOT NULL CONSTRAINT award_import_account_exists REFERENCES accounts (id),
        state varchar(12) NOT NULL,
        title jsonb,
        title_row integer,
        header_row integer,
        first_row integer NOT NULL,
        columns jsonb NOT NULL,
        defaults jsonb NOT NULL,
        row_count integer NOT NULL,
        figures jsonb NOT NULL,
        problem_count integer NOT NULL DEFAULT 0,
        duplicate_count integer NOT NULL DEFAULT 0,
        findings jsonb NOT NULL DEFAULT '[]',
        done integer NOT NULL DEFAULT 0,
        failure varchar(60),
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        applied_at timestamptz,
        CONSTRAINT award_import_state_is_known CHECK (state IN (
          'uploaded', 'mapped', 'checking', 'checked', 'applying', 'applied', 'cancelled', 'failed')),
        CONSTRAINT award_import_has_its_day_when_applied CHECK ((state = 'applied') = (applied_at IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX award_imports_newest ON award_imports (created_at, id)');
    await runner.query(`
      CREATE TABLE award_import_rows (
        import_id uuid NOT NULL CONSTRAINT award_import_row_import_exists REFERENCES award_imports (id),
        number integer NOT NULL,
        cells jsonb NOT NULL,
        section_tier varchar(10),
        edits jsonb NOT NULL DEFAULT '{}',
        accepted text[] NOT NULL DEFAULT '{}',
        is_excluded boolean NOT NULL DEFAULT false,
        entry jsonb,
        findings jsonb NOT NULL DEFAULT '[]',
        verdict varchar(10),
        is_duplicate boolean NOT NULL DEFAULT false,
        master_key varchar(1000) NOT NULL DEFAULT '',
        place_key varchar(3000) NOT NULL DEFAULT '',
        studio_id uuid,
        changes jsonb NOT NULL DEFAULT '[]',
        PRIMARY KEY (import_id, number),
        CONSTRAINT award_import_row_verdict_is_known CHECK (verdict IN ('new', 'changed', 'same', 'refused'))
      )`);
    await runner.query('CREATE INDEX award_import_rows_by_master ON award_import_rows (import_id, master_key)');
    await runner.query('CREATE INDEX award_import_rows_by_place ON award_import_rows (import_id, md5(place_key))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE award_import_rows, award_imports');
  }
}
