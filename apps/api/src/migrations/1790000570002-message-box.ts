import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people were told. */
export class MessageBox1790000570002 implements MigrationInterface {
  readonly name = 'MessageBox1790000570002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE messages (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        account_id uuid NOT NULL CONSTRAINT message_account_exists REFERENCES accounts (id),
        -- The same thing is told to the same person once.
        key text NOT NULL,
        kind text NOT NULL,
        params jsonb NOT NULL DEFAULT '{}',
        subject_type text,
        subject_id text,
        at timestamptz NOT NULL,
        read_at timestamptz,
        CONSTRAINT messages_once UNIQUE (account_id, key),
        CONSTRAINT message_subject_is_whole CHECK ((subject_type IS NULL) = (subject_id IS NULL))
      );
      CREATE INDEX messages_of_account ON messages (account_id, at DESC, id DESC);
      CREATE INDEX messages_unread ON messages (account_id) WHERE read_at IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE messages;');
  }
}
