import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evaluators with what may stand against them, their sheets and marks. */
export class EvaluationScoring1790000500001 implements MigrationInterface {
  readonly name = 'EvaluationScoring1790000500001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evaluators (
        account_id uuid PRIMARY KEY CONSTRAINT evaluator_account_exists REFERENCES accounts (id),
        host_unit_id uuid CONSTRAINT evaluator_host_unit_exists REFERENCES host_units (id)
      )`);
    await runner.query(`
      CREATE TABLE declared_conflicts (
        account_id uuid NOT NULL CONSTRAINT declared_conflict_account_exists REFERENCES accounts (id),
        studio_id uuid NOT NULL CONSTRAINT declared_conflict_studio_exists REFERENCES studios (id),
        reason varchar(500) NOT NULL,
        declared_at timestamptz NOT NULL,
        declared_by uuid NOT NULL,
        PRIMARY KEY (account_id, studio_id)
      )`);
    await runner.query(`
      CREATE TABLE scoresheets (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        evaluation_id uuid NOT NULL CONSTRAINT scoresheet_evaluation_exists REFERENCES evaluations (id),
        account_id uuid NOT NULL CONSTRAINT scoresheet_account_exists REFERENCES accounts (id),
        state varchar(10) NOT NULL DEFAULT 'draft',
        assigned_at timestamptz NOT NULL,
        assigned_by uuid NOT NULL,
        first_marked_at timestamptz,
        last_marked_at timestamptz,
        submitted_at timestamptz,
        ended_reason varchar(500),
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT scoresheet_state_is_known CHECK (state IN ('draft', 'submitted', 'sealed', 'recused', 'released')),
        CONSTRAINT handed_in_has_its_instant CHECK (
          state NOT IN ('submitted', 'sealed') OR submitted_at IS NOT NULL),
        CONSTRAINT given_back_means_why CHECK (state NOT IN ('recused', 'released') OR ended_reason IS NOT NULL)
      )`);
    // One sheet of an evaluator per studio, the ones given back apart.
    await runner.query(`
      CREATE UNIQUE INDEX an_evaluator_scores_a_studio_once ON scoresheets (evaluation_id, account_id)
      WHERE state NOT IN ('recused', 'released')`);
    await runner.query('CREATE INDEX scoresheets_by_evaluation ON scoresheets (evaluation_id, state)');
    await runner.query('CREATE INDEX scoresheets_by_account ON scoresheets (account_id, state)');
    await runner.query(`
      CREATE TABLE marks (
        scoresheet_id uuid NOT NULL CONSTRAINT mark_scoresheet_exists REFERENCES scoresheets (id),
        indicator varchar(10) NOT NULL,
        score integer,
        not_applicable boolean NOT NULL DEFAULT false,
        deductions jsonb NOT NULL DEFAULT '[]',
        comment text NOT NULL DEFAULT '',
        revision integer NOT NULL DEFAULT 1,
        saved_at timestamptz NOT NULL,
        PRIMARY KEY (scoresheet_id, indicator),
        CONSTRAINT mark_is_not_negative CHECK (score >= 0),
        CONSTRAINT what_does_not_apply_has_no_score CHECK (NOT (not_applicable AND score IS NOT NULL))
      )`);
    // A mark of a sheet that was handed in stands, whoever tries.
    await runner.query(`
      CREATE FUNCTION marks_of_closed_sheets_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT state FROM scoresheets WHERE id = coalesce(NEW.scoresheet_id, OLD.scoresheet_id)) <> 'draft' THEN
          RAISE EXCEPTION 'the sheet is closed' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$`);
    await runner.query(`
      CREATE TRIGGER marks_of_closed_sheets_stand BEFORE INSERT OR UPDATE OR DELETE ON marks
      FOR EACH ROW EXECUTE FUNCTION marks_of_closed_sheets_stand()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE marks, scoresheets, declared_conflicts, evaluators');
    await runner.query('DROP FUNCTION marks_of_closed_sheets_stand');
  }
}
