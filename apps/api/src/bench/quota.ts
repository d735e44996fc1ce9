import type pg from 'pg';
import http from 'node:http';
import { send } from './load.ts';
import { type Person, type Program, signIn } from './portal.ts';
import { atMost, type Row } from './row.ts';

const CLIENTS = 64;
const PLACES = 2;
const TURNS = 40;

/** One recommending unit's two places, asked for by sixty-four at the same instant, forty times over (三(一)). */
export async function quotaRow(portal: Program, client: pg.Client): Promise<Row> {
  const { roundId, recommenderId, login } = await raceGround(client);
  const officer = await signIn(portal.port, login);
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM applications WHERE round_id = $1`, [roundId]);
  const path = `/api/rounds/${roundId}/recommendations/${recommenderId}/ranks`;
  let over = 0;
  let under = 0;
  let refused = 0;
  for (let turn = 0; turn < TURNS; turn += 1) {
    await client.query(`DELETE FROM recommendation_ranks WHERE round_id = $1`, [roundId]);
    const answers = await atOnce(portal, officer, path, rows);
    const won = answers.filter(({ status }) => status >= 200 && status < 300).length;
    refused += answers.filter(({ status, text }) => status === 409 && text.includes('recommendation.no-place')).length;
    const { rows: held } = await client.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM recommendation_ranks WHERE round_id = $1`,
      [roundId],
    );
    const most = Math.max(won, held[0]!.count);
    over += Math.max(0, most - PLACES);
    under += Math.max(0, PLACES - most);
  }
  const clear = refused === TURNS * (CLIENTS - PLACES) && under === 0;
  if (!clear) throw new Error(`${refused} clear refusals, ${under} places nobody got`);
  const about = `${CLIENTS} clients for ${PLACES} places, ${TURNS} times: each time ${PLACES} got one, ${refused} refused by name`;
  return atMost('upgrade.quota-race.over', over, '', 0, about);
}

async function atOnce(
  portal: Program,
  officer: Person,
  path: string,
  applications: readonly { readonly id: string }[],
) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: CLIENTS });
  const answers = await Promise.all(
    applications.map(({ id }) =>
      send(portal.port, { method: 'POST', path, ...officer, body: JSON.stringify({ applicationId: id }) }, agent),
    ),
  );
  agent.destroy();
  return answers;
}

/** A called round, one recommending unit with two places, and as many units that ask for one. */
async function raceGround(client: pg.Client) {
  const { rows } = await client.query<{ roundId: string; recommenderId: string; login: string }>(
    `WITH officer AS (
       SELECT a.login, r.recommender_id FROM accounts a JOIN account_roles r ON r.account_id = a.id
       WHERE r.role = 'recommender' ORDER BY a.login LIMIT 1),
     called AS (
       INSERT INTO upgrade_rounds (title, year, rule_set, rule_set_version, state, opens_at, applications_close_at,
         recommending_opens_at, recommending_closes_at, called_at, created_at)
       VALUES ('bench', 2026, 'cq-2024-7', 1, 'called', now() - interval '9 days', now() - interval '2 days',
         now() - interval '1 day', now() + interval '9 days', now() - interval '9 days', now()) RETURNING id),
     totals AS (
       INSERT INTO upgrade_round_places (round_id, tier, places, per_recommender)
       SELECT called.id, tier, 15, $1 FROM called, unnest(ARRAY['municipal', 'chief', 'national']) tier),
     places AS (
       INSERT INTO upgrade_recommender_places (round_id, recommender_id, tier, place)
       SELECT called.id, officer.recommender_id, 'municipal', place FROM called, officer, generate_series(1, $1) place),
     asking AS (
       INSERT INTO applications (round_id, kind, target, host_unit_id, recommender_id, studio_name, master_name,
         host_unit_name, state, submitted_at, created_at)
       SELECT called.id, 'founding', 'municipal', h.id, officer.recommender_id, 'bench ' || h.id, 'bench', h.name,
              'submitted', now() - interval '3 days', now() - interval '4 days'
       FROM called, officer, (SELECT id, name FROM host_units ORDER BY id LIMIT $2) h)
     SELECT called.id AS "roundId", officer.recommender_id AS "recommenderId", officer.login FROM called, officer`,
    [PLACES, CLIENTS],
  );
  return rows[0]!;
}
