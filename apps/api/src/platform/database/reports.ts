import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { Config } from '../config/index.ts';
import { Database } from './database.ts';
import { isDatabaseAway } from './faults.ts';
import { prepared } from './prepared.ts';
import type { Sql } from './sql.ts';
import { valueParsers } from './value-parsers.ts';

const pauseAfterFailureMs = 10_000;

/** Read-only SQL for lists, dashboards, exports: the replica when there is one and it answers, else the primary. */
@Injectable()
export class Reports implements OnApplicationShutdown {
  private readonly primary: Database;
  private readonly replica: pg.Pool | undefined;
  private awayUntil = 0;

  constructor(primary: Database, config: Config) {
    this.primary = primary;
    const url = config.env.DATABASE_REPLICA_URL;
    if (url === undefined) return;
    this.replica = new pg.Pool({
      connectionString: url,
      max: config.env.DATABASE_POOL,
      types: valueParsers,
      connectionTimeoutMillis: 2_000,
      application_name: 'jianglian-reports',
      options: '-c timezone=UTC -c statement_timeout=60000 -c default_transaction_read_only=on',
    });
    this.replica.on('error', () => {});
  }

  async rows<T>(query: Sql): Promise<T[]> {
    if (this.replica && performance.now() >= this.awayUntil) {
      try {
        const { rows } = await this.replica.query(prepared(query));
        return rows as T[];
      } catch (error) {
        if (!isDatabaseAway(error)) throw error;
        this.awayUntil = performance.now() + pauseAfterFailureMs;
      }
    }
    return this.primary.rows<T>(query);
  }

  async one<T>(query: Sql): Promise<T | undefined> {
    return (await this.rows<T>(query))[0];
  }

  async onApplicationShutdown(): Promise<void> {
    await this.replica?.end();
  }
}
