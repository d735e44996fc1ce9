import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Config, withFieldKeys } from '../platform/config/index.ts';
import { fill, postgresOf } from './database.ts';
import { evaluationRows } from './evaluation.ts';
import { npmStart, startPortal } from './portal.ts';
import { readingRows } from './reading.ts';
import { median } from './load.ts';
import { atMost, type Row, tableOf } from './row.ts';
import { fullSize } from './size.ts';
import { upgradingRows } from './upgrading.ts';
import { webRows } from './web.ts';
import { importRow, insertRow } from './writing.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const PORT = Number(process.env['BENCH_PORT'] ?? 3190);

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    /** Only rows whose id begins so. */
    only: { type: 'string', default: '' },
    /** A folder that is filled once and kept, for looking again without filling anew. */
    data: { type: 'string' },
    studios: { type: 'string', default: String(fullSize.studios) },
    activities: { type: 'string', default: String(fullSize.activities) },
  },
});
const say = (line: string) => process.stderr.write(`${line}\n`);
const wanted = (...ids: readonly string[]) =>
  ids.some((id) => id.startsWith(options.only) || options.only.startsWith(id));

/** `npm run bench`: the built server on an embedded database of its own, every row beside its limit in the same run. */
async function main(): Promise<Row[]> {
  const dataDir = options.data ?? mkdtempSync(path.join(tmpdir(), 'jianglian-bench-'));
  const config = withFieldKeys(Config.from({ DATA_DIR: dataDir, LOG_LEVEL: 'warn' }));
  try {
    if (!existsSync(path.join(dataDir, 'filled'))) await filled(dataDir, config);
    const rows: Row[] = [];
    if (wanted('start')) rows.push(await warmStartRow(dataDir));
    if (wanted('list', 'studio', 'dashboard', 'activity', 'import', 'web', 'evaluation', 'upgrade'))
      rows.push(...(await running(dataDir, config)));
    return rows.filter(({ id }) => id.startsWith(options.only));
  } finally {
    if (options.data === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
}

async function filled(dataDir: string, config: Config): Promise<void> {
  const postgres = await postgresOf(dataDir);
  try {
    say(`filling ${options.studios} studios and ${options.activities} activities …`);
    const began = performance.now();
    await fill(postgres.url, config, { studios: Number(options.studios), activities: Number(options.activities) });
    say(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    writeFileSync(path.join(dataDir, 'filled'), '');
  } finally {
    await postgres.stop();
  }
}

async function running(dataDir: string, config: Config): Promise<Row[]> {
  const portal = await startPortal(dataDir, PORT);
  // Joins the cluster the server runs.
  const postgres = await postgresOf(dataDir);
  try {
    const rows: Row[] = [];
    if (wanted('list', 'studio', 'dashboard')) {
      say('reading …');
      rows.push(...(await readingRows(portal, { url: postgres.url, config, folder: dataDir }, PORT + 1)));
    }
    if (wanted('web')) {
      say('the first view …');
      rows.push(...(await webRows(portal, root)));
    }
    if (wanted('activity')) {
      say('inserting …');
      rows.push(await insertRow(portal, postgres.url));
    }
    if (wanted('evaluation')) {
      say('evaluating …');
      rows.push(...(await evaluationRows(portal, postgres.url)));
    }
    if (wanted('upgrade')) {
      say('judging who may apply …');
      rows.push(...(await upgradingRows(portal, postgres.url, config)));
    }
    if (wanted('import')) {
      say('importing …');
      rows.push(await importRow(portal));
    }
    return rows;
  } finally {
    await postgres.stop();
    await portal.stop();
  }
}

/** The second start of what is built and filled, three times. */
async function warmStartRow(dataDir: string): Promise<Row> {
  say('starting …');
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    const portal = await npmStart(root, dataDir, PORT);
    times.push(portal.startedInMs);
    await portal.stop();
  }
  return atMost('start.warm.ms', median(times), 'ms', 5000, '`npm start` until /readyz answers, median of 3');
}

try {
  const rows = await main();
  const plain = rows.map(({ id, value, unit, target, ok }) => ({ id, value, unit, target, ok }));
  process.stdout.write(options.json ? `${JSON.stringify(plain)}\n` : `\n${tableOf(rows)}\n`);
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 2;
}
