import type { MigrationInterface, QueryRunner } from 'typeorm';

const eventKinds = `'awarded', 'renamed', 'master-changed', 'relocated', 'host-merged', 're-homed', 'reclassified',
          'team-changed', 'evaluated', 'rectification-ordered', 'rectification-extended', 'rectification-passed',
          'rectification-failed', 'upgraded', 'downgraded', 'revoked', 'terminated', 'objection-upheld'`;

/** Proposal and release by two people, publicity (公示), objections, corrections with their trace, result letters. */
export class EvaluationPublicity1790000550000 implements MigrationInterface {
  readonly name = 'EvaluationPublicity1790000550000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE evaluation_cycles
        ADD COLUMN proposed_by uuid CONSTRAINT cycle_proposer_exists REFERENCES accounts (id),
        ADD COLUMN proposed_at timestamptz,
        ADD COLUMN released_by uuid CONSTRAINT cycle_releaser_exists REFERENCES accounts (id),
        ADD COLUMN released_at timestamptz,
        ADD COLUMN publicity_until date,
        ADD COLUMN publicity_contact varchar(300),
        DROP CONSTRAINT cycle_state_is_known,
        ADD CONSTRAINT cycle_state_is_known CHECK (state IN (
          'draft', 'self-evaluation', 'scoring', 'deciding', 'proposed', 'publicity', 'published', 'cancelled')),
        ADD CONSTRAINT who_proposes_does_not_release CHECK (proposed_by <> released_by),
        ADD CONSTRAINT proposed_means_by_somebody CHECK (
          state NOT IN ('proposed', 'publicity') OR (proposed_by IS NOT NULL AND proposed_at IS NOT NULL)),
        ADD CONSTRAINT publicity_means_released_until CHECK (
          state <> 'publicity' OR (released_by IS NOT NULL AND released_at IS NOT NULL
            AND publicity_until IS NOT NULL AND publicity_contact IS NOT NULL))`);
    await runner.query('CREATE SEQUENCE letter_numbers');
    await runner.query(`
      ALTER TABLE evaluations
        ADD COLUMN document_number varchar(60),
        ADD COLUMN published_on date,
        ADD COLUMN letter_number bigint CONSTRAINT a_letter_has_its_own_number UNIQUE,
        DROP CONSTRAINT evaluation_state_is_known,
        ADD CONSTRAINT evaluation_state_is_known CHECK (state IN ('planned', 'self-evaluating', 'submitted', 'missed',
          'scored', 'decided', 'announced', 'published', 'retracted', 'withdrawn')),
        DROP CONSTRAINT a_grade_is_decided,
        ADD CONSTRAINT a_grade_is_decided CHECK (
          (state IN ('decided', 'announced', 'published')) = (grade IS NOT NULL))`);
    await runner.query(`
      UPDATE evaluations e SET document_number = c.document_number, published_on = c.published_on,
        letter_number = nextval('letter_numbers')
      FROM evaluation_cycles c WHERE c.id = e.cycle_id AND e.state = 'published'`);
    await runner.query(`
      ALTER TABLE evaluations ADD CONSTRAINT a_published_result_has_its_document CHECK (
        state NOT IN ('published', 'retracted') OR (document_number IS NOT NULL AND published_on IS NOT NULL))`);
    await this.objections(runner);
    await this.corrections(runner);
    await runner.query(`
      CREATE TABLE letter_batches (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        cycle_id uuid NOT NULL CONSTRAINT letter_batch_cycle_exists REFERENCES evaluation_cycles (id),
        state varchar(10) NOT NULL DEFAULT 'queued',
        total integer NOT NULL,
        done integer NOT NULL DEFAULT 0,
        problems jsonb NOT NULL DEFAULT '[]',
        file_id uuid,
        requested_by uuid NOT NULL CONSTRAINT letter_batch_account_exists REFERENCES accounts (id),
        requested_at timestamptz NOT NULL,
        touched_at timestamptz NOT NULL,
        finished_at timestamptz,
        CONSTRAINT letter_batch_state_is_known CHECK (state IN ('queued', 'running', 'done', 'failed')),
        CONSTRAINT a_batch_that_is_done_has_its_file CHECK ((state = 'done') = (file_id IS NOT NULL)),
        CONSTRAINT no_more_letters_than_studios CHECK (done BETWEEN 0 AND total)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX one_batch_of_letters_at_a_time ON letter_batches (cycle_id)
      WHERE state IN ('queued', 'running')`);
    await runner.query(`
      ALTER TABLE studio_events DROP CONSTRAINT studio_event_kind_is_known,
        ADD CONSTRAINT studio_event_kind_is_known CHECK (kind IN (
          ${eventKinds}, 'evaluation-retracted'))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE studio_events DROP CONSTRAINT studio_event_kind_is_known,
        ADD CONSTRAINT studio_event_kind_is_known CHECK (kind IN (
          ${eventKinds}))`);
    await runner.query('DROP TABLE letter_batches, evaluation_corrections, objections');
    await runner.query('DROP FUNCTION settled_corrections_stand, settled_objections_stand');
    await runner.query(`
      ALTER TABLE evaluations
        DROP CONSTRAINT a_published_result_has_its_document,
        DROP CONSTRAINT a_grade_is_decided,
        DROP CONSTRAINT evaluation_state_is_known,
        DROP COLUMN document_number, DROP COLUMN published_on, DROP COLUMN letter_number,
        ADD CONSTRAINT evaluation_state_is_known CHECK (state IN (
          'planned', 'self-evaluating', 'submitted', 'missed', 'scored', 'decided', 'published', 'withdrawn')),
        ADD CONSTRAINT a_grade_is_decided CHECK ((state IN ('decided', 'published')) = (grade IS NOT NULL))`);
    await runner.query('DROP SEQUENCE letter_numbers');
    await runner.query(`
      ALTER TABLE evaluation_cycles
        DROP CONSTRAINT publicity_means_released_until,
        DROP CONSTRAINT proposed_means_by_somebody,
        DROP CONSTRAINT who_proposes_does_not_release,
        DROP CONSTRAINT cycle_state_is_known,
        DROP COLUMN proposed_by, DROP COLUMN proposed_at, DROP COLUMN released_by, DROP COLUMN released_at,
        DROP COLUMN publicity_until, DROP COLUMN publicity_contact,
        ADD CONSTRAINT cycle_state_is_known CHECK (
          state IN ('draft', 'self-evaluation', 'scoring', 'deciding', 'published', 'cancelled'))`);
  }

  private async objections(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE objections (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        evaluation_id uuid NOT NULL CONSTRAINT objection_evaluation_exists REFERENCES evaluations (id),
        state varchar(12) NOT NULL DEFAULT 'filed',
        objector varchar(12) NOT NULL,
        filed_by uuid NOT NULL CONSTRAINT objection_account_exists REFERENCES accounts (id),
        filed_at timestamptz NOT NULL,
        name_cipher text,
        contact_cipher text NOT NULL,
        reason varchar(2000) NOT NULL,
        file_ids uuid[] NOT NULL DEFAULT '{}',
        handler_id uuid CONSTRAINT objection_handler_exists REFERENCES accounts (id),
        taken_at timestamptz,
        answer varchar(2000),
        clause varchar(20),
        closed_at timestamptz,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT objection_state_is_known CHECK (
          state IN ('filed', 'under-review', 'upheld', 'rejected', 'withdrawn')),
        CONSTRAINT objector_is_known CHECK (objector IN ('studio', 'recommender', 'public')),
        CONSTRAINT who_objects_from_outside_has_a_name CHECK ((objector = 'public') = (name_cipher IS NOT NULL)),
        CONSTRAINT a_review_has_its_handler CHECK (
          state NOT IN ('under-review', 'upheld', 'rejected') OR handler_id IS NOT NULL),
        CONSTRAINT an_objection_is_answered_with_reason_and_clause CHECK (
          (state IN ('upheld', 'rejected')) = (answer IS NOT NULL AND clause IS NOT NULL)),
        CONSTRAINT a_closed_objection_has_its_instant CHECK (
          (state IN ('upheld', 'rejected', 'withdrawn')) = (closed_at IS NOT NULL))
      )`);
    await runner.query('CREATE INDEX objections_by_evaluation ON objections (evaluation_id)');
    await runner.query(`
      CREATE INDEX open_objections ON objections (filed_at) WHERE state IN ('filed', 'under-review')`);
    await runner.query(`
      CREATE FUNCTION settled_objections_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a settled objection never changes' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER settled_objections_stand BEFORE UPDATE OR DELETE ON objections
      FOR EACH ROW WHEN (OLD.closed_at IS NOT NULL) EXECUTE FUNCTION settled_objections_stand()`);
  }

  private async corrections(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE evaluation_corrections (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        evaluation_id uuid NOT NULL CONSTRAINT correction_evaluation_exists REFERENCES evaluations (id),
        kind varchar(12) NOT NULL,
        state varchar(10) NOT NULL DEFAULT 'proposed',
        objection_id uuid CONSTRAINT correction_objection_exists REFERENCES objections (id),
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        reason varchar(1000) NOT NULL,
        clause varchar(20),
        proposed_by uuid NOT NULL CONSTRAINT correction_proposer_exists REFERENCES accounts (id),
        proposed_at timestamptz NOT NULL,
        released_by uuid CONSTRAINT correction_releaser_exists REFERENCES accounts (id),
        released_at timestamptz,
        document_number varchar(60),
        effective_on date,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT correction_kind_is_known CHECK (kind IN ('correction', 'retraction')),
        CONSTRAINT correction_state_is_known CHECK (state IN ('proposed', 'released', 'discarded')),
        CONSTRAINT who_proposes_a_correction_does_not_release_it CHECK (
          state <> 'released' OR proposed_by <> released_by),
        CONSTRAINT a_settled_correction_has_its_day CHECK (
          (state = 'proposed') = (released_by IS NULL) AND (state = 'proposed') = (released_at IS NULL)
          AND (state = 'released') = (effective_on IS NOT NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX one_open_correction_of_a_result ON evaluation_corrections (evaluation_id)
      WHERE state = 'proposed'`);
    await runner.query('CREATE INDEX corrections_by_evaluation ON evaluation_corrections (evaluation_id)');
    await runner.query(`
      CREATE FUNCTION settled_corrections_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a settled correction never changes' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER settled_corrections_stand BEFORE UPDATE OR DELETE ON evaluation_corrections
      FOR EACH ROW WHEN (OLD.state <> 'proposed') EXECUTE FUNCTION settled_corrections_stand()`);
  }
}
