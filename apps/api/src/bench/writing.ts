import { randomUUID } from 'node:crypto';
import { generatedAwardList } from '@jianglian/testkit';
import pg from 'pg';
import { writeSheet } from '../platform/documents/index.ts';
import { load, rateOf, send } from './load.ts';
import { type Person, type Program, signIn } from './portal.ts';
import { atLeast, atMost, type Row } from './row.ts';

const STUDIOS = [
  'studio-001',
  'studio-002',
  'studio-003',
  'studio-004',
  'studio-005',
  'studio-007',
  'studio-009',
  'studio-011',
];

/** Activities logged by several studios at once, each with its audit record, in one transaction. */
export async function insertRow(portal: Program, url: string): Promise<Row> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const { rows } = await client.query<{ login: string; id: string }>(
      `SELECT a.login, r.studio_id AS id FROM accounts a JOIN account_roles r ON r.account_id = a.id WHERE a.login = ANY($1)`,
      [STUDIOS],
    );
    const authors = await Promise.all(
      rows.map(async ({ login, id }) => ({ id, ...(await signIn(portal.port, login)) })),
    );
    const ask = (turn: number) => {
      const { id, headers } = authors[turn % authors.length]!;
      return {
        method: 'POST',
        path: '/api/activities',
        headers: { ...headers, 'idempotency-key': randomUUID() },
        body: body(id, turn),
      };
    };
    await load(portal.port, ask, { connections: 16, seconds: 2 });
    const before = await counts(client);
    const outcome = await load(portal.port, ask, { connections: 16, seconds: 8 });
    const after = await counts(client);
    if (outcome.errors > 0) throw new Error(`${outcome.errors} inserts failed`);
    if (after.activities - before.activities !== outcome.count || after.records - before.records !== outcome.count) {
      throw new Error(
        `${outcome.count} answers, but ${after.activities - before.activities} activities and ${after.records - before.records} records`,
      );
    }
    return atLeast(
      'activity.insert.rate',
      rateOf(outcome),
      '/s',
      500,
      `${outcome.count} activities and as many audit records, 0 errors`,
    );
  } finally {
    await client.end();
  }
}

const counts = async (client: pg.Client) => {
  const { rows } = await client.query<{ activities: number; records: number }>(
    `SELECT (SELECT count(*) FROM activities WHERE state = 'draft')::int AS activities,
            (SELECT count(*) FROM audit_records WHERE subject_type = 'activity')::int AS records`,
  );
  return rows[0]!;
};

const body = (studioId: string, turn: number): string =>
  JSON.stringify({
    studioId,
    kind: 'training',
    title: `压力测试研修 ${turn}`,
    summary: '讲原理、常见故障和现场处置，每人动手一次。',
    startedOn: '2026-11-02',
    place: '实训中心',
    people: [{ name: '冉庭舟', duty: '主讲' }],
    metrics: { personTimes: 30, hours: 8, sessions: 1 },
  });

const ROWS = 10_000;

/** An award list of ten thousand rows, three per cent of them bad: upload, check, leave the bad ones out, apply. */
export async function importRow(portal: Program): Promise<Row> {
  const office = await signIn(portal.port, 'office');
  const { rows, badCount } = generatedAwardList({ rows: ROWS, badShare: 0.03 });
  const content = Buffer.from(await writeSheet(rows, { format: 'xlsx', headerRows: 0 }));
  const began = performance.now();
  const uploaded = await upload(portal, office, content);
  const mapped = await step(portal, office, 'PUT', `${uploaded.id}/mapping`, {
    revision: uploaded.revision,
    firstRow: uploaded.firstRow,
    columns: uploaded.columns.map(({ field }) => field),
    defaults: {
      ...uploaded.defaults,
      districtCode: '500103',
      clusterCode: 'B1',
      awardedOn: '2023-12-31',
      recommenderId: await recommender(portal, office),
    },
  });
  await step(portal, office, 'POST', `${uploaded.id}/check`, { revision: mapped.revision });
  const checked = await until(portal, office, uploaded.id, 'checked');
  const checkedAt = performance.now();
  const { import: left } = (await step(portal, office, 'POST', `${uploaded.id}/choices`, {
    revision: checked.revision,
    rows: 'refused',
    choice: 'exclude',
  })) as unknown as { import: Import };
  await step(portal, office, 'POST', `${uploaded.id}/application`, { revision: left.revision, count: left.writeCount });
  const done = await until(portal, office, uploaded.id, 'applied');
  const seconds = (performance.now() - began) / 1000;
  if (done.writeCount === 0 && left.writeCount < ROWS - 2 * badCount) throw new Error('the import wrote too little');
  const about = `${left.writeCount} rows written, ${ROWS - left.writeCount} left out; checked after ${((checkedAt - began) / 1000).toFixed(1)} s`;
  return atMost('import.10k.seconds', seconds, 's', 10, about);
}

interface Import {
  readonly id: string;
  readonly state: string;
  readonly revision: number;
  readonly firstRow: number;
  readonly columns: readonly { readonly field: string }[];
  readonly defaults: object;
  readonly writeCount: number;
}

async function upload(portal: Program, office: Person, content: Buffer): Promise<Import> {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(content)]), 'list.xlsx');
  const { 'content-type': _, ...headers } = office.headers;
  const answer = await fetch(`http://127.0.0.1:${portal.port}/api/award-imports`, {
    method: 'POST',
    headers,
    body: form,
  });
  if (!answer.ok) throw new Error(`upload: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Import;
}

async function step(
  portal: Program,
  { headers }: Person,
  method: string,
  where: string,
  content?: object,
): Promise<Import> {
  const answer = await send(portal.port, {
    method,
    path: `/api/award-imports/${where}`,
    headers,
    ...(content === undefined ? {} : { body: JSON.stringify(content) }),
  });
  if (answer.status >= 300) throw new Error(`${method} ${where}: ${answer.status} ${answer.text.slice(0, 500)}`);
  return JSON.parse(answer.text) as Import;
}

async function until(portal: Program, office: Person, id: string, state: string): Promise<Import> {
  for (;;) {
    const now = await step(portal, office, 'GET', id);
    if (now.state === state) return now;
    if (now.state === 'failed') throw new Error('the import failed');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function recommender(portal: Program, { headers }: Person): Promise<string> {
  const answer = await send(portal.port, { path: '/api/insight/overview', headers });
  const { recommenders } = JSON.parse(answer.text) as { recommenders: { id: string; kind: string }[] };
  return recommenders.find(({ kind }) => kind === 'department')!.id;
}
