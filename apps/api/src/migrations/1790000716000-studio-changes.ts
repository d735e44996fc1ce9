import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 变更申请 (三(三) 经申请同意): changes of a studio as applications with opinion and consent. */
export class StudioChanges1790000716000 implements MigrationInterface {
  readonly name = 'StudioChanges1790000716000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studio_changes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT studio_change_studio_exists REFERENCES studios (id),
        kind varchar(16) NOT NULL,
        state varchar(10) NOT NULL DEFAULT 'draft',
        proposal jsonb NOT NULL,
        id_number_cipher text,
        id_number_index varchar(64),
        mobile_cipher text,
        reason varchar(2000) NOT NULL DEFAULT '',
        created_by uuid NOT NULL CONSTRAINT studio_change_author_exists REFERENCES accounts (id),
        created_at timestamptz NOT NULL,
        submitted_by uuid CONSTRAINT studio_change_submitter_exists REFERENCES accounts (id),
        submitted_at timestamptz,
        endorsed_by uuid CONSTRAINT studio_change_endorser_exists REFERENCES accounts (id),
        endorsed_at timestamptz,
        endorsed_for uuid CONSTRAINT studio_change_endorsing_unit_exists REFERENCES recommenders (id),
        opinion varchar(1000),
        returned_by uuid CONSTRAINT studio_change_returner_exists REFERENCES accounts (id),
        returned_at timestamptz,
        return_reason varchar(1000),
        decided_by uuid CONSTRAINT studio_change_decider_exists REFERENCES accounts (id),
        decision_note varchar(1000),
        document_number varchar(60),
        effective_on date,
        file_id uuid,
        settled_at timestamptz,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT studio_change_kind_is_known CHECK (
          kind IN ('master-changed', 'relocated', 'renamed', 'host-merged', 'terminated')),
        CONSTRAINT studio_change_proposes_its_kind CHECK (proposal ->> 'kind' = kind),
        CONSTRAINT studio_change_state_is_known CHECK (state IN (
          'draft', 'submitted', 'returned', 'endorsed', 'consented', 'refused', 'withdrawn', 'closed')),
        CONSTRAINT proposed_id_number_has_both_forms CHECK ((id_number_cipher IS NULL) = (id_number_index IS NULL)),
        CONSTRAINT a_change_handed_in_says_by_whom CHECK (
          (submitted_by IS NULL) = (submitted_at IS NULL)
          AND (state IN ('draft', 'withdrawn', 'closed') OR submitted_at IS NOT NULL)),
        CONSTRAINT an_endorsement_has_its_unit CHECK (
          (endorsed_by IS NULL) = (endorsed_at IS NULL) AND (endorsed_by IS NULL) = (endorsed_for IS NULL)
          AND (state NOT IN ('endorsed', 'consented', 'refused') OR endorsed_by IS NOT NULL)),
        CONSTRAINT a_returned_change_says_why CHECK (
          state <> 'returned' OR (return_reason <> '' AND returned_by IS NOT NULL AND returned_at IS NOT NULL)),
        CONSTRAINT a_decision_on_a_change_has_its_person CHECK (
          (state IN ('consented', 'refused')) = (decided_by IS NOT NULL)),
        CONSTRAINT a_consent_has_its_document CHECK (
          (state = 'consented') = (document_number IS NOT NULL)
          AND (state = 'consented') = (effective_on IS NOT NULL)),
        CONSTRAINT a_refused_change_says_why CHECK (state <> 'refused' OR decision_note <> ''),
        CONSTRAINT nobody_endorses_their_own_change CHECK (endorsed_by <> submitted_by),
        CONSTRAINT nobody_decides_their_own_change CHECK (decided_by <> submitted_by AND decided_by <> endorsed_by),
        CONSTRAINT a_settled_change_has_its_instant CHECK (
          (state IN ('consented', 'refused', 'withdrawn', 'closed')) = (settled_at IS NOT NULL)),
        CONSTRAINT a_settled_change_keeps_no_numbers CHECK (
          settled_at IS NULL OR (id_number_cipher IS NULL AND mobile_cipher IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX one_open_change_of_a_kind ON studio_changes (studio_id, kind)
      WHERE state IN ('draft', 'submitted', 'returned', 'endorsed')`);
    await runner.query('CREATE INDEX studio_changes_by_wait ON studio_changes (submitted_at, id)');
    await runner.query(`
      CREATE TABLE studio_change_files (
        change_id uuid NOT NULL CONSTRAINT studio_change_file_change_exists REFERENCES studio_changes (id),
        file_id uuid NOT NULL,
        evidence varchar(24) NOT NULL,
        position integer NOT NULL,
        PRIMARY KEY (change_id, file_id),
        CONSTRAINT studio_change_evidence_is_known CHECK (evidence IN (
          'application', 'present-master-consent', 'new-master-consent', 'present-unit-consent', 'new-unit-consent',
          'merger-document', 'site-document', 'other'))
      )`);
    await runner.query('CREATE INDEX studio_change_files_by_file ON studio_change_files (file_id)');
    await runner.query(`
      CREATE FUNCTION settled_changes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a settled application never changes' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER settled_changes_stand BEFORE UPDATE OR DELETE ON studio_changes
      FOR EACH ROW WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION settled_changes_stand()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE studio_change_files, studio_changes');
    await runner.query('DROP FUNCTION settled_changes_stand');
  }
}
