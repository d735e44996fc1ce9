import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A verified activity is locked in the database too: whatever the program does, its content and evidence stay. */
export class ActivityLock1790000400001 implements MigrationInterface {
  readonly name = 'ActivityLock1790000400001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION refuse_change_of_verified_activity() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'UPDATE' AND OLD.state = 'verified' AND NEW.state = 'superseded'
           AND to_jsonb(NEW) - '{state,revision}'::text[] = to_jsonb(OLD) - '{state,revision}'::text[] THEN
          RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a verified activity is locked' USING
          ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'a_verified_activity_is_locked';
      END $$`);
    await runner.query(`
      CREATE TRIGGER a_verified_activity_is_locked BEFORE UPDATE OR DELETE ON activities
      FOR EACH ROW WHEN (OLD.state IN ('verified', 'superseded'))
      EXECUTE FUNCTION refuse_change_of_verified_activity()`);
    // Evidence stands still from the submission on: what was verified is what was seen.
    await runner.query(`
      CREATE FUNCTION refuse_change_of_submitted_evidence() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        present text;
      BEGIN
        SELECT state INTO present FROM activities WHERE id = coalesce(NEW.activity_id, OLD.activity_id);
        IF present IN ('submitted', 'verified', 'superseded') THEN
          RAISE EXCEPTION 'the evidence of a submitted activity is locked' USING
            ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'submitted_evidence_is_locked';
        END IF;
        RETURN coalesce(NEW, OLD);
      END $$`);
    await runner.query(`
      CREATE TRIGGER submitted_evidence_is_locked BEFORE INSERT OR UPDATE OR DELETE ON activity_evidence
      FOR EACH ROW EXECUTE FUNCTION refuse_change_of_submitted_evidence()`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TRIGGER submitted_evidence_is_locked ON activity_evidence');
    await runner.query('DROP FUNCTION refuse_change_of_submitted_evidence()');
    await runner.query('DROP TRIGGER a_verified_activity_is_locked ON activities');
    await runner.query('DROP FUNCTION refuse_change_of_verified_activity()');
  }
}
