import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an account is reached: a sealed mail address, the language of mails, the weekly mail. */
export class IdentityContact1790000570000 implements MigrationInterface {
  readonly name = 'IdentityContact1790000570000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE accounts
        ADD COLUMN email_cipher text,
        ADD COLUMN locale text NOT NULL DEFAULT 'zh-CN' CONSTRAINT accounts_locale CHECK (locale IN ('zh-CN', 'en')),
        ADD COLUMN weekly_mail boolean NOT NULL DEFAULT true;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE accounts DROP COLUMN email_cipher, DROP COLUMN locale, DROP COLUMN weekly_mail;');
  }
}
