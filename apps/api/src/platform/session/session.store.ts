import { createHash, randomBytes } from 'node:crypto';
import { type Actor, type BoundTo, grantOf, type Role } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { Config } from '../config/index.ts';
import { Database, sql } from '../database/index.ts';

export interface OpenSession {
  readonly id: string;
  readonly csrf: string;
  readonly endsAt: Date;
  readonly idleEndsAt: Date;
  readonly account: { readonly id: string; readonly login: string; readonly name: string; readonly isDemo: boolean };
  readonly grants: readonly ({ id: string; role: Role } & Record<BoundTo, string | null>)[];
}

interface SessionRow {
  id: string;
  csrf: string;
  startedAt: string;
  lastSeenAt: string;
  accountId: string;
  login: string;
  name: string;
  isDemo: boolean;
  grants: OpenSession['grants'];
}

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
const touchAfterMs = 60_000;

/**
 * Sessions live in PostgreSQL, any server can answer any request. The cookie holds a random token, the table only its
 * digest; one query answers session, account and roles together, so that a revoked role is gone at once.
 */
@Injectable()
export class SessionStore {
  private readonly database: Database;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(database: Database, clock: Clock, config: Config) {
    this.database = database;
    this.clock = clock;
    this.config = config;
  }

  /** Starts a session and answers the token for the cookie, seen here and never again. */
  async start(accountId: string, client: { address: string; agent: string }): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.database.run(sql`
      INSERT INTO sessions (token_digest, account_id, csrf, address, agent, started_at, last_seen_at)
      VALUES (${digest(token)}, ${accountId}, ${randomBytes(24).toString('base64url')}, ${client.address},
              ${client.agent.slice(0, 300)}, ${now}, ${now})`);
    return token;
  }

  /** The session of a token; none when unknown, ended, timed out or its account disabled. */
  async find(token: string): Promise<OpenSession | undefined> {
    const now = this.clock.now().getTime();
    const { SESSION_IDLE_SECONDS: idle, SESSION_ABSOLUTE_SECONDS: absolute } = this.config.env;
    const row = await this.database.one<SessionRow>(sql`
      SELECT s.id, s.csrf, s.started_at AS "startedAt", s.last_seen_at AS "lastSeenAt",
             a.id AS "accountId", a.login, a.display_name AS name, a.is_demo AS "isDemo",
             coalesce((SELECT json_agg(json_build_object('id', r.id, 'role', r.role, 'studioId', r.studio_id,
                                                         'hostUnitId', r.host_unit_id, 'recommenderId', r.recommender_id) ORDER BY r.role, r.id)
                       FROM account_roles r WHERE r.account_id = a.id), '[]') AS grants
      FROM sessions s JOIN accounts a ON a.id = s.account_id
      WHERE s.token_digest = ${digest(token)} AND a.status = 'active'
        AND s.last_seen_at > ${new Date(now - idle * 1000)} AND s.started_at > ${new Date(now - absolute * 1000)}`);
    if (!row) return undefined;
    const lastSeen = Date.parse(row.lastSeenAt);
    const touched = now - lastSeen > touchAfterMs;
    if (touched) {
      await this.database.run(sql`UPDATE sessions SET last_seen_at = ${new Date(now)} WHERE id = ${row.id}`);
    }
    return {
      id: row.id,
      csrf: row.csrf,
      endsAt: new Date(Date.parse(row.startedAt) + absolute * 1000),
      idleEndsAt: new Date((touched ? now : lastSeen) + idle * 1000),
      account: { id: row.accountId, login: row.login, name: row.name, isDemo: row.isDemo },
      grants: row.grants,
    };
  }

  /** Answers whose it was; undefined when there was none. */
  async end(id: string): Promise<string | undefined> {
    const ended = await this.database.one<{ accountId: string }>(
      sql`DELETE FROM sessions WHERE id = ${id} RETURNING account_id AS "accountId"`,
    );
    return ended?.accountId;
  }

  /** Ends every session of an account, but for the one given. */
  async endAll(accountId: string, except?: string): Promise<number> {
    return this.database.run(
      sql`DELETE FROM sessions WHERE account_id = ${accountId} AND id IS DISTINCT FROM ${except ?? null}::uuid`,
    );
  }

  /** Rows of sessions nobody can use any more. */
  async sweep(): Promise<number> {
    const now = this.clock.now().getTime();
    const { SESSION_IDLE_SECONDS: idle, SESSION_ABSOLUTE_SECONDS: absolute } = this.config.env;
    return this.database.run(sql`
      DELETE FROM sessions WHERE last_seen_at <= ${new Date(now - idle * 1000)}
                              OR started_at <= ${new Date(now - absolute * 1000)}`);
  }
}

export const actorOf = (session: OpenSession): Actor => ({
  accountId: session.account.id,
  name: session.account.name,
  grants: session.grants.map(grantOf),
});
