import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Evaluators' fields, capacity and former units, ties between studios, and how a cycle seats its panels. */
export class EvaluationPanel1790000530000 implements MigrationInterface {
  readonly name = 'EvaluationPanel1790000530000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE evaluators
        ADD COLUMN clusters text[] NOT NULL DEFAULT '{}',
        ADD COLUMN occupations text[] NOT NULL DEFAULT '{}',
        ADD COLUMN capacity integer,
        ADD COLUMN revision integer NOT NULL DEFAULT 1,
        ADD CONSTRAINT evaluator_capacity_is_sensible CHECK (capacity BETWEEN 0 AND 1000)`);
    await runner.query(`
      CREATE TABLE evaluator_former_units (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL CONSTRAINT former_unit_account_exists REFERENCES accounts (id),
        host_unit_id uuid NOT NULL CONSTRAINT former_unit_exists REFERENCES host_units (id),
        since date,
        until date,
        CONSTRAINT a_stay_ends_after_it_began CHECK (until >= since)
      )`);
    await runner.query('CREATE INDEX former_units_by_account ON evaluator_former_units (account_id)');
    // The alliance feature will write here; until then the office does.
    await runner.query(`
      CREATE TABLE studio_ties (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        kind varchar(10) NOT NULL DEFAULT 'alliance',
        studio_id uuid NOT NULL CONSTRAINT tie_studio_exists REFERENCES studios (id),
        other_id uuid NOT NULL CONSTRAINT tie_other_exists REFERENCES studios (id),
        source varchar(300) NOT NULL,
        since date NOT NULL,
        ended_on date,
        ended_reason varchar(500),
        recorded_by uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT tie_kind_is_known CHECK (kind IN ('alliance')),
        CONSTRAINT a_tie_binds_two CHECK (studio_id < other_id),
        CONSTRAINT an_ended_tie_says_why CHECK ((ended_on IS NULL) = (ended_reason IS NULL))
      )`);
    await runner.query(`
      CREATE UNIQUE INDEX a_running_tie_is_there_once ON studio_ties (studio_id, other_id, source)
      WHERE ended_on IS NULL`);
    await runner.query('CREATE INDEX studio_ties_by_other ON studio_ties (other_id)');
    await runner.query(`
      CREATE TABLE panel_settings (
        cycle_id uuid PRIMARY KEY CONSTRAINT panel_settings_cycle_exists REFERENCES evaluation_cycles (id),
        capacity integer NOT NULL,
        former_unit_years integer NOT NULL,
        revision integer NOT NULL DEFAULT 1,
        CONSTRAINT panel_capacity_is_sensible CHECK (capacity BETWEEN 1 AND 1000),
        CONSTRAINT former_unit_years_are_sensible CHECK (former_unit_years BETWEEN 0 AND 60)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE panel_settings, studio_ties, evaluator_former_units');
    await runner.query(`
      ALTER TABLE evaluators DROP COLUMN clusters, DROP COLUMN occupations, DROP COLUMN capacity, DROP COLUMN revision`);
  }
}
