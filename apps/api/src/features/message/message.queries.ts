import type { messageApi, MessageView } from '@jianglian/contracts/message';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { type MessageSubject, pathOfMessage } from '@jianglian/domain/message';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql } from '../../platform/database/index.ts';

type Stored = Omit<MessageView, 'path'> & { readonly subject: MessageSubject | null };

/** One's own messages; there is no call that reads another's. */
@Injectable()
export class MessageQueries {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  async page(
    accountId: string,
    { query }: InputOf<typeof messageApi.messages>,
  ): Promise<ReplyOf<typeof messageApi.messages>> {
    const keys = keyset(
      [
        { key: 'at', column: sql`m.at`, descending: true },
        { key: 'id', column: sql`m.id`, descending: true },
      ],
      query.after,
    );
    const rows = await this.database.rows<Stored>(sql`
      SELECT m.id, m.kind, m.params, m.at, m.read_at AS "readAt",
        CASE WHEN m.subject_id IS NOT NULL
             THEN jsonb_build_object('type', m.subject_type, 'id', m.subject_id) END AS subject
      FROM messages m
      WHERE ${every([
        sql`m.account_id = ${accountId}`,
        query.show === 'unread' && sql`m.read_at IS NULL`,
        keys.where,
      ])} ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    const page = keys.page(rows, query.limit);
    return {
      next: page.next,
      rows: page.rows.map(({ subject, ...row }) => ({ ...row, path: pathOfMessage(row.kind, subject) })),
    };
  }

  async unread(accountId: string): Promise<{ unread: number }> {
    const row = await this.database.one<{ unread: number }>(
      sql`SELECT count(*)::int AS unread FROM messages WHERE account_id = ${accountId} AND read_at IS NULL`,
    );
    return { unread: row?.unread ?? 0 };
  }
}
