import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Dictionaries: what studios are classified by. Each row has its validity, each dictionary its numbered versions. */
export class ReferenceDictionaries1790000200000 implements MigrationInterface {
  readonly name = 'ReferenceDictionaries1790000200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE clusters (
        code varchar(16) PRIMARY KEY,
        name varchar(100) NOT NULL,
        level varchar(2) NOT NULL,
        group_name varchar(50),
        confirmed boolean NOT NULL,
        valid_from date,
        valid_to date,
        position integer NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT cluster_level_is_known CHECK (level IN ('L1', 'L2', 'L3', 'L4', 'S')),
        CONSTRAINT cluster_ends_after_it_begins CHECK (valid_to > valid_from)
      )`);
    await runner.query(`
      CREATE TABLE highlands (
        code varchar(16) PRIMARY KEY,
        name varchar(100) NOT NULL,
        parent_code varchar(16) CONSTRAINT highland_field_has_a_highland REFERENCES highlands (code),
        confirmed boolean NOT NULL,
        valid_from date,
        valid_to date,
        position integer NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT highland_ends_after_it_begins CHECK (valid_to > valid_from)
      )`);
    await runner.query(`
      CREATE TABLE districts (
        code varchar(16) PRIMARY KEY,
        name varchar(100) NOT NULL,
        short_name varchar(50) NOT NULL,
        type varchar(20) NOT NULL,
        zone varchar(20) NOT NULL,
        valid_from date,
        valid_to date,
        tile_x integer,
        tile_y integer,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT district_type_is_known CHECK (type IN ('district', 'county', 'autonomous-county', 'functional-area')),
        CONSTRAINT district_zone_is_known CHECK (zone IN ('central-urban', 'new-urban', 'northeast', 'southeast')),
        CONSTRAINT district_ends_after_it_begins CHECK (valid_to > valid_from)
      )`);
    await runner.query(`
      CREATE TABLE district_successors (
        code varchar(16) NOT NULL CONSTRAINT district_succeeded_exists REFERENCES districts (code),
        successor_code varchar(16) NOT NULL CONSTRAINT district_successor_exists REFERENCES districts (code),
        PRIMARY KEY (code, successor_code),
        CONSTRAINT district_does_not_succeed_itself CHECK (code <> successor_code)
      )`);
    await runner.query(`
      CREATE TABLE recommenders (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code varchar(32) NOT NULL CONSTRAINT recommender_code_is_unique UNIQUE,
        name varchar(100) NOT NULL,
        kind varchar(20) NOT NULL,
        district_code varchar(16) CONSTRAINT recommender_district_exists REFERENCES districts (code),
        valid_from date,
        valid_to date,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT recommender_kind_is_known CHECK (kind IN ('district', 'functional-area', 'department')),
        CONSTRAINT only_a_department_has_no_district CHECK ((kind = 'department') = (district_code IS NULL)),
        CONSTRAINT recommender_ends_after_it_begins CHECK (valid_to > valid_from)
      )`);
    await runner.query(`
      CREATE TABLE occupations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        code varchar(16),
        edition varchar(16) NOT NULL,
        name varchar(100) NOT NULL,
        cluster_code varchar(16) CONSTRAINT occupation_cluster_exists REFERENCES clusters (code),
        valid_to date,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT occupation_name_is_unique_in_its_edition UNIQUE (edition, name),
        CONSTRAINT occupation_code_is_unique_in_its_edition UNIQUE (edition, code),
        CONSTRAINT occupation_code_has_its_form CHECK (code ~ '^[1-8]-[0-9]{2}-[0-9]{2}-[0-9]{2}$')
      )`);
    await runner.query(`
      CREATE TABLE skill_levels (
        code varchar(32) PRIMARY KEY,
        name varchar(50) NOT NULL,
        rank integer NOT NULL CONSTRAINT skill_level_rank_is_unique UNIQUE,
        high_skill boolean NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE holidays (
        day date PRIMARY KEY,
        kind varchar(10) NOT NULL,
        name varchar(50) NOT NULL,
        CONSTRAINT holiday_kind_is_known CHECK (kind IN ('holiday', 'workday'))
      )`);
    await runner.query(`
      CREATE TABLE dictionary_versions (
        dictionary varchar(32) NOT NULL,
        version integer NOT NULL,
        at timestamptz NOT NULL,
        account_id uuid,
        note varchar(500) NOT NULL,
        content jsonb NOT NULL,
        PRIMARY KEY (dictionary, version)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dictionary_versions, holidays, skill_levels, occupations, recommenders');
    await runner.query('DROP TABLE district_successors, districts, highlands, clusters');
  }
}
