import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Awards within the places of the round, their changes by two people, objections against candidates. */
export class UpgradeAwards1790000715000 implements MigrationInterface {
  readonly name = 'UpgradeAwards1790000715000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE upgrade_rounds ADD COLUMN shortfall_reason varchar(500)');
    await runner.query(`
      ALTER TABLE upgrade_round_places ADD CONSTRAINT places_of_a_tier UNIQUE (round_id, tier, places)`);
    await runner.query(`
      ALTER TABLE applications ADD CONSTRAINT an_application_is_of_one_round_and_tier UNIQUE (id, round_id, target)`);
    await runner.query('CREATE SEQUENCE award_letter_numbers');
    // A decision taken back and given anew is another one: its revision never returns.
    await runner.query('CREATE SEQUENCE award_revisions AS integer');
    // An award takes one numbered place, and the number is within the places of the tier, which it refers to: the database itself
    // cannot hold the sixteenth of fifteen, and cannot lower the places below what is awarded (一(一)).
    await runner.query(`
      CREATE TABLE application_awards (
        application_id uuid PRIMARY KEY,
        round_id uuid NOT NULL,
        tier varchar(10) NOT NULL,
        outcome varchar(8) NOT NULL,
        place integer,
        places integer,
        position integer NOT NULL,
        ground varchar(10),
        reason varchar(1000),
        clause varchar(20),
        decided_by uuid NOT NULL CONSTRAINT award_decider_exists REFERENCES accounts (id),
        decided_at timestamptz NOT NULL,
        objection_id uuid CONSTRAINT award_objection_exists REFERENCES objections (id),
        document_number varchar(60),
        published_on date,
        studio_id uuid CONSTRAINT awarded_studio_exists REFERENCES studios (id),
        letter_number bigint CONSTRAINT an_award_letter_has_its_own_number UNIQUE,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT an_award_is_of_its_application FOREIGN KEY (application_id, round_id, tier)
          REFERENCES applications (id, round_id, target),
        CONSTRAINT award_places_are_the_rounds FOREIGN KEY (round_id, tier, places)
          REFERENCES upgrade_round_places (round_id, tier, places) ON UPDATE CASCADE,
        CONSTRAINT one_award_per_place UNIQUE (round_id, tier, place),
        CONSTRAINT award_outcome_is_known CHECK (outcome IN ('award', 'decline')),
        CONSTRAINT an_award_takes_a_place_of_its_tier CHECK (
          CASE outcome WHEN 'award' THEN place IS NOT NULL AND places IS NOT NULL AND place BETWEEN 1 AND places
          ELSE place IS NULL AND places IS NULL END),
        CONSTRAINT a_decline_has_its_ground CHECK (
          (outcome = 'decline') = (ground IS NOT NULL) AND ground IN ('places', 'judged', 'objection')),
        CONSTRAINT a_judged_decline_says_why CHECK (ground IS NULL OR ground = 'places' OR reason <> ''),
        CONSTRAINT an_upheld_objection_is_named CHECK (
          ground IS DISTINCT FROM 'objection' OR (objection_id IS NOT NULL AND clause IS NOT NULL)),
        CONSTRAINT a_published_award_has_its_document CHECK (
          (published_on IS NULL) = (letter_number IS NULL) AND (published_on IS NULL) = (document_number IS NULL)
          AND (published_on IS NOT NULL AND outcome = 'award') = (studio_id IS NOT NULL))
      )`);
    await runner.query(`
      CREATE FUNCTION published_awards_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a published award never changes' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER published_awards_stand BEFORE UPDATE OR DELETE ON application_awards
      FOR EACH ROW WHEN (OLD.published_on IS NOT NULL) EXECUTE FUNCTION published_awards_stand()`);
    await this.objections(runner);
    await this.changes(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE award_changes, application_awards');
    await runner.query('DROP FUNCTION settled_award_changes_stand, published_awards_stand');
    await runner.query('DROP SEQUENCE award_letter_numbers, award_revisions');
    await runner.query('ALTER TABLE objections DISABLE TRIGGER settled_objections_stand');
    await runner.query('DELETE FROM objections WHERE application_id IS NOT NULL');
    await runner.query('ALTER TABLE objections ENABLE TRIGGER settled_objections_stand');
    await runner.query(`
      ALTER TABLE objections
        DROP CONSTRAINT an_objection_is_about_one_thing,
        DROP CONSTRAINT objector_is_known,
        DROP COLUMN application_id,
        ALTER COLUMN evaluation_id SET NOT NULL,
        ADD CONSTRAINT objector_is_known CHECK (objector IN ('studio', 'recommender', 'public'))`);
    await runner.query('ALTER TABLE applications DROP CONSTRAINT an_application_is_of_one_round_and_tier');
    await runner.query('ALTER TABLE upgrade_round_places DROP CONSTRAINT places_of_a_tier');
    await runner.query('ALTER TABLE upgrade_rounds DROP COLUMN shortfall_reason');
  }

  /** One table of objections: against the result of an evaluation, or against a candidate of a round. */
  private async objections(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE objections
        ALTER COLUMN evaluation_id DROP NOT NULL,
        ADD COLUMN application_id uuid CONSTRAINT objection_application_exists REFERENCES applications (id),
        DROP CONSTRAINT objector_is_known,
        ADD CONSTRAINT objector_is_known CHECK (objector IN ('studio', 'applicant', 'recommender', 'public')),
        ADD CONSTRAINT an_objection_is_about_one_thing CHECK (num_nonnulls(evaluation_id, application_id) = 1)`);
    await runner.query('CREATE INDEX objections_by_application ON objections (application_id)');
  }

  /** A candidate that an objection takes off the list: proposed by who upheld it, released by a colleague. */
  private async changes(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE award_changes (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        application_id uuid NOT NULL CONSTRAINT award_change_application_exists REFERENCES applications (id),
        objection_id uuid NOT NULL CONSTRAINT award_change_objection_exists REFERENCES objections (id),
        state varchar(10) NOT NULL DEFAULT 'proposed',
        reason varchar(1000) NOT NULL,
        clause varchar(20) NOT NULL,
        proposed_by uuid NOT NULL CONSTRAINT award_change_proposer_exists REFERENCES accounts (id),
        proposed_at timestamptz NOT NULL,
        released_by uuid CONSTRAINT award_change_releaser_exists REFERENCES accounts (id),
        released_at timestamptz,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT award_change_state_is_known CHECK (state IN ('proposed', 'released', 'discarded')),
        CONSTRAINT who_proposes_an_award_change_does_not_release_it CHECK (
          state <> 'released' OR proposed_by <> released_by),
        CONSTRAINT a_settled_award_change_has_its_instant CHECK (
          (state = 'proposed') = (released_by IS NULL) AND (state = 'proposed') = (released_at IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX one_open_change_of_an_award ON award_changes (application_id) WHERE state = 'proposed'`);
    await runner.query(`
      CREATE FUNCTION settled_award_changes_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a settled change of an award stands' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER settled_award_changes_stand BEFORE UPDATE OR DELETE ON award_changes
      FOR EACH ROW WHEN (OLD.state <> 'proposed') EXECUTE FUNCTION settled_award_changes_stand()`);
  }
}
