import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The append-only events of a studio, and its tiers and standings as dated periods that never overlap. */
export class StudioHistory1790000300001 implements MigrationInterface {
  readonly name = 'StudioHistory1790000300001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE studio_events (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT studio_event_studio_exists REFERENCES studios (id),
        position integer NOT NULL,
        kind varchar(30) NOT NULL,
        happened_on date NOT NULL,
        recorded_at timestamptz NOT NULL,
        account_id uuid,
        document_number varchar(60),
        reason varchar(1000),
        file_id uuid,
        facts jsonb NOT NULL DEFAULT '{}',
        CONSTRAINT studio_events_are_in_order UNIQUE (studio_id, position),
        CONSTRAINT studio_event_position_is_positive CHECK (position > 0),
        CONSTRAINT studio_event_kind_is_known CHECK (kind IN (
          'awarded', 'renamed', 'master-changed', 'relocated', 'host-merged', 're-homed', 'reclassified', 'team-changed',
          'evaluated', 'rectification-ordered', 'rectification-extended', 'rectification-passed',
          'rectification-failed', 'upgraded', 'downgraded', 'revoked', 'terminated', 'objection-upheld'))
      )`);
    await runner.query('CREATE INDEX studio_events_by_kind ON studio_events (kind, happened_on)');
    await runner.query(`
      CREATE FUNCTION studio_events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'studio_events are append-only' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER studio_events_are_append_only BEFORE UPDATE OR DELETE ON studio_events
      FOR EACH ROW EXECUTE FUNCTION studio_events_are_append_only()`);
    await runner.query(`
      CREATE TRIGGER studio_events_are_not_emptied BEFORE TRUNCATE ON studio_events
      FOR EACH STATEMENT EXECUTE FUNCTION studio_events_are_append_only()`);
    await runner.query(`
      CREATE TABLE studio_tiers (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT studio_tier_studio_exists REFERENCES studios (id),
        tier varchar(10) NOT NULL,
        period daterange NOT NULL,
        document_number varchar(60),
        CONSTRAINT studio_tier_period_tier_is_known CHECK (tier IN ('district', 'municipal', 'chief', 'national')),
        CONSTRAINT studio_has_one_tier_at_a_time EXCLUDE USING gist (studio_id WITH =, period WITH &&)
      )`);
    await runner.query(`
      CREATE TABLE studio_standings (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT studio_standing_studio_exists REFERENCES studios (id),
        standing varchar(12) NOT NULL,
        period daterange NOT NULL,
        document_number varchar(60),
        CONSTRAINT studio_standing_period_standing_is_known CHECK (
          standing IN ('active', 'rectifying', 'terminated', 'revoked')),
        CONSTRAINT studio_has_one_standing_at_a_time EXCLUDE USING gist (studio_id WITH =, period WITH &&)
      )`);
    // The code (year of founding, running number) and the text that search looks in are the database's own business:
    // whoever writes a studio, a master or a unit, they cannot be forgotten.
    await runner.query(`
      CREATE FUNCTION studio_code_is_given() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        number text := nextval('studio_codes');
      BEGIN
        NEW.code := 'DS' || to_char(NEW.founded_on, 'YY') || '-' || lpad(number, greatest(4, length(number)), '0');
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER studio_code_is_given BEFORE INSERT ON studios
      FOR EACH ROW WHEN (NEW.code IS NULL) EXECUTE FUNCTION studio_code_is_given()`);
    await runner.query(`
      CREATE FUNCTION studio_search_text_follows() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.search_text := concat_ws(' ', NEW.code, NEW.name, NEW.occupation_name,
          (SELECT name FROM masters WHERE id = NEW.master_id),
          (SELECT concat_ws(' ', name, short_name) FROM host_units WHERE id = NEW.host_unit_id));
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER studio_search_text_follows
      BEFORE INSERT OR UPDATE OF code, name, occupation_name, master_id, host_unit_id, search_text ON studios
      FOR EACH ROW EXECUTE FUNCTION studio_search_text_follows()`);
    await runner.query(`
      CREATE FUNCTION studio_search_text_is_stale() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_TABLE_NAME = 'masters' THEN
          UPDATE studios SET search_text = '' WHERE master_id = NEW.id;
        ELSE
          UPDATE studios SET search_text = '' WHERE host_unit_id = NEW.id;
        END IF;
        RETURN NULL;
      END $$`);
    await runner.query(`
      CREATE TRIGGER studio_search_text_is_stale AFTER UPDATE OF name ON masters
      FOR EACH ROW WHEN (OLD.name <> NEW.name) EXECUTE FUNCTION studio_search_text_is_stale()`);
    await runner.query(`
      CREATE TRIGGER studio_search_text_is_stale AFTER UPDATE OF name, short_name ON host_units
      FOR EACH ROW WHEN (OLD.name <> NEW.name OR OLD.short_name IS DISTINCT FROM NEW.short_name)
      EXECUTE FUNCTION studio_search_text_is_stale()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER studio_search_text_is_stale ON host_units');
    await runner.query('DROP TRIGGER studio_search_text_is_stale ON masters');
    await runner.query('DROP TRIGGER studio_search_text_follows ON studios');
    await runner.query('DROP TRIGGER studio_code_is_given ON studios');
    await runner.query('DROP TABLE studio_standings, studio_tiers, studio_events');
    await runner.query('DROP FUNCTION studio_search_text_is_stale, studio_search_text_follows');
    await runner.query('DROP FUNCTION studio_code_is_given, studio_events_are_append_only');
  }
}
