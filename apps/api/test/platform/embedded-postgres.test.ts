import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';

let dataDir: string;
let started: EmbeddedPostgres[];

beforeEach(() => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'jianglian-postgres-'));
  chmodSync(dataDir, 0o711);
  started = [];
});

afterEach(async () => {
  for (const postgres of started) await postgres.stop();
  rmSync(dataDir, { recursive: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const postgres = await startEmbeddedPostgres({ dataDir, database: 'portal' });
  started.push(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

/** Every process that names our folder; on Linux only, where the promise about orphans is the kernel's. */
function processesOf(folder: string): number[] {
  const pids = readdirSync('/proc').map(Number).filter(Boolean);
  return pids.filter((pid) => {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
      return command.includes('postgres') && command.includes(path.join(folder, 'cluster'));
    } catch {
      return false;
    }
  });
}

async function until(holds: () => boolean, what: string): Promise<void> {
  const end = performance.now() + 60_000; // a busy machine is slow, not wrong
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never came: ${what}`);
    await pause(25);
  }
}

/** Runs a server of its own until it has committed 50 rows, ends it with the signal, tells the last row it saw committed. */
async function endWhileWriting(signal: NodeJS.Signals, account = ''): Promise<number> {
  const script = path.join(import.meta.dirname, '../support/embedded-postgres-owner.ts');
  const owner = spawn(process.execPath, [script, dataDir, account], { stdio: ['ignore', 'pipe', 'inherit'] });
  const gone = once(owner, 'close');
  let said = '';
  owner.stdout.on('data', (text) => (said += text));
  await until(() => said.split('\n').length > 50, '50 committed rows');
  expect(processesOf(dataDir)).not.toEqual([]);
  owner.kill(signal);
  await gone;
  return Number(said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1));
}

describe('embedded PostgreSQL', () => {
  test('keeps its rows over a stop and a start', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 7 as n');
    await first.stop();
    const second = await start();
    expect(second.attached).toBe(false);
    expect(await query(second.url, 'select n from kept')).toEqual([{ n: 7 }]);
  });

  test('lets nobody in without the password, which only its owner can read', async () => {
    const { url, port } = await start();
    expect(statSync(path.join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    await expect(query(`postgres://jianglian:guess@127.0.0.1:${port}/portal`, 'select 1')).rejects.toThrow(
      'password authentication failed',
    );
    expect(
      await query(url, "select count(*)::int as n from pg_hba_file_rules where auth_method <> 'scram-sha-256'"),
    ).toEqual([{ n: 0 }]);
  });

  test('finds Chinese words by trigrams and sorts them by pinyin', async () => {
    const { url } = await start();
    await query(url, 'create extension pg_trgm');
    expect(await query(url, "select array_length(show_trgm('技能大师'), 1) > 0 as some")).toEqual([{ some: true }]);
    const sorted = await query(
      url,
      `select n from unnest(array['江津', '重庆', '北碚']) n order by n collate "zh-Hans-CN-x-icu"`,
    );
    expect(sorted.map(({ n }) => n)).toEqual(['北碚', '重庆', '江津']);
  });

  test('is joined by a second server on the same folder, whose stop leaves it running', async () => {
    const [owner, guest] = [await start(), await start()];
    expect([owner.attached, guest.attached]).toEqual([false, true]);
    expect(guest.url).toBe(owner.url);
    await guest.stop();
    expect(await query(owner.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });

  test('is made once when two servers start on an empty folder at the same time', async () => {
    const both = await Promise.all([start(), start()]);
    expect(both.filter(({ attached }) => attached)).toHaveLength(1);
    expect(both[0].url).toBe(both[1].url);
    expect(readdirSync(dataDir).toSorted()).toEqual(['cluster', 'password', 'postgres.log']);
  });

  test('starts in spite of a left-over pid file whose number now belongs to another program', async () => {
    const first = await start();
    const pidFile = path.join(dataDir, 'cluster/postmaster.pid');
    const left = readFileSync(pidFile, 'utf8');
    await first.stop();
    writeFileSync(pidFile, left.replace(/^\d+/, String(process.pid)));
    const second = await start();
    expect(second.attached).toBe(false);
    expect(await query(second.url, 'select 1 as n')).toEqual([{ n: 1 }]);
  });
});

const accounts = process.getuid?.() === 0 ? ['as always', 'other-user'] : ['as always'];

describe.runIf(process.platform === 'linux').each(accounts)(
  'when the server that owns the database ends (%s)',
  (account) => {
    // one folder for all endings: each must leave it fit for the next
    test('no process stays and no committed row is lost', { timeout: 240_000 }, async () => {
      for (const signal of ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGKILL'] as const) {
        const last = await endWhileWriting(signal, account);
        await until(() => processesOf(dataDir).length === 0, `the end of every PostgreSQL process after ${signal}`);
        const postgres = await start();
        const [found] = await query(postgres.url, 'select max(n) as last, count(*)::int as rows from written');
        await postgres.stop();
        expect(found?.['last'], signal).toBeGreaterThanOrEqual(last);
        expect(found?.['rows'], signal).toBe(Number(found?.['last']) + 1);
      }
    });
  },
);
