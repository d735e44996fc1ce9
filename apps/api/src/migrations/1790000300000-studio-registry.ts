import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Studios with their hosts, masters and teams. `studios` is the present state; `studio_events` says how it came about. */
export class StudioRegistry1790000300000 implements MigrationInterface {
  readonly name = 'StudioRegistry1790000300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE EXTENSION IF NOT EXISTS btree_gist');
    await runner.query('CREATE EXTENSION IF NOT EXISTS pg_trgm');
    await runner.query(`
      CREATE TABLE host_units (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name varchar(200) NOT NULL,
        short_name varchar(100),
        credit_code varchar(18),
        kind varchar(20) NOT NULL,
        parent_id uuid CONSTRAINT host_unit_parent_exists REFERENCES host_units (id),
        district_code varchar(16) CONSTRAINT host_unit_district_exists REFERENCES districts (code),
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT host_unit_kind_is_known CHECK (kind IN ('enterprise', 'vocational-college', 'training-base', 'other')),
        CONSTRAINT host_unit_is_not_its_own_parent CHECK (parent_id <> id)
      )`);
    // A branch may carry the name or the code of its parent; two units of their own may not share either.
    await runner.query(
      'CREATE UNIQUE INDEX host_unit_name_is_unique_among_siblings ON host_units (name, parent_id) NULLS NOT DISTINCT',
    );
    await runner.query(
      'CREATE UNIQUE INDEX credit_code_belongs_to_one_unit ON host_units (credit_code) WHERE parent_id IS NULL',
    );
    await runner.query(`
      CREATE TABLE masters (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        name varchar(50) NOT NULL,
        gender varchar(10),
        birth_date date,
        id_number_cipher text,
        id_number_index varchar(64) CONSTRAINT one_person_is_one_master UNIQUE,
        mobile_cipher text,
        skill_level varchar(32) CONSTRAINT master_skill_level_exists REFERENCES skill_levels (code),
        honours jsonb NOT NULL DEFAULT '[]',
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT master_gender_is_known CHECK (gender IN ('male', 'female')),
        CONSTRAINT id_number_has_both_forms CHECK ((id_number_cipher IS NULL) = (id_number_index IS NULL))
      )`);
    await runner.query('CREATE INDEX masters_by_name ON masters (name)');
    await runner.query('CREATE SEQUENCE studio_codes');
    await runner.query(`
      CREATE TABLE studios (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code varchar(16) NOT NULL CONSTRAINT studio_code_is_unique UNIQUE,
        name varchar(200) NOT NULL,
        host_unit_id uuid NOT NULL CONSTRAINT studio_host_unit_exists REFERENCES host_units (id),
        master_id uuid NOT NULL CONSTRAINT studio_master_exists REFERENCES masters (id),
        occupation_id uuid CONSTRAINT studio_occupation_exists REFERENCES occupations (id),
        occupation_name varchar(100),
        cluster_code varchar(16) NOT NULL CONSTRAINT studio_cluster_exists REFERENCES clusters (code),
        recommender_id uuid NOT NULL CONSTRAINT studio_recommender_exists REFERENCES recommenders (id),
        district_code varchar(16) NOT NULL CONSTRAINT studio_district_exists REFERENCES districts (code),
        tier varchar(10) NOT NULL,
        standing varchar(12) NOT NULL,
        awarded_on date NOT NULL,
        founded_on date NOT NULL,
        document_number varchar(60),
        last_grade varchar(10),
        grade_after_rectification boolean NOT NULL DEFAULT false,
        last_evaluated_on date,
        evaluation_due_on date,
        last_active_on date,
        search_text text NOT NULL DEFAULT '',
        revision integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT studio_tier_is_known CHECK (tier IN ('district', 'municipal', 'chief', 'national')),
        CONSTRAINT studio_standing_is_known CHECK (standing IN ('active', 'rectifying', 'terminated', 'revoked')),
        CONSTRAINT studio_grade_is_known CHECK (last_grade IN ('excellent', 'qualified', 'failed')),
        CONSTRAINT studio_is_founded_before_its_present_tier CHECK (founded_on <= awarded_on),
        CONSTRAINT a_grade_has_its_day CHECK ((last_grade IS NULL) = (last_evaluated_on IS NULL)),
        CONSTRAINT an_ended_studio_has_no_evaluation_due CHECK (
          standing IN ('active', 'rectifying') OR evaluation_due_on IS NULL)
      )`);
    // 三(三): one expert names one studio; what has ended does not count.
    await runner.query(`
      CREATE UNIQUE INDEX one_master_one_studio ON studios (master_id) WHERE standing IN ('active', 'rectifying')`);
    await runner.query('CREATE INDEX studios_by_master ON studios (master_id)');
    await runner.query('CREATE INDEX studios_by_host_unit ON studios (host_unit_id)');
    await runner.query('CREATE INDEX studios_by_recommender ON studios (recommender_id)');
    await runner.query('CREATE INDEX studios_by_district ON studios (district_code)');
    await runner.query('CREATE INDEX studios_by_cluster ON studios (cluster_code)');
    await runner.query('CREATE INDEX studios_by_name ON studios (name COLLATE "zh-Hans-CN-x-icu", id)');
    await runner.query('CREATE INDEX studios_by_award ON studios (awarded_on, id)');
    await runner.query(`
      CREATE INDEX studios_by_due ON studios ((coalesce(evaluation_due_on, 'infinity'::date)), id)`);
    await runner.query(`
      CREATE INDEX studios_by_activity ON studios ((coalesce(last_active_on, '-infinity'::date)), id)`);
    await runner.query('CREATE INDEX studios_by_text ON studios USING gin (search_text gin_trgm_ops)');
    await runner.query(`
      CREATE TABLE studio_clusters (
        studio_id uuid NOT NULL CONSTRAINT secondary_cluster_studio_exists REFERENCES studios (id),
        cluster_code varchar(16) NOT NULL CONSTRAINT secondary_cluster_exists REFERENCES clusters (code),
        PRIMARY KEY (studio_id, cluster_code)
      )`);
    await runner.query(`
      CREATE TABLE team_members (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT team_member_studio_exists REFERENCES studios (id),
        name varchar(50) NOT NULL,
        skill_level varchar(32) CONSTRAINT team_member_skill_level_exists REFERENCES skill_levels (code),
        duty varchar(100),
        joined_on date NOT NULL,
        left_on date,
        CONSTRAINT team_member_leaves_after_joining CHECK (left_on >= joined_on)
      )`);
    await runner.query('CREATE INDEX team_members_by_studio ON team_members (studio_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE team_members, studio_clusters, studios, masters, host_units');
    await runner.query('DROP SEQUENCE studio_codes');
  }
}
