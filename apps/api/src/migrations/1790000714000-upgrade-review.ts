import { review2024 } from '@jianglian/domain/upgrade';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The review of applications: what people judged and decided, its settings, and the experts' sheets. */
export class UpgradeReview1790000714000 implements MigrationInterface {
  readonly name = 'UpgradeReview1790000714000';

  async up(runner: QueryRunner): Promise<void> {
    // One register of rubrics: a cycle and a round each choose among their own kind.
    await runner.query(`
      ALTER TABLE rubrics ADD COLUMN purpose varchar(10) NOT NULL DEFAULT 'evaluation',
        ADD CONSTRAINT rubric_purpose_is_known CHECK (purpose IN ('evaluation', 'review'))`);
    await runner.query(
      `INSERT INTO rubrics (version, content, purpose, published_at)
       VALUES ($1, $2, 'review', '2024-07-03T00:00:00+08:00')`,
      [review2024.version, JSON.stringify(review2024)],
    );
    await runner.query(`
      CREATE TABLE review_settings (
        round_id uuid PRIMARY KEY CONSTRAINT review_settings_round_exists REFERENCES upgrade_rounds (id),
        rubric_version varchar(60) NOT NULL CONSTRAINT review_settings_rubric_exists REFERENCES rubrics (version),
        closes_at timestamptz,
        capacity integer NOT NULL,
        former_unit_years integer NOT NULL,
        priority jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT review_capacity_is_sensible CHECK (capacity BETWEEN 1 AND 1000),
        CONSTRAINT review_former_unit_years_are_sensible CHECK (former_unit_years BETWEEN 0 AND 60)
      )`);
    await runner.query(`
      CREATE TABLE review_judgements (
        application_id uuid NOT NULL CONSTRAINT judgement_application_exists REFERENCES applications (id),
        item varchar(60) NOT NULL,
        revision integer NOT NULL,
        answer varchar(3) NOT NULL,
        remark varchar(1000) NOT NULL DEFAULT '',
        judged_by uuid CONSTRAINT judgement_account_exists REFERENCES accounts (id),
        judged_at timestamptz NOT NULL,
        PRIMARY KEY (application_id, item, revision),
        CONSTRAINT judgement_answer_is_known CHECK (answer IN ('yes', 'no')),
        CONSTRAINT a_judged_no_says_why CHECK (answer = 'yes' OR remark <> '')
      )`);
    await runner.query(`
      CREATE TABLE application_reviews (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        application_id uuid NOT NULL CONSTRAINT review_application_exists REFERENCES applications (id),
        outcome varchar(10) NOT NULL,
        clause varchar(20),
        reason varchar(1000),
        findings jsonb NOT NULL,
        reviewed_by uuid CONSTRAINT review_account_exists REFERENCES accounts (id),
        reviewed_at timestamptz NOT NULL,
        CONSTRAINT review_outcome_is_known CHECK (outcome IN ('accepted', 'refused', 'reinstated')),
        CONSTRAINT a_refusal_names_clause_and_reason CHECK (
          outcome <> 'refused' OR (clause <> '' AND reason <> '')),
        CONSTRAINT a_reinstatement_says_why CHECK (outcome <> 'reinstated' OR reason <> '')
      )`);
    await runner.query(
      'CREATE INDEX application_reviews_by_application ON application_reviews (application_id, reviewed_at)',
    );
    for (const table of ['review_judgements', 'application_reviews']) {
      await runner.query(`
        CREATE TRIGGER ${table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    }
    await runner.query(`
      CREATE TABLE review_sheets (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        application_id uuid NOT NULL CONSTRAINT review_sheet_application_exists REFERENCES applications (id),
        account_id uuid NOT NULL CONSTRAINT review_sheet_account_exists REFERENCES accounts (id),
        state varchar(10) NOT NULL DEFAULT 'draft',
        assigned_at timestamptz NOT NULL,
        assigned_by uuid CONSTRAINT review_sheet_assigner_exists REFERENCES accounts (id),
        first_marked_at timestamptz,
        last_marked_at timestamptz,
        submitted_at timestamptz,
        ended_reason varchar(500),
        reopened_at timestamptz,
        reopen_reason varchar(500),
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT review_sheet_state_is_known CHECK (state IN ('draft', 'submitted', 'recused', 'released')),
        CONSTRAINT review_handed_in_has_its_instant CHECK (state <> 'submitted' OR submitted_at IS NOT NULL),
        CONSTRAINT review_given_back_means_why CHECK (state NOT IN ('recused', 'released') OR ended_reason <> ''),
        CONSTRAINT review_reopened_means_why CHECK ((reopened_at IS NULL) = (reopen_reason IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX an_expert_scores_an_application_once ON review_sheets (application_id, account_id)
      WHERE state NOT IN ('recused', 'released')`);
    await runner.query('CREATE INDEX review_sheets_by_account ON review_sheets (account_id, state)');
    const mark = `
        sheet_id uuid NOT NULL,
        indicator varchar(10) NOT NULL,
        score integer,
        not_applicable boolean NOT NULL DEFAULT false,
        deductions jsonb NOT NULL DEFAULT '[]',
        comment text NOT NULL DEFAULT '',
        revision integer NOT NULL DEFAULT 1,
        saved_at timestamptz NOT NULL`;
    await runner.query(`
      CREATE TABLE review_marks (${mark},
        PRIMARY KEY (sheet_id, indicator),
        CONSTRAINT review_mark_sheet_exists FOREIGN KEY (sheet_id) REFERENCES review_sheets (id),
        CONSTRAINT review_mark_is_not_negative CHECK (score >= 0),
        CONSTRAINT what_an_expert_leaves_out_has_no_score CHECK (NOT (not_applicable AND score IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE review_mark_versions (${mark},
        account_id uuid NOT NULL,
        origin varchar(10) NOT NULL,
        PRIMARY KEY (sheet_id, indicator, revision),
        CONSTRAINT review_mark_version_sheet_exists FOREIGN KEY (sheet_id) REFERENCES review_sheets (id)
      )`);
    await runner.query(`
      CREATE TRIGGER review_mark_versions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON review_mark_versions
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()`);
    await runner.query(`
      CREATE FUNCTION marks_of_closed_reviews_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT state FROM review_sheets WHERE id = coalesce(NEW.sheet_id, OLD.sheet_id)) <> 'draft' THEN
          RAISE EXCEPTION 'the sheet is closed' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$`);
    await runner.query(`
      CREATE TRIGGER marks_of_closed_reviews_stand BEFORE INSERT OR UPDATE OR DELETE ON review_marks
      FOR EACH ROW EXECUTE FUNCTION marks_of_closed_reviews_stand()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE review_mark_versions, review_marks, review_sheets, application_reviews,
      review_judgements, review_settings`);
    await runner.query('DROP FUNCTION marks_of_closed_reviews_stand');
    await runner.query('ALTER TABLE rubrics DISABLE TRIGGER published_rubrics_never_change');
    await runner.query(`DELETE FROM rubrics WHERE purpose = 'review'`);
    await runner.query('ALTER TABLE rubrics ENABLE TRIGGER published_rubrics_never_change');
    await runner.query('ALTER TABLE rubrics DROP COLUMN purpose');
  }
}
