import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rubrics are drafted by the office: copied, saved under a revision, published. A cycle pins a published version only. */
export class EvaluationRubricDrafts1790000510001 implements MigrationInterface {
  readonly name = 'EvaluationRubricDrafts1790000510001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE rubrics
        ADD COLUMN copied_from varchar(60) CONSTRAINT rubric_original_exists REFERENCES rubrics (version),
        ADD COLUMN revision integer NOT NULL DEFAULT 1,
        ADD COLUMN saved_at timestamptz,
        ADD COLUMN account_id uuid,
        ADD CONSTRAINT rubric_is_called_as_it_says CHECK (content ->> 'version' = version)`);
    await runner.query(`
      CREATE FUNCTION cycles_pin_published_rubrics() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT FROM rubrics WHERE version = NEW.rubric_version AND published_at IS NOT NULL) THEN
          RAISE EXCEPTION 'a cycle pins a published rubric' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$`);
    await runner.query(`
      CREATE TRIGGER cycles_pin_published_rubrics BEFORE INSERT OR UPDATE OF rubric_version ON evaluation_cycles
      FOR EACH ROW EXECUTE FUNCTION cycles_pin_published_rubrics()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER cycles_pin_published_rubrics ON evaluation_cycles');
    await runner.query('DROP FUNCTION cycles_pin_published_rubrics');
    await runner.query('DELETE FROM rubrics WHERE published_at IS NULL');
    await runner.query(`
      ALTER TABLE rubrics DROP CONSTRAINT rubric_is_called_as_it_says, DROP COLUMN copied_from, DROP COLUMN revision,
        DROP COLUMN saved_at, DROP COLUMN account_id`);
  }
}
