import { generateKeyPairSync, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { portalApi } from '@jianglian/contracts';
import type { Grant, Role } from '@jianglian/domain/identity';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { AppModule } from '../../src/app.module.ts';
import { Config } from '../../src/platform/config/index.ts';
import { Database } from '../../src/platform/database/index.ts';
import { portalApp } from '../../src/platform/http/portal-app.ts';
import { Jobs } from '../../src/platform/jobs/index.ts';
import { createTestDatabase } from './database.ts';
import { given, type Given } from './given.ts';
import { TestClock } from './test-clock.ts';
import { Visitor } from './visitor.ts';

export interface Portal {
  readonly app: NestFastifyApplication;
  readonly config: Config;
  /** SQL on the portal's database: `portal.db.rows(sql`…`)`. */
  readonly db: Database;
  readonly dataSource: DataSource;
  /** Stands at 2026-03-02 09:00 in Chongqing until the story sets it. */
  readonly clock: TestClock;
  /** The smallest things a story needs, made straight in the database. */
  readonly given: Given;
  /** Somebody not signed in. */
  visitor(): Visitor;
  /** A signed-in person of that role, the same one each time it is asked for. Scoped roles take their scope on the first call. */
  as(role: Role, scope?: Omit<Grant, 'role'>): Promise<Visitor>;
  /** A person with this account, signed in. */
  signedIn(account: { login: string; password: string }): Promise<Visitor>;
  /** `GET /api/studios/:id` of everything that answers. */
  readonly routes: readonly string[];
  /** Runs the jobs that are due, as a server would. */
  runJobs(): Promise<number>;
  close(): Promise<void>;
}

export interface PortalSettings {
  /** Variables of the environment that differ from the tests' own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another server on the database and files of this one. */
  readonly besides?: Portal;
  /** Takes the log instead of the standard output. */
  readonly logTo?: { write(line: string): void };
  /** With the application made and not yet started: for jobs of the story's own. */
  readonly beforeInit?: (portal: { readonly app: NestFastifyApplication }) => void;
}

/** A signing key as a line of the environment. */
export const receiptKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

/** The real application on a fresh copy of the migrated database, spoken to over HTTP in memory. */
export async function openPortal(settings: PortalSettings = {}): Promise<Portal> {
  const { besides } = settings;
  const copy = besides ? undefined : await createTestDatabase();
  const dataDir = besides?.config.dataDir ?? mkdtempSync(path.join(tmpdir(), 'jianglian-portal-'));
  const config = Config.from({
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    DATABASE_URL: besides?.config.databaseUrl ?? copy?.url,
    DATABASE_POOL: '5',
    DATA_DIR: dataDir,
    FIELD_KEY: besides?.config.env.FIELD_KEY ?? randomBytes(32).toString('base64'),
    FIELD_INDEX_KEY: besides?.config.env.FIELD_INDEX_KEY ?? randomBytes(32).toString('base64'),
    RECEIPT_KEY: besides?.config.env.RECEIPT_KEY ?? receiptKey(),
    JOBS: 'false',
    LOGIN_RATE: '10000',
    ...settings.env,
  });
  const clock = besides?.clock ?? new TestClock();
  const routes: string[] = [];
  const app = await portalApp({
    module: AppModule.with(config, clock),
    config,
    api: portalApi,
    onRoute: (route) => routes.push(route),
    ...(settings.logTo ? { logTo: settings.logTo } : {}),
  });
  settings.beforeInit?.({ app });
  await app.init();
  await app.getHttpAdapter().getInstance().ready();

  const db = app.get(Database);
  const make = given(app, clock);
  const people = new Map<string, Promise<Visitor>>();
  const portal: Portal = {
    app,
    config,
    db,
    dataSource: app.get(DataSource),
    clock,
    given: make,
    routes,
    visitor: () => new Visitor(app),
    signedIn: async ({ login, password }) => {
      const visitor = new Visitor(app);
      await visitor.signIn(login, password);
      return visitor;
    },
    as: (role, scope = {}) => {
      const key = [role, scope.studioId, scope.hostUnitId, scope.recommenderId].join();
      const known = people.get(key);
      if (known) return known;
      const bound = async () => ({
        ...(role === 'applicant' ? { hostUnitId: scope.hostUnitId ?? (await make.hostUnit()) } : {}),
        ...(role === 'studio' ? { studioId: scope.studioId ?? randomUUID() } : {}),
        ...(role === 'recommender' ? { recommenderId: scope.recommenderId ?? randomUUID() } : {}),
      });
      const person = bound()
        .then((to) => make.account(role, to))
        .then((account) => portal.signedIn(account));
      people.set(key, person);
      return person;
    },
    runJobs: () => app.get(Jobs).drain(),
    close: async () => {
      await app.close();
      await copy?.drop();
      if (!besides) rmSync(dataDir, { recursive: true, force: true });
    },
  };
  return portal;
}
