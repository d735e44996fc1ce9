import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an application says: sections of its form, its files, the merged evidence, and every version that was handed in. */
export class UpgradeApplicationForm1790000712000 implements MigrationInterface {
  readonly name = 'UpgradeApplicationForm1790000712000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE application_sections (
        application_id uuid NOT NULL
          CONSTRAINT application_section_application_exists REFERENCES applications (id) ON DELETE CASCADE,
        section varchar(24) NOT NULL,
        content jsonb NOT NULL DEFAULT '{}',
        revision integer NOT NULL DEFAULT 1,
        saved_at timestamptz NOT NULL,
        saved_by uuid CONSTRAINT application_section_author_exists REFERENCES accounts (id),
        PRIMARY KEY (application_id, section),
        CONSTRAINT application_section_is_known CHECK (section IN ('target', 'unit', 'master', 'team', 'deeds', 'report',
          'statement', 'verification-form', 'id-card', 'skill-certificate', 'education-certificate', 'work-photo',
          'exception-proof', 'evidence')),
        CONSTRAINT application_section_is_an_object CHECK (jsonb_typeof(content) = 'object')
      )`);
    await runner.query(`
      CREATE TABLE application_files (
        application_id uuid NOT NULL,
        kind varchar(24) NOT NULL,
        position integer NOT NULL,
        file_id uuid NOT NULL,
        PRIMARY KEY (application_id, kind, position),
        CONSTRAINT application_file_is_of_a_list FOREIGN KEY (application_id, kind)
          REFERENCES application_sections (application_id, section) ON DELETE CASCADE,
        CONSTRAINT application_file_kind_is_known CHECK (kind IN ('verification-form', 'id-card', 'skill-certificate',
          'education-certificate', 'work-photo', 'exception-proof', 'evidence')),
        CONSTRAINT application_file_is_listed_once UNIQUE (application_id, kind, file_id)
      )`);
    await runner.query('CREATE INDEX application_files_by_file ON application_files (file_id)');
    await runner.query(`
      ALTER TABLE applications
        ADD COLUMN evidence_file_id uuid,
        ADD COLUMN id_number_cipher text,
        ADD COLUMN id_number_index varchar(64),
        ADD COLUMN determination_id varchar(64)
          CONSTRAINT application_determination_exists REFERENCES upgrade_determinations (id),
        ADD CONSTRAINT applied_id_number_has_both_forms CHECK ((id_number_cipher IS NULL) = (id_number_index IS NULL))`);
    await runner.query('CREATE INDEX applications_by_evidence ON applications (evidence_file_id)');
    await runner.query(`
      CREATE TABLE application_versions (
        application_id uuid NOT NULL CONSTRAINT application_version_application_exists REFERENCES applications (id),
        number integer NOT NULL,
        submitted_at timestamptz NOT NULL,
        submitted_by uuid CONSTRAINT application_version_author_exists REFERENCES accounts (id),
        content jsonb NOT NULL,
        hash varchar(64) NOT NULL,
        receipt_serial varchar(40) NOT NULL,
        determination_id varchar(64) CONSTRAINT application_version_determination_exists
          REFERENCES upgrade_determinations (id),
        file_ids uuid[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (application_id, number),
        CONSTRAINT application_version_is_counted CHECK (number >= 1),
        CONSTRAINT application_version_hash_is_a_hash CHECK (hash ~ '^[0-9a-f]{64}$'),
        CONSTRAINT one_receipt_per_version UNIQUE (receipt_serial)
      )`);
    await runner.query('CREATE INDEX application_versions_by_file ON application_versions USING gin (file_ids)');
    await runner.query(`
      CREATE TRIGGER application_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON application_versions
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    // A determination is of a studio or, where there is none yet, of the application for one.
    await runner.query(`
      ALTER TABLE upgrade_determinations
        ALTER COLUMN studio_id DROP NOT NULL,
        ADD COLUMN application_id uuid
          CONSTRAINT upgrade_determination_application_exists REFERENCES applications (id),
        ADD CONSTRAINT upgrade_determination_is_of_one CHECK ((studio_id IS NULL) <> (application_id IS NULL))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE application_versions');
    await runner.query(`
      ALTER TABLE applications
        DROP COLUMN evidence_file_id, DROP COLUMN id_number_cipher, DROP COLUMN id_number_index,
        DROP COLUMN determination_id`);
    await runner.query('DROP TABLE application_files, application_sections');
    await runner.query('ALTER TABLE upgrade_determinations DISABLE TRIGGER upgrade_determinations_stand');
    await runner.query('DELETE FROM upgrade_determinations WHERE studio_id IS NULL');
    await runner.query('ALTER TABLE upgrade_determinations ENABLE TRIGGER upgrade_determinations_stand');
    await runner.query(`
      ALTER TABLE upgrade_determinations
        DROP CONSTRAINT upgrade_determination_is_of_one, DROP COLUMN application_id, ALTER COLUMN studio_id SET NOT NULL`);
  }
}
