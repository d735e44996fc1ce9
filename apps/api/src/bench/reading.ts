import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { runningStandings, type Tier } from '@jianglian/domain/studio';
import { queryOf } from '@jianglian/contracts/shared';
import type { Config } from '../platform/config/index.ts';
import { beside, load, median, percentile, send } from './load.ts';
import { type Person, type Program, signIn, startBare } from './portal.ts';
import { atLeast, atMost, type Row } from './row.ts';
import { Recorder, type Statement } from './statements.ts';

const CONNECTIONS = 8;
const TURNS = 7;
const SLICE = { connections: CONNECTIONS, seconds: 1.2 };
const order = { sort: 'due', order: 'asc' } as const;
const rate = (perSecond: number) => `${Math.round(perSecond)}/s`;

/** First pages as people ask for them: by tier, standing, cluster, grade. */
const filters = [
  { tier: ['chief', 'national'] as Tier[] },
  { cluster: ['A1'] },
  { standing: [...runningStandings], tier: ['municipal'] as Tier[] },
  { grade: ['excellent'] as const },
  { cluster: ['B1', 'B2'], tier: ['district'] as Tier[] },
  { dueTo: '2026-12-31' },
];
const roles = ['office', 'district-liangjiang', 'evaluator-02', 'studio-010', 'care'] as const;

/** The list, the studio's page, far pages and the dashboard, each beside the same statements through the bare driver. */
export async function readingRows(
  portal: Program,
  { url, config, folder }: { url: string; config: Config; folder: string },
  barePort: number,
): Promise<Row[]> {
  const recorder = new Recorder(url, config);
  try {
    const people = new Map<string, Person>();
    for (const login of roles) people.set(login, await signIn(portal.port, login));
    const far = await farCursor(portal, people.get('office')!);
    const statements = await recorded(recorder, far);
    const file = path.join(folder, 'statements.json');
    writeFileSync(
      file,
      JSON.stringify(Object.fromEntries(statements.map(({ name, turns }) => [name, turns.map(({ sent }) => sent)]))),
    );
    const bare = await startBare(url, file, barePort);
    try {
      return await measured(portal, bare, people, statements, far);
    } finally {
      await bare.stop();
    }
  } finally {
    await recorder.end();
  }
}

interface Recorded {
  readonly name: string;
  readonly login: string;
  readonly turns: readonly { readonly path: string; readonly sent: readonly Statement[] }[];
}

/** Page 2,000 of ten rows each: the cursor behind row 19,990, reached in larger steps. */
async function farCursor(portal: Program, office: Person): Promise<string> {
  let after: string | undefined;
  for (let left = 19_990; left > 0;) {
    const limit = Math.min(200, left);
    const answer = await send(portal.port, { path: `/api/studios${queryOf({ ...order, limit, after })}`, ...office });
    const { next } = JSON.parse(answer.text) as { next: string | null };
    if (next === null) throw new Error(`the list ends ${left} rows before page 2,000`);
    after = next;
    left -= limit;
  }
  return after!;
}

async function recorded(recorder: Recorder, far: string): Promise<Recorded[]> {
  const office = await recorder.actor('office');
  const list = async (name: string, login: string, queries: readonly object[]): Promise<Recorded> => {
    const actor = await recorder.actor(login);
    const turns: { path: string; sent: Statement[] }[] = [];
    for (const query of queries) {
      const asked = { limit: 50, ...order, ...query };
      turns.push({
        path: `/api/studios${queryOf(asked)}`,
        sent: await recorder.of(() => recorder.lists.list(actor, asked)),
      });
    }
    return { name, login, turns };
  };
  const ids = await recorder.ids('SELECT id FROM studios ORDER BY id LIMIT 400');
  const pages: { path: string; sent: Statement[] }[] = [];
  for (const id of ids) {
    pages.push({ path: `/api/studios/${id}`, sent: await recorder.of(() => recorder.pages.page(office, id)) });
  }
  const dashboard = await recorder.of(() => recorder.overview.overview({}, office));
  return [
    await list('filtered', 'office', filters),
    { name: 'page', login: 'office', turns: pages },
    await list('near', 'office', [{ limit: 10 }]),
    await list('far', 'office', [{ limit: 10, after: far }]),
    { name: 'dashboard', login: 'office', turns: [{ path: '/api/insight/overview', sent: dashboard }] },
    ...(await Promise.all(roles.map((login) => list(`role-${login}`, login, [{}])))),
  ];
}

async function measured(
  portal: Program,
  bare: Program,
  people: ReadonlyMap<string, Person>,
  statements: readonly Recorded[],
  far: string,
): Promise<Row[]> {
  const ask =
    ({ turns, login }: Recorded) =>
    (turn: number) => ({ path: turns[turn % turns.length]!.path, ...people.get(login)! });
  const askBare =
    ({ name, turns }: Recorded) =>
    (turn: number) => ({ path: `/${name}/${turn % turns.length}` });
  const of = (name: string) => statements.find((one) => one.name === name)!;
  const pair = async (name: string, turns = TURNS) => {
    const one = of(name);
    await load(portal.port, ask(one), { connections: CONNECTIONS, seconds: 1 });
    await load(bare.port, askBare(one), { connections: CONNECTIONS, seconds: 1 });
    const result = await beside(
      () => load(portal.port, ask(one), SLICE),
      () => load(bare.port, askBare(one), SLICE),
      turns,
    );
    if (result.errors > 0) throw new Error(`${result.errors} errors while reading ${name}`);
    return result;
  };
  const rows: Row[] = [];
  const list = await pair('filtered');
  rows.push(atLeast('list.page1.ratio', list.ratio, '', 0.7, `${rate(list.product)} beside ${rate(list.bare)} bare`));
  const page = await pair('page');
  rows.push(atLeast('studio.page.ratio', page.ratio, '', 0.7, `${rate(page.product)} beside ${rate(page.bare)} bare`));
  rows.push(await keysetRow(portal, people.get('office')!, far));
  rows.push(await dashboardRow(portal, bare, people.get('office')!));
  for (const login of roles) {
    const role = await pair(`role-${login}`, 3);
    const value = Number(role.ratio.toPrecision(4));
    const about = `${rate(role.product)} beside ${rate(role.bare)} bare`;
    rows.push({ id: `list.role.${login}.ratio`, value, unit: '', target: null, ok: true, about });
  }
  return rows;
}

async function keysetRow(portal: Program, office: Person, far: string): Promise<Row> {
  const near = () => ({ path: `/api/studios${queryOf({ ...order, limit: 10 })}`, ...office });
  const deep = () => ({ path: `/api/studios${queryOf({ ...order, limit: 10, after: far })}`, ...office });
  const calm = { connections: 1, seconds: 1.2 };
  const ratios: number[] = [];
  const times: [number, number][] = [];
  for (let turn = 0; turn < TURNS; turn += 1) {
    const first = percentile((await load(portal.port, near, calm)).times, 0.5);
    const last = percentile((await load(portal.port, deep, calm)).times, 0.5);
    ratios.push(last / first);
    times.push([first, last]);
  }
  const [first, last] = [median(times.map(([one]) => one)), median(times.map(([, two]) => two))];
  const about = `page 2,000 ${last.toFixed(2)} ms beside page 1 ${first.toFixed(2)} ms`;
  return atMost('list.keyset.ratio', median(ratios), '', 1.5, about);
}

async function dashboardRow(portal: Program, bare: Program, office: Person): Promise<Row> {
  const calm = { connections: 2, seconds: 8 };
  await load(portal.port, () => ({ path: '/api/insight/overview', ...office }), { connections: 2, seconds: 2 });
  const limit = await load(bare.port, () => ({ path: '/dashboard/0' }), { ...calm, seconds: 4 });
  const ours = await load(portal.port, () => ({ path: '/api/insight/overview', ...office }), calm);
  if (ours.errors > 0) throw new Error(`${ours.errors} errors on the dashboard`);
  const about = `${ours.count} answers, median ${percentile(ours.times, 0.5).toFixed(0)} ms; bare p95 ${percentile(limit.times, 0.95).toFixed(0)} ms`;
  return atMost('dashboard.p95', percentile(ours.times, 0.95), 'ms', 150, about);
}
