import {
  type AssignmentProposalView,
  evaluationApi,
  type MarkSaved,
  type ScoresheetView,
} from '@jianglian/contracts/evaluation';
import { type Client, client } from '@jianglian/contracts/shared';
import http from 'node:http';
import pg from 'pg';
import { benchEvaluator, evaluationSize, type FilledCycles, fillCycles } from './evaluation-fill.ts';
import { load, percentile, send } from './load.ts';
import { type Person, type Program, signIn } from './portal.ts';
import { atMost, type Row } from './row.ts';

const SECONDS = 60;
/** Indicators a bench evaluator marks on each sheet before the next one's turn. */
const MARKS_A_SHEET = 18;

type Api = Client<typeof evaluationApi>;

/** Assignment, the moderation page and a minute of autosaving, on cycles of the size. */
export async function evaluationRows(portal: Program, url: string): Promise<Row[]> {
  const database = new pg.Client(url);
  await database.connect();
  try {
    const cycles = await fillCycles(database, evaluationSize);
    const office = await signIn(portal.port, 'office');
    return [
      await assignRow(portal, office, cycles),
      await moderationRow(portal, office, cycles),
      ...(await autosaveRows(portal, database, cycles)),
    ];
  } finally {
    await database.end();
  }
}

const apiOf = (portal: Program, { headers }: Person): Api =>
  client(evaluationApi, async ({ endpoint, path, query, body }) => {
    const answer = await send(portal.port, {
      method: endpoint.method,
      path: `/api${path}${query}`,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (answer.status >= 300) throw new Error(`${endpoint.path}: ${answer.status} ${answer.text.slice(0, 500)}`);
    return JSON.parse(answer.text);
  });

/** From asking for the proposal until every pair of it is assigned. */
async function assignRow(portal: Program, office: Person, { unassigned }: FilledCycles): Promise<Row> {
  const api = apiOf(portal, office);
  const began = performance.now();
  const proposal: AssignmentProposalView = await api.proposeAssignment({ params: { id: unassigned }, body: {} });
  const proposed = performance.now();
  const pairs = proposal.pairs.map(({ evaluationId, accountId }) => ({ evaluationId, accountId }));
  const { assigned } = await api.applyAssignment({ params: { id: unassigned }, body: { pairs } });
  const seconds = (performance.now() - began) / 1000;
  const wanted = evaluationSize.studios * evaluationSize.sheets;
  if (assigned !== wanted) throw new Error(`${assigned} of ${wanted} places were filled`);
  const loads = proposal.load.map(({ after }) => after);
  const about = `${assigned} places; proposal after ${((proposed - began) / 1000).toFixed(1)} s; ${Math.min(...loads)} to ${Math.max(...loads)} sheets each`;
  return atMost('evaluation.assign.seconds', seconds, 's', 10, about);
}

async function moderationRow(portal: Program, office: Person, { scored }: FilledCycles): Promise<Row> {
  const ask = () => ({ path: `/api/cycles/${scored}/moderation`, headers: office.headers });
  await load(portal.port, ask, { connections: 2, seconds: 2 });
  const answers = await load(portal.port, ask, { connections: 2, seconds: 8 });
  if (answers.errors > 0) throw new Error(`${answers.errors} errors on the moderation page`);
  const about = `${answers.count} answers, median ${percentile(answers.times, 0.5).toFixed(0)} ms; ${evaluationSize.studios} studios × ${evaluationSize.sheets} sheets × 18 lines`;
  return atMost('evaluation.moderation.p95', percentile(answers.times, 0.95), 'ms', 200, about);
}

interface Seat {
  readonly sheets: readonly string[];
  readonly person: Person;
}

/** Each evaluator saves one mark a second for a minute, all at once; then every acknowledged mark is read back. */
async function autosaveRows(portal: Program, database: pg.Client, { unassigned }: FilledCycles): Promise<Row[]> {
  const seats = await seatsOf(portal, database, unassigned);
  const agent = new http.Agent({ keepAlive: true, maxSockets: seats.length });
  const times: number[] = [];
  let errors = 0;
  const acknowledged = new Map<string, MarkSaved['mark']>();
  const save = async ({ sheets, person }: Seat, turn: number): Promise<void> => {
    const sheet = sheets[Math.floor(turn / MARKS_A_SHEET) % sheets.length]!;
    const indicator = INDICATORS[turn % MARKS_A_SHEET]!;
    const key = `${sheet} ${indicator}`;
    const sent = performance.now();
    const answer = await send(
      portal.port,
      {
        method: 'PUT',
        path: `/api/scoresheets/${sheet}/marks/${indicator}`,
        headers: person.headers,
        body: JSON.stringify({
          score: 50 * (turn % 8),
          comment: '按材料给分。',
          revision: acknowledged.get(key)?.revision ?? 0,
        }),
      },
      agent,
    );
    if (answer.status !== 200) errors += 1;
    else {
      times.push(performance.now() - sent);
      acknowledged.set(key, (JSON.parse(answer.text) as MarkSaved).mark);
    }
  };
  await Promise.all(
    seats.map(async (seat, index) => {
      await pause((1000 * index) / seats.length);
      const began = performance.now();
      for (let turn = 0; turn < SECONDS; turn += 1) {
        await pause(began + turn * 1000 - performance.now());
        await save(seat, turn);
      }
    }),
  );
  agent.destroy();
  const lost = await lostMarks(portal, seats, acknowledged);
  const sorted = times.toSorted((one, other) => one - other);
  const about = `${sorted.length} marks of ${seats.length} evaluators in ${SECONDS} s, median ${percentile(sorted, 0.5).toFixed(0)} ms, ${errors} refused`;
  return [
    atMost('evaluation.autosave.p95', percentile(sorted, 0.95), 'ms', 150, about),
    atMost('evaluation.autosave.lost', lost + errors, '', 0, `${acknowledged.size} acknowledged marks read back`),
  ];
}

async function seatsOf(portal: Program, database: pg.Client, cycleId: string): Promise<Seat[]> {
  const { rows } = await database.query<{ login: string; sheets: string[] }>(
    `SELECT a.login, array_agg(sh.id ORDER BY sh.id) AS sheets FROM scoresheets sh
     JOIN evaluations e ON e.id = sh.evaluation_id JOIN accounts a ON a.id = sh.account_id
     WHERE e.cycle_id = $1 AND sh.state = 'draft' AND a.login BETWEEN $2 AND $3 GROUP BY a.login ORDER BY a.login`,
    [cycleId, benchEvaluator(0), benchEvaluator(evaluationSize.evaluators - 1)],
  );
  const seats: Seat[] = [];
  for (const { login, sheets } of rows) seats.push({ sheets, person: await signIn(portal.port, login) });
  return seats;
}

/** Acknowledged marks that a fresh reading of their sheet does not show. */
async function lostMarks(
  portal: Program,
  seats: readonly Seat[],
  acknowledged: ReadonlyMap<string, MarkSaved['mark']>,
): Promise<number> {
  let lost = 0;
  for (const { sheets, person } of seats) {
    const api = apiOf(portal, person);
    for (const id of sheets.slice(0, Math.ceil(SECONDS / MARKS_A_SHEET))) {
      const sheet: ScoresheetView = await api.scoresheet({ params: { id } });
      for (const { indicator, mark } of sheet.lines) {
        const known = acknowledged.get(`${id} ${indicator}`);
        if (known && (known.score !== mark.score || known.revision !== mark.revision)) lost += 1;
      }
    }
  }
  return lost;
}

const INDICATORS = 'A1 A2 A3 A4 B1 B2 B3 C1 C2 C3 C4 D1 D2 D3 D4 E1 E2 E3'.split(' ');
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
