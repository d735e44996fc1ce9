import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox: every mail the portal means to send, written with what causes it. */
export class PlatformMail1790000570001 implements MigrationInterface {
  readonly name = 'PlatformMail1790000570001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mails (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- What makes it this one mail: the same cause queued again adds nothing.
        key text NOT NULL CONSTRAINT mails_once UNIQUE,
        -- The address is not here: it is that of the account when the mail leaves.
        account_id uuid NOT NULL REFERENCES accounts (id),
        kind text NOT NULL,
        subject text NOT NULL,
        body text NOT NULL,
        state text NOT NULL CONSTRAINT mails_state CHECK (state IN ('held', 'queued', 'sending', 'sent', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        next_at timestamptz NOT NULL,
        leased_until timestamptz,
        last_error text,
        created_at timestamptz NOT NULL,
        sent_at timestamptz,
        CONSTRAINT mails_sending_is_leased CHECK ((state = 'sending') = (leased_until IS NOT NULL)),
        CONSTRAINT mails_sent_has_its_instant CHECK ((state = 'sent') = (sent_at IS NOT NULL))
      );
      CREATE INDEX mails_to_send ON mails (next_at) WHERE state IN ('queued', 'sending');
      CREATE INDEX mails_by_time ON mails (created_at DESC, id DESC);
      CREATE INDEX mails_account ON mails (account_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mails;');
  }
}
