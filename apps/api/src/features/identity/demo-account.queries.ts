import type { Role } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, sql } from '../../platform/database/index.ts';

export interface DemoAccountLine {
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
}

@Injectable()
export class DemoAccountQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  /** The first demo account of every role: whom to try the portal as. */
  onePerRole(): Promise<DemoAccountLine[]> {
    return this.database.rows<DemoAccountLine>(sql`
      SELECT login, name, array_agg(role ORDER BY role) AS roles FROM (
        SELECT DISTINCT ON (r.role) a.login, a.display_name AS name, r.role, a.created_at
        FROM accounts a JOIN account_roles r ON r.account_id = a.id
        WHERE a.is_demo AND a.status = 'active' ORDER BY r.role, a.created_at, a.login
      ) firsts GROUP BY login, name ORDER BY min(role)`);
  }

  async count(): Promise<number> {
    const row = await this.database.one<{ count: number }>(
      sql`SELECT count(*) FROM accounts WHERE is_demo AND status = 'active'`,
    );
    return row?.count ?? 0;
  }

  /** Nobody has an account yet: a database that was just made. */
  async nobodyYet(): Promise<boolean> {
    return (await this.database.one(sql`SELECT FROM accounts LIMIT 1`)) === undefined;
  }
}
