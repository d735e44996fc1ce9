import type { AccountView, GrantView, identityApi } from '@jianglian/contracts/identity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, every, keyset, sql } from '../../platform/database/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';

/** The roles of `accounts a`, each with the name of what it is bound to. */
const grants = sql`
  coalesce((SELECT json_agg(json_build_object('id', r.id, 'role', r.role, 'studioId', r.studio_id,
              'hostUnitId', r.host_unit_id, 'recommenderId', r.recommender_id,
              'place', coalesce(s.name, h.name, u.name)) ORDER BY r.role, r.id)
            FROM account_roles r LEFT JOIN studios s ON s.id = r.studio_id
            LEFT JOIN host_units h ON h.id = r.host_unit_id LEFT JOIN recommenders u ON u.id = r.recommender_id
            WHERE r.account_id = a.id), '[]')`;

const selected = sql`
  SELECT a.id, a.login, a.display_name AS name, a.status, a.is_demo AS "isDemo", a.revision,
         a.locked_until AS "lockedUntil", a.created_at AS "createdAt", lower(a.login) AS "sortKey",
         ${grants} AS grants
  FROM accounts a`;

/** `%` and `_` of the one who searches are letters, not wildcards. */
const containing = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

@Injectable()
export class AccountQueries {
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.database = database;
    this.clock = clock;
  }

  async page(query: InputOf<typeof identityApi.accounts>['query']): Promise<ReplyOf<typeof identityApi.accounts>> {
    const keys = keyset([{ key: 'sortKey', column: sql`lower(a.login)` }], query.after);
    const { search, role, status } = query;
    const rows = await this.database.rows<AccountView & { sortKey: string }>(sql`
      ${selected}
      WHERE ${every([
        keys.where,
        search !== undefined && sql`a.login ILIKE ${containing(search)} OR a.display_name ILIKE ${containing(search)}`,
        role !== undefined && sql`EXISTS (SELECT FROM account_roles r WHERE r.account_id = a.id AND r.role = ${role})`,
        status !== undefined && sql`a.status = ${status}`,
      ])}
      ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    return keys.page(
      rows.map((row) => this.presentLock(row)),
      query.limit,
    );
  }

  async one(id: string): Promise<AccountView> {
    const row = await this.database.one<AccountView>(sql`${selected} WHERE a.id = ${id}`);
    if (!row) throw new NotFoundError('account');
    return this.presentLock(row);
  }

  async grantsOf(accountId: string): Promise<GrantView[]> {
    const row = await this.database.one<{ grants: GrantView[] }>(
      sql`SELECT ${grants} AS grants FROM accounts a WHERE a.id = ${accountId}`,
    );
    return row?.grants ?? [];
  }

  /** A lock that has run out is none. */
  private presentLock<Row extends AccountView>(row: Row): Row {
    const over = row.lockedUntil !== null && new Date(row.lockedUntil) <= this.clock.now();
    return over ? { ...row, lockedUntil: null } : row;
  }
}
