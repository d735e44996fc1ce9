import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Facts that studios declare, waivers of conditions "in principle", and determinations with the facts as they were. */
export class UpgradeEligibility1790000700000 implements MigrationInterface {
  readonly name = 'UpgradeEligibility1790000700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE declared_facts (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT declared_fact_studio_exists REFERENCES studios (id),
        fact varchar(30) NOT NULL,
        value jsonb NOT NULL,
        holds_on date NOT NULL,
        source varchar(200) NOT NULL,
        file_id uuid,
        position integer NOT NULL,
        declared_by uuid NOT NULL CONSTRAINT declared_fact_declarer_exists REFERENCES accounts (id),
        declared_at timestamptz NOT NULL,
        confirmed_by uuid CONSTRAINT declared_fact_confirmer_exists REFERENCES accounts (id),
        confirmed_at timestamptz,
        CONSTRAINT declared_facts_are_counted UNIQUE (studio_id, fact, position),
        CONSTRAINT declared_fact_is_known CHECK (fact IN ('presenceMonths', 'insuredWithUnit', 'skilledPercent',
          'trainingFundPercent', 'inBranchSince', 'heritageBearer', 'nationalHonours')),
        CONSTRAINT declared_fact_has_a_source CHECK (source <> ''),
        CONSTRAINT a_confirmation_has_its_person CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
        CONSTRAINT nobody_confirms_their_own CHECK (confirmed_by <> declared_by)
      )`);
    // What was said stays as it was said: only a confirmation is added, once.
    await runner.query(`
      CREATE FUNCTION declared_facts_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.confirmed_at IS NOT NULL
           OR (to_jsonb(NEW) - 'confirmed_by' - 'confirmed_at') <> (to_jsonb(OLD) - 'confirmed_by' - 'confirmed_at') THEN
          RAISE EXCEPTION 'a declared fact stands' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER declared_facts_stand BEFORE UPDATE OR DELETE ON declared_facts
      FOR EACH ROW EXECUTE FUNCTION declared_facts_stand()`);
    await runner.query(`
      CREATE TABLE upgrade_waivers (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        studio_id uuid NOT NULL CONSTRAINT upgrade_waiver_studio_exists REFERENCES studios (id),
        rule varchar(60) NOT NULL,
        target varchar(10) NOT NULL,
        year integer NOT NULL,
        reason varchar(500) NOT NULL,
        given_by uuid NOT NULL CONSTRAINT upgrade_waiver_giver_exists REFERENCES accounts (id),
        given_at timestamptz NOT NULL,
        ended_by uuid CONSTRAINT upgrade_waiver_ender_exists REFERENCES accounts (id),
        ended_at timestamptz,
        end_reason varchar(500),
        CONSTRAINT upgrade_waiver_target_is_known CHECK (target IN ('municipal', 'chief', 'national')),
        CONSTRAINT upgrade_waiver_says_why CHECK (reason <> ''),
        CONSTRAINT an_ended_waiver_says_why CHECK (
          (ended_at IS NULL AND ended_by IS NULL AND end_reason IS NULL)
          OR (ended_at IS NOT NULL AND ended_by IS NOT NULL AND end_reason <> ''))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX one_waiver_at_a_time ON upgrade_waivers (studio_id, target, year, rule)
      WHERE ended_at IS NULL`);
    await runner.query(`
      CREATE TABLE upgrade_determinations (
        id varchar(64) PRIMARY KEY,
        studio_id uuid NOT NULL CONSTRAINT upgrade_determination_studio_exists REFERENCES studios (id),
        rule_set varchar(60) NOT NULL,
        rule_set_version integer NOT NULL,
        target varchar(10) NOT NULL,
        outcome varchar(20) NOT NULL,
        facts jsonb NOT NULL,
        findings jsonb NOT NULL,
        recorded_by uuid CONSTRAINT upgrade_determination_recorder_exists REFERENCES accounts (id),
        recorded_at timestamptz NOT NULL,
        CONSTRAINT upgrade_determination_id_is_a_hash CHECK (id ~ '^[0-9a-f]{64}$'),
        CONSTRAINT upgrade_determination_target_is_known CHECK (target IN ('municipal', 'chief', 'national'))
      )`);
    await runner.query(
      'CREATE INDEX upgrade_determinations_by_studio ON upgrade_determinations (studio_id, recorded_at)',
    );
    await runner.query(`
      CREATE FUNCTION upgrade_determinations_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'a determination stands' USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER upgrade_determinations_stand BEFORE UPDATE OR DELETE ON upgrade_determinations
      FOR EACH ROW EXECUTE FUNCTION upgrade_determinations_stand()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE upgrade_determinations, upgrade_waivers, declared_facts');
    await runner.query('DROP FUNCTION upgrade_determinations_stand, declared_facts_stand');
  }
}
