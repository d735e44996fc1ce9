import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who was put forward for an honour or a research project (四(二)), by which document, and how it ended. */
export class UpgradeHonours1790000717001 implements MigrationInterface {
  readonly name = 'UpgradeHonours1790000717001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE honour_nominations (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind varchar(30) NOT NULL,
        studio_id uuid NOT NULL CONSTRAINT honour_nomination_studio_exists REFERENCES studios (id),
        master_id uuid NOT NULL CONSTRAINT honour_nomination_master_exists REFERENCES masters (id),
        title varchar(200),
        put_forward_on date NOT NULL,
        document_number varchar(60) NOT NULL,
        reasons jsonb NOT NULL,
        entered_by uuid CONSTRAINT honour_nomination_account_exists REFERENCES accounts (id),
        entered_at timestamptz NOT NULL,
        outcome varchar(12),
        outcome_on date,
        outcome_number varchar(60),
        closed_by uuid CONSTRAINT honour_nomination_closer_exists REFERENCES accounts (id),
        closed_at timestamptz,
        CONSTRAINT honour_kind_is_known CHECK (kind IN ('china-skills-award', 'national-technical-expert',
          'state-special-allowance', 'chongqing-skill-master', 'research-project')),
        CONSTRAINT a_research_project_has_its_name CHECK ((kind = 'research-project') = (title IS NOT NULL)),
        CONSTRAINT honour_outcome_is_known CHECK (outcome IN ('awarded', 'not-awarded')),
        CONSTRAINT an_outcome_has_its_day CHECK (
          (outcome IS NULL) = (outcome_on IS NULL) AND (outcome IS NULL) = (closed_at IS NULL)),
        CONSTRAINT an_honour_does_not_end_before_it_began CHECK (outcome_on >= put_forward_on)
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX nobody_is_put_forward_twice_at_once ON honour_nominations (master_id, kind)
      WHERE outcome IS NULL`);
    await runner.query(`
      CREATE UNIQUE INDEX an_honour_is_given_once ON honour_nominations (master_id, kind)
      WHERE outcome = 'awarded' AND kind <> 'research-project'`);
    await runner.query('CREATE INDEX honour_nominations_by_studio ON honour_nominations (studio_id)');
    // What was put forward stays as it was; only its outcome is added, once.
    await runner.query(`
      CREATE FUNCTION honour_nominations_stand() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.outcome IS NOT NULL
           OR (to_jsonb(NEW) - '{outcome,outcome_on,outcome_number,closed_by,closed_at}'::text[])
              <> (to_jsonb(OLD) - '{outcome,outcome_on,outcome_number,closed_by,closed_at}'::text[]) THEN
          RAISE EXCEPTION 'a nomination stands' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER honour_nominations_stand BEFORE UPDATE OR DELETE ON honour_nominations
      FOR EACH ROW EXECUTE FUNCTION honour_nominations_stand()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE honour_nominations');
    await runner.query('DROP FUNCTION honour_nominations_stand');
  }
}
