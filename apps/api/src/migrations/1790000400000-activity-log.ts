import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Activities with their evidence, the yearly reports, and the office's settings of both. */
export class ActivityLog1790000400000 implements MigrationInterface {
  readonly name = 'ActivityLog1790000400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE activities (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        series_id uuid NOT NULL,
        studio_id uuid NOT NULL CONSTRAINT activity_studio_exists REFERENCES studios (id),
        kind varchar(20) NOT NULL,
        mechanism varchar(12) NOT NULL,
        title text NOT NULL,
        summary text NOT NULL,
        started_on date NOT NULL,
        ended_on date,
        place text NOT NULL,
        people jsonb NOT NULL,
        metrics jsonb NOT NULL,
        benefit_fen bigint NOT NULL DEFAULT 0,
        state varchar(12) NOT NULL DEFAULT 'draft',
        version integer NOT NULL DEFAULT 1,
        supersedes_id uuid CONSTRAINT activity_corrected_exists REFERENCES activities (id),
        return_reason text,
        correction_reason text,
        submitted_at timestamptz,
        verified_at timestamptz,
        verified_by uuid,
        created_by uuid NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT activity_state_is_known CHECK (state IN ('draft', 'submitted', 'returned', 'verified', 'superseded')),
        CONSTRAINT activity_mechanism_is_known CHECK (
          mechanism IN ('research', 'training', 'mentoring', 'exchange', 'innovation', 'management')),
        CONSTRAINT activity_ends_after_it_starts CHECK (ended_on >= started_on),
        CONSTRAINT activity_benefit_is_not_negative CHECK (benefit_fen >= 0),
        CONSTRAINT a_correction_replaces_and_says_why CHECK (
          (version = 1) = (supersedes_id IS NULL) AND (version = 1) = (correction_reason IS NULL)),
        CONSTRAINT a_first_version_begins_its_series CHECK (version > 1 OR series_id = id),
        CONSTRAINT verified_means_by_somebody CHECK (
          (state IN ('verified', 'superseded')) = (verified_at IS NOT NULL AND verified_by IS NOT NULL)),
        CONSTRAINT a_return_says_why CHECK (state <> 'returned' OR return_reason IS NOT NULL)
      )`);
    await runner.query('CREATE UNIQUE INDEX activity_versions_are_in_order ON activities (series_id, version)');
    // One correction at a time, and one version that counts: two officers or a double click cannot make two.
    await runner.query(`
      CREATE UNIQUE INDEX one_open_version_of_an_activity ON activities (series_id)
      WHERE state IN ('draft', 'submitted', 'returned')`);
    await runner.query(`
      CREATE UNIQUE INDEX one_verified_version_of_an_activity ON activities (series_id) WHERE state = 'verified'`);
    await runner.query('CREATE INDEX activities_by_studio ON activities (studio_id, started_on, id)');
    await runner.query('CREATE INDEX activities_by_day ON activities (started_on, id)');
    await runner.query(`
      CREATE INDEX activities_waiting ON activities (submitted_at, id) WHERE state = 'submitted'`);
    await runner.query('CREATE INDEX activities_by_title ON activities USING gin (title gin_trgm_ops)');
    await runner.query(`
      CREATE TABLE activity_evidence (
        activity_id uuid NOT NULL CONSTRAINT evidence_activity_exists REFERENCES activities (id) ON DELETE CASCADE,
        file_id uuid NOT NULL,
        position integer NOT NULL,
        note text NOT NULL DEFAULT '',
        PRIMARY KEY (activity_id, file_id)
      )`);
    await runner.query('CREATE INDEX activity_evidence_by_file ON activity_evidence (file_id)');
    await runner.query(`
      CREATE TABLE studio_reports (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT report_studio_exists REFERENCES studios (id),
        kind varchar(10) NOT NULL,
        year integer NOT NULL,
        state varchar(10) NOT NULL DEFAULT 'draft',
        texts jsonb NOT NULL DEFAULT '{}',
        targets jsonb NOT NULL DEFAULT '{}',
        figures jsonb,
        due_on date,
        submitted_on date,
        submitted_at timestamptz,
        reopen_reason text,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT one_report_of_a_kind_and_year UNIQUE (studio_id, kind, year),
        CONSTRAINT report_kind_is_known CHECK (kind IN ('plan', 'summary')),
        CONSTRAINT report_state_is_known CHECK (state IN ('draft', 'submitted')),
        CONSTRAINT a_submitted_report_has_its_days CHECK (
          state <> 'submitted' OR (submitted_on IS NOT NULL AND submitted_at IS NOT NULL AND due_on IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX studio_reports_by_year ON studio_reports (year, kind)');
    await runner.query(`
      CREATE TABLE activity_settings (
        id smallint PRIMARY KEY,
        content jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT there_is_one_row_of_activity_settings CHECK (id = 1)
      )`);
    await runner.query('INSERT INTO activity_settings (id, content) VALUES (1, $1)', [
      JSON.stringify({
        leastEvidence: 1,
        due: { plan: { monthDay: '01-31', nextYear: false }, summary: { monthDay: '01-15', nextYear: true } },
        exceptions: [],
      }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE activity_settings, studio_reports, activity_evidence, activities');
  }
}
