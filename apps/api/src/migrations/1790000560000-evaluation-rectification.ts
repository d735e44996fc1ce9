import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 限期整改, 四(四): the order with its items, the trace, the effectiveness checks, and the office's settings. */
export class EvaluationRectification1790000560000 implements MigrationInterface {
  readonly name = 'EvaluationRectification1790000560000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE rectification_settings (
        id boolean PRIMARY KEY DEFAULT true,
        content jsonb NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT there_are_settings_once CHECK (id)
      )`);
    await runner.query(`
      CREATE TABLE rectifications (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT rectification_studio_exists REFERENCES studios (id),
        evaluation_id uuid CONSTRAINT rectification_evaluation_exists REFERENCES evaluations (id),
        cycle_title varchar(120) NOT NULL,
        rubric_version varchar(60) NOT NULL CONSTRAINT rectification_rubric_exists REFERENCES rubrics (version),
        state varchar(24) NOT NULL DEFAULT 'drafted',
        tier varchar(10) NOT NULL,
        score integer,
        veto jsonb,
        settings jsonb NOT NULL,
        ordered_on date NOT NULL,
        document_number varchar(60),
        issued_on date,
        due_on date NOT NULL,
        first_due_on date NOT NULL,
        plan_text text,
        report_text text,
        reported_at timestamptz,
        round integer NOT NULL DEFAULT 1,
        expired boolean NOT NULL DEFAULT false,
        concluded_by uuid CONSTRAINT rectification_concluder_exists REFERENCES accounts (id),
        concluded_at timestamptz,
        conclusion text,
        intended varchar(10),
        notice_reason text,
        notice_number varchar(60),
        noticed_by uuid CONSTRAINT rectification_noticer_exists REFERENCES accounts (id),
        noticed_on date,
        answer_until date,
        consequence jsonb,
        subsidy jsonb,
        decision_reason text,
        decision_number varchar(60),
        decided_by uuid CONSTRAINT rectification_decider_exists REFERENCES accounts (id),
        decided_on date,
        confirmed_on date,
        confirmation_number varchar(60),
        closed_at timestamptz,
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT rectification_state_is_known CHECK (state IN (
          'drafted', 'ordered', 'planned', 'rectifying', 'reported', 'checking', 'passed', 'failed', 'noticed', 'stated',
          'answered', 'downgraded', 'revoked', 'reported-to-ministry', 'confirmed', 'withdrawn')),
        CONSTRAINT rectification_tier_is_known CHECK (tier IN ('district', 'municipal', 'chief', 'national')),
        CONSTRAINT rectification_term_runs_forward CHECK (due_on > ordered_on AND due_on >= first_due_on),
        CONSTRAINT an_order_that_was_served_has_its_day CHECK (state IN ('drafted', 'withdrawn') OR issued_on IS NOT NULL),
        CONSTRAINT a_notice_says_what_and_until_when CHECK (
          state NOT IN ('noticed', 'stated', 'answered', 'downgraded', 'revoked', 'reported-to-ministry', 'confirmed')
          OR (intended IS NOT NULL AND notice_reason IS NOT NULL AND answer_until IS NOT NULL AND noticed_by IS NOT NULL)),
        CONSTRAINT rectification_intention_is_known CHECK (intended IN ('downgrade', 'revoke')),
        CONSTRAINT a_consequence_is_decided_by_document CHECK (
          state NOT IN ('downgraded', 'revoked', 'reported-to-ministry', 'confirmed')
          OR (decision_number IS NOT NULL AND decided_by IS NOT NULL AND decided_on > answer_until AND consequence IS NOT NULL)),
        CONSTRAINT who_found_it_failed_does_not_decide CHECK (
          decided_by IS NULL OR decided_by <> coalesce(concluded_by, noticed_by)),
        CONSTRAINT what_is_over_has_its_instant CHECK (
          (state IN ('passed', 'downgraded', 'revoked', 'confirmed', 'withdrawn')) = (closed_at IS NOT NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX a_studio_is_rectified_once_at_a_time ON rectifications (studio_id) WHERE closed_at IS NULL`);
    await runner.query('CREATE INDEX rectifications_by_studio ON rectifications (studio_id, created_at)');
    await runner.query('CREATE INDEX rectifications_by_state ON rectifications (state, due_on)');
    await runner.query('CREATE INDEX rectifications_by_evaluation ON rectifications (evaluation_id)');
    await runner.query(`
      CREATE TABLE rectification_items (
        rectification_id uuid NOT NULL CONSTRAINT rectification_item_has_its_order REFERENCES rectifications (id),
        code varchar(10) NOT NULL,
        position integer NOT NULL,
        kind varchar(4) NOT NULL,
        text varchar(1000),
        points integer,
        score integer,
        cause varchar(16) NOT NULL,
        border_percent integer,
        reason varchar(1000),
        removed boolean NOT NULL DEFAULT false,
        plan text,
        plan_by date,
        report text,
        activity_ids uuid[] NOT NULL DEFAULT '{}',
        file_ids uuid[] NOT NULL DEFAULT '{}',
        PRIMARY KEY (rectification_id, code),
        CONSTRAINT rectification_item_kind_is_known CHECK (kind IN ('line', 'act')),
        CONSTRAINT an_act_says_what_a_line_has_points CHECK ((kind = 'act') = (text IS NOT NULL) AND (kind = 'line') = (points IS NOT NULL)),
        CONSTRAINT a_change_by_the_office_has_its_reason CHECK (reason IS NOT NULL OR (cause <> 'office' AND NOT removed))
      )`);
    await runner.query(`
      CREATE TABLE rectification_steps (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        rectification_id uuid NOT NULL CONSTRAINT rectification_step_has_its_order REFERENCES rectifications (id),
        position integer NOT NULL,
        kind varchar(24) NOT NULL,
        at timestamptz NOT NULL,
        account_id uuid CONSTRAINT rectification_step_account_exists REFERENCES accounts (id),
        side varchar(8) NOT NULL,
        text text,
        file_ids uuid[] NOT NULL DEFAULT '{}',
        facts jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT a_step_has_its_place UNIQUE (rectification_id, position),
        CONSTRAINT a_step_is_taken_by_a_side CHECK (side IN ('office', 'studio', 'checker', 'clock'))
      )`);
    // The trace is what a decision rests on: it grows and is never changed.
    await runner.query(`
      CREATE FUNCTION rectification_steps_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the trace of a rectification is never changed' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER rectification_steps_stand BEFORE UPDATE OR DELETE ON rectification_steps
      FOR EACH ROW EXECUTE FUNCTION rectification_steps_stand()`);
    await runner.query(`
      CREATE TABLE rectification_checks (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        rectification_id uuid NOT NULL CONSTRAINT rectification_check_has_its_order REFERENCES rectifications (id),
        round integer NOT NULL,
        account_id uuid NOT NULL CONSTRAINT rectification_checker_exists REFERENCES accounts (id),
        state varchar(10) NOT NULL DEFAULT 'draft',
        assigned_at timestamptz NOT NULL,
        submitted_at timestamptz,
        ended_reason varchar(500),
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT rectification_check_state_is_known CHECK (state IN ('draft', 'submitted', 'recused', 'released')),
        CONSTRAINT a_check_handed_in_has_its_instant CHECK ((state = 'submitted') = (submitted_at IS NOT NULL)),
        CONSTRAINT a_check_given_back_means_why CHECK (state <> 'recused' OR ended_reason IS NOT NULL)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX a_checker_checks_a_round_once ON rectification_checks (rectification_id, round, account_id)
      WHERE state IN ('draft', 'submitted')`);
    await runner.query('CREATE INDEX rectification_checks_by_account ON rectification_checks (account_id, state)');
    await runner.query(`
      CREATE TABLE rectification_marks (
        check_id uuid NOT NULL CONSTRAINT rectification_mark_has_its_check REFERENCES rectification_checks (id),
        item varchar(10) NOT NULL,
        score integer,
        done boolean,
        comment text NOT NULL DEFAULT '',
        revision integer NOT NULL DEFAULT 1,
        saved_at timestamptz NOT NULL,
        PRIMARY KEY (check_id, item),
        CONSTRAINT rectification_mark_is_not_negative CHECK (score >= 0)
      )`);
    await runner.query(`
      CREATE FUNCTION marks_of_closed_checks_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF (SELECT state FROM rectification_checks WHERE id = coalesce(NEW.check_id, OLD.check_id)) <> 'draft' THEN
          RAISE EXCEPTION 'the check is closed' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$`);
    await runner.query(`
      CREATE TRIGGER marks_of_closed_checks_stand BEFORE INSERT OR UPDATE OR DELETE ON rectification_marks
      FOR EACH ROW EXECUTE FUNCTION marks_of_closed_checks_stand()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE rectification_marks, rectification_checks, rectification_steps, rectification_items, rectifications,
        rectification_settings`);
    await runner.query('DROP FUNCTION marks_of_closed_checks_stand');
    await runner.query('DROP FUNCTION rectification_steps_stand');
  }
}
