import type { Actor, Grant } from '@jianglian/domain/identity';
import pg from 'pg';
import { OverviewQueries } from '../features/insight/overview.queries.ts';
import { StudioListQueries } from '../features/studio/studio-list.queries.ts';
import { StudioPageQueries } from '../features/studio/studio-page.queries.ts';
import { Clock } from '../platform/clock/index.ts';
import type { Config } from '../platform/config/index.ts';
import { FieldCipher } from '../platform/crypto/index.ts';
import type { Database, Reports, Sql } from '../platform/database/index.ts';
import { valueParsers } from '../platform/database/value-parsers.ts';

export interface Statement {
  readonly text: string;
  readonly values: unknown[];
}

/** Runs the portal's own query classes and writes down every statement they send: the bare limit then runs the very same. */
export class Recorder {
  private readonly pool: pg.Pool;
  private sent: Statement[] = [];
  readonly lists: StudioListQueries;
  readonly pages: StudioPageQueries;
  readonly overview: OverviewQueries;

  constructor(url: string, config: Config) {
    this.pool = new pg.Pool({ connectionString: url, types: valueParsers, max: 1 });
    const rows = async (query: Sql): Promise<unknown[]> => {
      this.sent.push({ text: query.text, values: query.values });
      return (await this.pool.query({ text: query.text, values: query.values })).rows;
    };
    const reader = { rows, one: async (query: Sql) => (await rows(query))[0] } as unknown as Database & Reports;
    this.lists = new StudioListQueries(reader, new Clock());
    this.pages = new StudioPageQueries(reader, new FieldCipher(config), new Clock());
    this.overview = new OverviewQueries(reader, new Clock());
  }

  async of(work: () => Promise<unknown>): Promise<Statement[]> {
    this.sent = [];
    await work();
    return this.sent;
  }

  async actor(login: string): Promise<Actor> {
    const { rows } = await this.pool.query<{ id: string; name: string } & Record<string, string>>(
      `SELECT a.id, a.display_name AS name, r.role, r.studio_id AS studio, r.recommender_id AS recommender
       FROM accounts a JOIN account_roles r ON r.account_id = a.id WHERE a.login = $1`,
      [login],
    );
    const [first] = rows;
    if (first === undefined) throw new Error(`nobody is called ${login}`);
    const grants = rows.map(
      ({ role, studio, recommender }) =>
        ({
          role,
          ...(studio ? { studioId: studio } : {}),
          ...(recommender ? { recommenderId: recommender } : {}),
        }) as Grant,
    );
    return { accountId: first.id, name: first.name, grants };
  }

  async ids(text: string): Promise<string[]> {
    return (await this.pool.query<{ id: string }>(text)).rows.map(({ id }) => id);
  }

  end(): Promise<void> {
    return this.pool.end();
  }
}
