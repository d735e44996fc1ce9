import { existsSync, readFileSync } from 'node:fs';
import pg from 'pg';
import type { Config } from '../platform/config/index.ts';
import { load, median, percentile, send } from './load.ts';
import { type Person, type Program, signIn } from './portal.ts';
import { lastMinuteRow } from './last-minute.ts';
import { quotaRow } from './quota.ts';
import { atMost, type Row } from './row.ts';

/** The promise is made for so many studios; those at the highest tier have nothing to be judged. */
const STUDIOS = 20_000;
const RUNS = 3;

/** One studio's verdict over HTTP, and the verdicts of all: counted, each from live facts. */
export async function upgradingRows(portal: Program, url: string, config: Config): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await declared(client);
    const office = await signIn(portal.port, 'office');
    const { rows } = await client.query<{ id: string }>(
      `SELECT id FROM studios WHERE standing = 'active' AND tier <> 'national' ORDER BY md5(id::text) LIMIT 500`,
    );
    return [
      await verdictRow(
        portal,
        office,
        rows.map(({ id }) => id),
      ),
      await allRow(portal, office),
      await quotaRow(portal, client),
      await lastMinuteRow(portal, client, config),
    ];
  } finally {
    await client.end();
  }
}

/** Each studio has said what no register knows: a case with all its facts costs more than one with few. */
async function declared(client: pg.Client): Promise<void> {
  await client.query(`
    INSERT INTO declared_facts (studio_id, fact, value, holds_on, source, position, declared_by, declared_at)
    SELECT s.id, said.fact, said.value::jsonb, '2026-01-31', 'bench', 1, a.id, now()
    FROM studios s CROSS JOIN (VALUES ('presenceMonths', '9'), ('insuredWithUnit', 'true'), ('skilledPercent', '41.5'),
                                      ('trainingFundPercent', '63')) AS said (fact, value)
    CROSS JOIN (SELECT id FROM accounts WHERE login = 'office') a
    ON CONFLICT DO NOTHING`);
  await client.query('ANALYZE declared_facts');
}

async function verdictRow(portal: Program, office: Person, ids: readonly string[]): Promise<Row> {
  const ask = (turn: number) => ({ path: `/api/studios/${ids[turn % ids.length]}/upgrade-verdict`, ...office });
  await load(portal.port, ask, { connections: 1, seconds: 2 });
  const { times, errors, count } = await load(portal.port, ask, { connections: 1, seconds: 6 });
  if (errors > 0) throw new Error(`${errors} errors while reading verdicts`);
  const about = `${count} answers one after the other, median ${percentile(times, 0.5).toFixed(1)} ms`;
  return atMost('upgrade.verdict.p95', percentile(times, 0.95), 'ms', 15, about);
}

async function allRow(portal: Program, office: Person): Promise<Row> {
  const seconds: number[] = [];
  let total = 0;
  const before = memoryOf(portal.pid);
  for (let run = 0; run < RUNS; run += 1) {
    const began = performance.now();
    const { status, text } = await send(portal.port, { path: '/api/upgrade-verdicts/summary', ...office });
    if (status !== 200) throw new Error(`the summary answered ${status}`);
    ({ total } = JSON.parse(text) as { total: number });
    seconds.push((performance.now() - began) / 1000);
  }
  const whole = Math.max(1, STUDIOS / total);
  const grown = before === undefined ? '' : `, memory ${before} MB before and ${memoryOf(portal.pid)} MB after`;
  const about = `${total} judged in ${median(seconds).toFixed(2)} s, median of ${RUNS}, told for ${STUDIOS}${grown}`;
  return atMost('upgrade.verdicts-all.seconds', median(seconds) * whole, 's', 5, about);
}

/** What the server holds in memory now; unknown where there is no /proc. */
function memoryOf(pid: number | undefined): number | undefined {
  const file = `/proc/${pid}/status`;
  if (pid === undefined || !existsSync(file)) return undefined;
  const held = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1];
  return held === undefined ? undefined : Math.round(Number(held) / 1024);
}
