import type { MigrationInterface, QueryRunner } from 'typeorm';

/** 催办: batches, whom each reached, and when a cycle reminds by itself. */
export class EvaluationReminder1790000570003 implements MigrationInterface {
  readonly name = 'EvaluationReminder1790000570003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reminder_settings (
        cycle_id uuid PRIMARY KEY CONSTRAINT reminder_settings_cycle_exists REFERENCES evaluation_cycles (id),
        before_due_days int,
        before_closing_days int,
        revision int NOT NULL DEFAULT 1,
        CONSTRAINT reminder_days_are_few CHECK (before_due_days BETWEEN 0 AND 60 AND before_closing_days BETWEEN 0 AND 60)
      );

      CREATE TABLE reminder_batches (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        cycle_id uuid NOT NULL CONSTRAINT reminder_batch_cycle_exists REFERENCES evaluation_cycles (id),
        step varchar(16) NOT NULL,
        cause varchar(10) NOT NULL,
        day date NOT NULL,
        at timestamptz NOT NULL,
        account_id uuid CONSTRAINT reminder_batch_account_exists REFERENCES accounts (id),
        note varchar(300) NOT NULL DEFAULT '',
        told int NOT NULL DEFAULT 0,
        mailed int NOT NULL DEFAULT 0,
        skipped jsonb NOT NULL DEFAULT '[]',
        CONSTRAINT reminder_batch_step_is_known CHECK (step IN ('selfEvaluation', 'opinion', 'scoring')),
        CONSTRAINT reminder_batch_cause_is_known CHECK (cause IN ('by-hand', 'scheduled')),
        CONSTRAINT a_hand_has_a_name CHECK ((cause = 'by-hand') = (account_id IS NOT NULL))
      );
      -- The clock strikes once a day, on however many servers.
      CREATE UNIQUE INDEX one_scheduled_batch_a_day ON reminder_batches (cycle_id, step, day) WHERE cause = 'scheduled';
      CREATE INDEX reminder_batches_by_time ON reminder_batches (cycle_id, at);

      CREATE TABLE reminders (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        batch_id uuid NOT NULL CONSTRAINT reminder_batch_exists REFERENCES reminder_batches (id),
        cycle_id uuid NOT NULL,
        step varchar(16) NOT NULL,
        -- The evaluation, the recommending unit or the evaluator's account.
        subject_id uuid NOT NULL,
        account_id uuid NOT NULL CONSTRAINT reminder_account_exists REFERENCES accounts (id),
        day date NOT NULL,
        at timestamptz NOT NULL,
        milestone varchar(20),
        mailed boolean NOT NULL DEFAULT false,
        CONSTRAINT one_reminder_a_day UNIQUE (account_id, cycle_id, step, subject_id, day)
      );
      CREATE UNIQUE INDEX a_date_is_announced_once ON reminders (account_id, cycle_id, step, subject_id, milestone)
        WHERE milestone IS NOT NULL;
      CREATE INDEX reminders_by_batch ON reminders (batch_id);
      CREATE INDEX reminders_by_cycle ON reminders (cycle_id, step, subject_id, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reminders, reminder_batches, reminder_settings;');
  }
}
