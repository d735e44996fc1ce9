import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../../platform/database/index.ts';

@Injectable()
export class CalendarRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async replace(accountId: string, tokenHash: string, at: Date): Promise<void> {
    await this.database.run(sql`
      INSERT INTO calendar_addresses (account_id, token_hash, created_at) VALUES (${accountId}, ${tokenHash}, ${at})
      ON CONFLICT (account_id) DO UPDATE SET token_hash = excluded.token_hash, created_at = excluded.created_at,
        fetched_at = NULL`);
  }

  async revoke(accountId: string): Promise<number> {
    return this.database.run(sql`DELETE FROM calendar_addresses WHERE account_id = ${accountId}`);
  }

  /** Whose address it is, if the account is still active; notes that it was fetched. */
  async fetched(tokenHash: string, at: Date): Promise<string | undefined> {
    const row = await this.database.one<{ accountId: string }>(sql`
      UPDATE calendar_addresses c SET fetched_at = ${at} FROM accounts a
      WHERE c.token_hash = ${tokenHash} AND a.id = c.account_id AND a.status = 'active'
      RETURNING c.account_id AS "accountId"`);
    return row?.accountId;
  }
}
