import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rubrics, cycles pinned to one of them, one evaluation per studio and cycle, and its self-evaluation line by line. */
export class EvaluationCycles1790000500000 implements MigrationInterface {
  readonly name = 'EvaluationCycles1790000500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rubrics (
        version varchar(60) PRIMARY KEY,
        content jsonb NOT NULL,
        published_at timestamptz
      )`);
    // A published version never changes: what was graded by it must stay readable by it.
    await runner.query(`
      CREATE FUNCTION published_rubrics_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a published rubric never changes' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER published_rubrics_never_change BEFORE UPDATE OR DELETE ON rubrics
      FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION published_rubrics_never_change()`);
    await runner.query(`
      CREATE TABLE evaluation_cycles (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        title varchar(120) NOT NULL,
        year integer NOT NULL,
        period_from date NOT NULL,
        period_to date NOT NULL,
        rubric_version varchar(60) NOT NULL CONSTRAINT cycle_rubric_exists REFERENCES rubrics (version),
        state varchar(16) NOT NULL DEFAULT 'draft',
        self_evaluation_closes_at timestamptz NOT NULL,
        scoring_closes_at timestamptz NOT NULL,
        excellent_cap_percent integer NOT NULL,
        sheets_per_studio integer NOT NULL,
        document_number varchar(60) CONSTRAINT one_document_publishes_one_cycle UNIQUE,
        published_on date,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT cycle_state_is_known CHECK (
          state IN ('draft', 'self-evaluation', 'scoring', 'deciding', 'published', 'cancelled')),
        CONSTRAINT cycle_cap_is_a_share CHECK (excellent_cap_percent BETWEEN 0 AND 100),
        CONSTRAINT cycle_has_sheets CHECK (sheets_per_studio BETWEEN 1 AND 9),
        CONSTRAINT published_means_by_document CHECK (
          (state = 'published') = (document_number IS NOT NULL AND published_on IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX evaluation_cycles_by_year ON evaluation_cycles (year, created_at)');
    await runner.query(`
      CREATE TABLE evaluations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        cycle_id uuid NOT NULL CONSTRAINT evaluation_cycle_exists REFERENCES evaluation_cycles (id),
        studio_id uuid NOT NULL CONSTRAINT evaluation_studio_exists REFERENCES studios (id),
        state varchar(16) NOT NULL DEFAULT 'planned',
        tier varchar(10) NOT NULL,
        host_unit_id uuid NOT NULL CONSTRAINT evaluation_host_unit_exists REFERENCES host_units (id),
        basis varchar(20) NOT NULL,
        basis_on date,
        cohort_reason varchar(500),
        self_evaluation_closes_at timestamptz,
        prefill jsonb,
        prefill_taken_on date,
        self_submitted_at timestamptz,
        base_score integer,
        bonus_score integer NOT NULL DEFAULT 0,
        bonus_items jsonb NOT NULL DEFAULT '[]',
        final_score integer,
        spread integer,
        groups jsonb NOT NULL DEFAULT '[]',
        proposed_grade varchar(10),
        grade varchar(10),
        reasons jsonb NOT NULL DEFAULT '[]',
        decision_reason varchar(1000),
        veto jsonb,
        decided_at timestamptz,
        decided_by uuid,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT a_studio_is_once_in_a_cycle UNIQUE (cycle_id, studio_id),
        CONSTRAINT evaluation_state_is_known CHECK (state IN (
          'planned', 'self-evaluating', 'submitted', 'missed', 'scored', 'decided', 'published', 'withdrawn')),
        CONSTRAINT evaluation_tier_is_known CHECK (tier IN ('district', 'municipal', 'chief', 'national')),
        CONSTRAINT evaluation_grade_is_known CHECK (grade IN ('excellent', 'qualified', 'failed')),
        CONSTRAINT evaluation_proposed_grade_is_known CHECK (proposed_grade IN ('excellent', 'qualified', 'failed')),
        CONSTRAINT a_grade_is_decided CHECK ((state IN ('decided', 'published')) = (grade IS NOT NULL)),
        CONSTRAINT a_scored_evaluation_has_its_score CHECK (state <> 'scored' OR base_score IS NOT NULL),
        CONSTRAINT a_veto_means_failed CHECK (veto IS NULL OR grade = 'failed'),
        CONSTRAINT evaluation_scores_are_within_bounds CHECK (
          base_score BETWEEN 0 AND 10000 AND final_score BETWEEN 0 AND 10000 AND bonus_score >= 0),
        CONSTRAINT handed_in_means_prefilled CHECK (
          state NOT IN ('submitted', 'scored') OR (prefill IS NOT NULL AND self_submitted_at IS NOT NULL)),
        CONSTRAINT taken_out_means_why CHECK (state <> 'withdrawn' OR cohort_reason IS NOT NULL)
      )`);
    await runner.query('CREATE INDEX evaluations_by_studio ON evaluations (studio_id)');
    await runner.query('CREATE INDEX evaluations_by_state ON evaluations (cycle_id, state)');
    await runner.query(`
      CREATE TABLE self_evaluation_lines (
        evaluation_id uuid NOT NULL CONSTRAINT self_evaluation_line_evaluation_exists REFERENCES evaluations (id),
        indicator varchar(10) NOT NULL,
        score integer,
        text text NOT NULL DEFAULT '',
        evidence uuid[] NOT NULL DEFAULT '{}',
        revision integer NOT NULL DEFAULT 1,
        saved_at timestamptz NOT NULL,
        account_id uuid NOT NULL,
        PRIMARY KEY (evaluation_id, indicator),
        CONSTRAINT self_score_is_not_negative CHECK (score >= 0)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE self_evaluation_lines, evaluations, evaluation_cycles, rubrics');
    await runner.query('DROP FUNCTION published_rubrics_never_change');
  }
}
