import { createHash } from 'node:crypto';
import type { Endpoint } from '@jianglian/contracts/shared';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.ts';
import { Database, sql, UnitOfWork } from '../database/index.ts';
import type { PortalRequest } from './portal-request.ts';
import { RefusedError, sharedRefusals } from './problem/refused.error.ts';

const keepMs = 24 * 60 * 60_000;

/**
 * `Idempotency-Key`: the key, what was asked and the reply are kept in the transaction of the work itself. A repetition
 * gets the same reply; one that arrives meanwhile waits at the key's unique index; after a rollback the key is free again.
 */
@Injectable()
export class Idempotency {
  private readonly unit: UnitOfWork;
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(unit: UnitOfWork, database: Database, clock: Clock) {
    this.unit = unit;
    this.database = database;
    this.clock = clock;
  }

  async once(endpoint: Endpoint, request: PortalRequest, work: () => Promise<unknown>): Promise<unknown> {
    const key = request.headers['idempotency-key'];
    const accountId = request.actor?.accountId;
    const applies = endpoint.method === 'POST' && endpoint.multipart !== true && accountId !== undefined;
    if (!applies || typeof key !== 'string') return work();
    if (!/^[\w-]{8,100}$/.test(key)) throw new RefusedError([sharedRefusals('bad-request')], 400);
    const asked = createHash('sha256')
      .update(JSON.stringify([endpoint.path, request.params, request.query, request.body]))
      .digest('hex');
    return this.unit.run(async () => {
      const mine = await this.database.run(sql`
        INSERT INTO idempotency_keys (account_id, key, asked, at)
        VALUES (${accountId}, ${key}, ${asked}, ${this.clock.now()}) ON CONFLICT DO NOTHING`);
      if (mine === 0) return this.replay(accountId, key, asked);
      const reply = await work();
      await this.database.run(sql`
        UPDATE idempotency_keys SET reply = ${JSON.stringify(reply ?? null)} WHERE account_id = ${accountId} AND key = ${key}`);
      return reply;
    });
  }

  private async replay(accountId: string, key: string, asked: string): Promise<unknown> {
    const kept = await this.database.one<{ asked: string; reply: unknown }>(
      sql`SELECT asked, reply FROM idempotency_keys WHERE account_id = ${accountId} AND key = ${key}`,
    );
    if (kept?.asked !== asked) throw new RefusedError([sharedRefusals('key-reused')], 422);
    return kept.reply;
  }

  /** Keys older than a day are forgotten. */
  async sweep(): Promise<number> {
    return this.database.run(
      sql`DELETE FROM idempotency_keys WHERE at < ${new Date(this.clock.now().getTime() - keepMs)}`,
    );
  }
}
