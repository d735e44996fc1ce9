import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Archives of letters: of an evaluation cycle, or of the awards of a round. */
export class AwardLetters1790000715001 implements MigrationInterface {
  readonly name = 'AwardLetters1790000715001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE letter_batches
        ALTER COLUMN cycle_id DROP NOT NULL,
        ADD COLUMN round_id uuid CONSTRAINT letter_batch_round_exists REFERENCES upgrade_rounds (id),
        ADD CONSTRAINT a_batch_of_letters_is_of_one_thing CHECK (num_nonnulls(cycle_id, round_id) = 1)`);
    await runner.query(`
      CREATE UNIQUE INDEX one_batch_of_award_letters_at_a_time ON letter_batches (round_id)
      WHERE state IN ('queued', 'running')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM letter_batches WHERE round_id IS NOT NULL');
    await runner.query('ALTER TABLE letter_batches DROP COLUMN round_id, ALTER COLUMN cycle_id SET NOT NULL');
  }
}
