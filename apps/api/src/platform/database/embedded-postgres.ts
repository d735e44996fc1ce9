import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { binaries, type Binaries } from './embedded/binaries.ts';
import { passwordOf } from './embedded/password.ts';
import { freePort, livePostmaster } from './embedded/postmaster.ts';
import { launch, runAs, type RunAs } from './embedded/run-as.ts';

export interface EmbeddedPostgresOptions {
  /** Holds `cluster/` (the data), `password` and `postgres.log`. */
  readonly dataDir: string;
  /** Created when missing. */
  readonly database: string;
  /** No fsync: for tests and benchmarks whose data may be lost with the machine. */
  readonly fast?: boolean;
  /** Further server settings, `name: value`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** As root, change to an unprivileged account even where a user namespace is possible. */
  readonly account?: 'other-user';
}

export interface EmbeddedPostgres {
  readonly url: string;
  readonly port: number;
  /** True when another server of ours already runs this cluster: that one owns it and `stop` leaves it alone. */
  readonly attached: boolean;
  stop(): Promise<void>;
}

interface Place {
  readonly dataDir: string;
  readonly cluster: string;
  readonly log: string;
  readonly password: string;
  readonly programs: Binaries;
  readonly as: RunAs;
}

const USER = 'jianglian';
const PATIENCE_MS = 60_000;

/**
 * Starts PostgreSQL from the binaries npm installed, or joins the one that already runs on `dataDir`. It ends with us:
 * by `stop()`, and when this process dies in any other way, kill -9 included.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const place = await prepare(path.resolve(options.dataDir), options.account);
  if (!existsSync(place.cluster)) await initialise(place, options.fast ?? false);
  const { port, child } = await startOrAttach(place, options);
  await createDatabase(urlOf(place, port, 'postgres'), options.database);
  return {
    url: urlOf(place, port, options.database),
    port,
    attached: child === undefined,
    stop: async () => {
      if (child) await stop(child);
    },
  };
}

async function prepare(dataDir: string, account?: 'other-user'): Promise<Place> {
  const cluster = path.join(dataDir, 'cluster');
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  return {
    dataDir,
    cluster,
    log: path.join(dataDir, 'postgres.log'),
    password: passwordOf(dataDir),
    programs: await binaries(),
    as: runAs(cluster, account),
  };
}

/** Makes the cluster aside and renames it: an interrupted initdb never looks like a database. */
async function initialise({ dataDir, cluster, password, programs, as }: Place, fast: boolean): Promise<void> {
  const draft = mkdtempSync(path.join(dataDir, 'init-'));
  const passwordFile = `${draft}.password`;
  writeFileSync(passwordFile, password, { mode: 0o600 });
  try {
    as.own(draft);
    as.own(passwordFile);
    // The builtin provider with C.UTF-8 sorts fast and alike everywhere; plain C would give no trigrams for Chinese.
    const locale = ['--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--encoding=UTF8'];
    const login = ['-U', USER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
    const child = launch(
      as,
      programs.initdb,
      ['-D', draft, ...login, ...locale, fast ? '--no-sync' : '--data-checksums'],
      ['ignore', 'ignore', 'pipe'],
    );
    let complaint = '';
    child.stderr?.on('data', (text) => (complaint += text));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`PostgreSQL could not make its data in ${dataDir}: ${complaint.trim()}`);
    publish(draft, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

function publish(draft: string, cluster: string): void {
  try {
    renameSync(draft, cluster);
  } catch (error) {
    if (!existsSync(cluster)) throw error; // otherwise another server was quicker and ours is not needed
  }
}

async function startOrAttach(
  place: Place,
  options: EmbeddedPostgresOptions,
): Promise<{ port: number; child?: ChildProcess }> {
  const end = performance.now() + PATIENCE_MS;
  while (performance.now() < end) {
    const running = livePostmaster(place.cluster);
    if (running) {
      if (await answers(urlOf(place, running.port, 'postgres'))) return { port: running.port };
      await pause(100); // it is still starting, or stopping
      continue;
    }
    const port = await freePort();
    const child = startPostmaster(place, port, options);
    while (runs(child) && performance.now() < end) {
      if (await answers(urlOf(place, port, 'postgres'))) return { port, child };
      await pause(20);
    }
    await stop(child);
    await pause(300); // the shared memory of a killed postmaster is free only once its children have gone
  }
  throw new Error(`PostgreSQL did not start within ${PATIENCE_MS / 1000} s:\n${lastLines(place.log)}`);
}

function startPostmaster(place: Place, port: number, options: EmbeddedPostgresOptions): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    ...(options.fast ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
    ...options.settings,
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(place.log, 'a', 0o600);
  try {
    return launch(
      place.as,
      place.programs.postgres,
      ['-D', place.cluster, '-p', String(port), ...flags],
      ['ignore', log, log],
    );
  } finally {
    closeSync(log);
  }
}

const runs = (child: ChildProcess) => child.exitCode === null && child.signalCode === null;

/** SIGINT is PostgreSQL's fast shutdown: it rolls back what runs, writes a checkpoint and goes. */
async function stop(child: ChildProcess): Promise<void> {
  if (!runs(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGINT');
  await gone;
}

async function createDatabase(url: string, database: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [database]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(database)}`);
  } catch (error) {
    if ((error as { code?: string }).code !== '42P04' && (error as { code?: string }).code !== '23505') throw error;
    // duplicate_database: another server that starts at the same time made it
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 1_000 });
  client.on('error', () => {}); // a connection cut while starting or stopping is an answer too: no
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01')
      throw new Error('The password beside the data is not that of the cluster.', { cause: error });
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

const urlOf = ({ password }: Place, port: number, database: string) =>
  `postgres://${USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`;

const lastLines = (file: string) =>
  existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-12).join('\n') : '';
