import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The yearly round with its windows and places, the applications in it, and what each recommender puts forward. */
export class UpgradeRounds1790000710000 implements MigrationInterface {
  readonly name = 'UpgradeRounds1790000710000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE upgrade_rounds (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        title varchar(120) NOT NULL,
        year integer NOT NULL,
        document_number varchar(60),
        rule_set varchar(60) NOT NULL,
        rule_set_version integer NOT NULL,
        state varchar(10) NOT NULL DEFAULT 'draft',
        opens_at timestamptz NOT NULL,
        applications_close_at timestamptz NOT NULL,
        recommending_opens_at timestamptz NOT NULL,
        recommending_closes_at timestamptz NOT NULL,
        publicity_working_days integer NOT NULL DEFAULT 5,
        expert_review boolean NOT NULL DEFAULT false,
        sheets_per_application integer NOT NULL DEFAULT 3,
        called_at timestamptz,
        proposed_by uuid CONSTRAINT round_proposer_exists REFERENCES accounts (id),
        proposed_at timestamptz,
        released_by uuid CONSTRAINT round_releaser_exists REFERENCES accounts (id),
        released_at timestamptz,
        publicity_until date,
        publicity_contact varchar(300),
        award_document_number varchar(60) CONSTRAINT one_document_publishes_one_round UNIQUE,
        awarded_on date,
        cancel_reason varchar(500),
        revision integer NOT NULL DEFAULT 1,
        created_by uuid CONSTRAINT round_author_exists REFERENCES accounts (id),
        created_at timestamptz NOT NULL,
        CONSTRAINT round_state_is_known CHECK (
          state IN ('draft', 'called', 'reviewing', 'proposed', 'publicity', 'published', 'cancelled')),
        CONSTRAINT round_windows_are_in_order CHECK (
          state IN ('draft', 'cancelled') OR (opens_at < applications_close_at
            AND applications_close_at <= recommending_opens_at AND recommending_opens_at < recommending_closes_at)),
        CONSTRAINT round_publicity_has_days CHECK (publicity_working_days BETWEEN 1 AND 60),
        CONSTRAINT round_has_sheets CHECK (sheets_per_application BETWEEN 1 AND 9),
        CONSTRAINT called_means_since CHECK (state IN ('draft', 'cancelled') OR called_at IS NOT NULL),
        CONSTRAINT who_proposes_awards_does_not_release CHECK (proposed_by <> released_by),
        CONSTRAINT awards_in_publicity_are_released CHECK (
          state <> 'publicity' OR (released_by IS NOT NULL AND released_at IS NOT NULL
            AND publicity_until IS NOT NULL AND publicity_contact IS NOT NULL)),
        CONSTRAINT awarded_means_by_document CHECK (
          (state = 'published') = (award_document_number IS NOT NULL AND awarded_on IS NOT NULL)),
        CONSTRAINT a_cancelled_round_says_why CHECK (state <> 'cancelled' OR cancel_reason <> '')
      )`);
    await runner.query('CREATE INDEX upgrade_rounds_by_year ON upgrade_rounds (year, created_at)');
    await runner.query(`
      CREATE TABLE upgrade_round_places (
        round_id uuid NOT NULL CONSTRAINT round_places_round_exists REFERENCES upgrade_rounds (id) ON DELETE CASCADE,
        tier varchar(10) NOT NULL,
        places integer NOT NULL,
        per_recommender integer NOT NULL,
        PRIMARY KEY (round_id, tier),
        CONSTRAINT round_places_tier_is_known CHECK (tier IN ('municipal', 'chief', 'national')),
        CONSTRAINT round_places_are_counted CHECK (places BETWEEN 0 AND 999 AND per_recommender BETWEEN 0 AND 99)
      )`);
    // Each place of a recommender is a row that one rank may take: the database itself cannot hold one more (三(一)).
    await runner.query(`
      CREATE TABLE upgrade_recommender_places (
        round_id uuid NOT NULL CONSTRAINT recommender_places_round_exists REFERENCES upgrade_rounds (id),
        recommender_id uuid NOT NULL CONSTRAINT recommender_places_recommender_exists REFERENCES recommenders (id),
        tier varchar(10) NOT NULL,
        place integer NOT NULL,
        PRIMARY KEY (round_id, recommender_id, tier, place),
        CONSTRAINT recommender_places_tier_is_known CHECK (tier IN ('municipal', 'chief', 'national')),
        CONSTRAINT recommender_places_are_counted CHECK (place BETWEEN 1 AND 99)
      )`);
    await runner.query(`
      CREATE TABLE upgrade_round_documents (
        round_id uuid NOT NULL CONSTRAINT round_document_round_exists REFERENCES upgrade_rounds (id) ON DELETE CASCADE,
        position integer NOT NULL,
        title varchar(120) NOT NULL,
        file_id uuid NOT NULL,
        PRIMARY KEY (round_id, position),
        CONSTRAINT round_document_has_a_title CHECK (title <> '')
      )`);
    await runner.query(`
      CREATE TABLE applications (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        round_id uuid NOT NULL CONSTRAINT application_round_exists REFERENCES upgrade_rounds (id),
        kind varchar(10) NOT NULL,
        target varchar(10) NOT NULL,
        exception_ground varchar(30),
        studio_id uuid CONSTRAINT application_studio_exists REFERENCES studios (id),
        host_unit_id uuid NOT NULL CONSTRAINT application_unit_exists REFERENCES host_units (id),
        recommender_id uuid NOT NULL CONSTRAINT application_recommender_exists REFERENCES recommenders (id),
        studio_name varchar(200) NOT NULL,
        master_name varchar(60) NOT NULL,
        host_unit_name varchar(200) NOT NULL,
        occupation_name varchar(120),
        state varchar(12) NOT NULL DEFAULT 'draft',
        awaits_evaluation boolean NOT NULL DEFAULT false,
        submitted_at timestamptz,
        state_reason varchar(1000),
        state_clause varchar(20),
        revision integer NOT NULL DEFAULT 1,
        created_by uuid CONSTRAINT application_author_exists REFERENCES accounts (id),
        created_at timestamptz NOT NULL,
        CONSTRAINT application_state_is_known CHECK (state IN ('draft', 'submitted', 'returned', 'recommended',
          'passed-over', 'accepted', 'refused', 'awarded', 'declined', 'withdrawn', 'closed')),
        CONSTRAINT application_target_is_known CHECK (target IN ('municipal', 'chief', 'national')),
        CONSTRAINT an_upgrade_is_of_a_studio CHECK (
          kind IN ('upgrade', 'founding') AND (kind = 'upgrade') = (studio_id IS NOT NULL)),
        CONSTRAINT handed_in_means_at CHECK (state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL),
        CONSTRAINT a_return_says_why CHECK (state NOT IN ('returned', 'refused', 'closed') OR state_reason <> ''),
        CONSTRAINT what_is_awaited_is_not_in_review CHECK (
          NOT awaits_evaluation OR state NOT IN ('accepted', 'awarded', 'declined'))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX one_application_per_studio_and_round ON applications (round_id, studio_id)
      WHERE state NOT IN ('withdrawn', 'closed')`);
    await runner.query(
      'CREATE INDEX applications_by_round ON applications (round_id, recommender_id, target, submitted_at)',
    );
    await runner.query('CREATE INDEX applications_by_studio ON applications (studio_id)');
    await runner.query('CREATE INDEX applications_by_unit ON applications (host_unit_id)');
    await runner.query(`
      CREATE TABLE recommendations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        round_id uuid NOT NULL CONSTRAINT recommendation_round_exists REFERENCES upgrade_rounds (id),
        recommender_id uuid NOT NULL CONSTRAINT recommendation_recommender_exists REFERENCES recommenders (id),
        state varchar(10) NOT NULL DEFAULT 'draft',
        letter_file_id uuid,
        submitted_at timestamptz,
        submitted_by uuid CONSTRAINT recommendation_submitter_exists REFERENCES accounts (id),
        reopen_reason varchar(500),
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT one_recommendation_per_round UNIQUE (round_id, recommender_id),
        CONSTRAINT recommendation_state_is_known CHECK (state IN ('draft', 'submitted')),
        CONSTRAINT recommended_means_sealed CHECK (
          state <> 'submitted' OR (letter_file_id IS NOT NULL AND submitted_at IS NOT NULL AND submitted_by IS NOT NULL))
      )`);
    await runner.query(`
      CREATE TABLE recommendation_ranks (
        application_id uuid PRIMARY KEY CONSTRAINT rank_application_exists REFERENCES applications (id),
        round_id uuid NOT NULL,
        recommender_id uuid NOT NULL,
        tier varchar(10) NOT NULL,
        place integer NOT NULL,
        form_file_id uuid,
        CONSTRAINT one_rank_per_place UNIQUE (round_id, recommender_id, tier, place),
        CONSTRAINT a_rank_takes_a_place FOREIGN KEY (round_id, recommender_id, tier, place)
          REFERENCES upgrade_recommender_places (round_id, recommender_id, tier, place),
        CONSTRAINT a_rank_is_in_a_recommendation FOREIGN KEY (round_id, recommender_id)
          REFERENCES recommendations (round_id, recommender_id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE recommendation_ranks, recommendations, applications, upgrade_round_documents,
      upgrade_recommender_places, upgrade_round_places, upgrade_rounds`);
  }
}
