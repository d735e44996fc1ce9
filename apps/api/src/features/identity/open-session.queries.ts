import type { identityApi } from '@jianglian/contracts/identity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql } from '../../platform/database/index.ts';

type Reply = ReplyOf<typeof identityApi.sessions>;

@Injectable()
export class OpenSessionQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async page(query: InputOf<typeof identityApi.sessions>['query'], own: string): Promise<Reply> {
    const order = [
      { key: 'startedAt', column: sql`s.started_at`, descending: true },
      { key: 'id', column: sql`s.id`, descending: true },
    ];
    const keys = keyset(order, query.after);
    const rows = await this.database.rows<Reply['rows'][number]>(sql`
      SELECT s.id, json_build_object('id', a.id, 'login', a.login, 'name', a.display_name) AS account, s.address, s.agent,
             s.started_at AS "startedAt", s.last_seen_at AS "lastSeenAt", s.id = ${own} AS "isOwn"
      FROM sessions s JOIN accounts a ON a.id = s.account_id
      WHERE ${every([keys.where, query.accountId !== undefined && sql`s.account_id = ${query.accountId}`])}
      ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    return keys.page(rows, query.limit);
  }
}
