import http from 'node:http';
import { hash } from 'node:crypto';
import type pg from 'pg';
import type { ApplicationView } from '@jianglian/contracts/upgrade';
import type { Config } from '../platform/config/index.ts';
import { FieldCipher } from '../platform/crypto/index.ts';
import { percentile, send } from './load.ts';
import { type Person, type Program, signIn } from './portal.ts';
import { atMost, type Row } from './row.ts';

const APPLICATIONS = 500;
/** All are pressed at the same instant, so many seconds before the deadline: some are served before it, some after. */
const SECONDS_LEFT = 4;

/** Five hundred applications handed in around the deadline (五(二)): each has a receipt or a clear refusal, none both. */
export async function lastMinuteRow(portal: Program, client: pg.Client, config: Config): Promise<Row> {
  const { roundId, login } = await drafts(client, new FieldCipher(config));
  const unit = await signIn(portal.port, login);
  const { rows } = await client.query<{ id: string }>(`SELECT id FROM applications WHERE round_id = $1`, [roundId]);
  const body = await seen(portal, unit, rows[0]!.id);
  await client.query(
    `UPDATE upgrade_rounds SET applications_close_at = now() + $2 * interval '1 second' WHERE id = $1`,
    [roundId, SECONDS_LEFT],
  );
  const agent = new http.Agent({ keepAlive: true, maxSockets: APPLICATIONS });
  const times: number[] = [];
  const answers = await Promise.all(
    rows.map(async ({ id }) => {
      const sent = performance.now();
      const path = `/api/applications/${id}/submission`;
      const answer = await send(portal.port, { method: 'POST', path, ...unit, body }, agent).catch(() => undefined);
      times.push(performance.now() - sent);
      return { id, answer };
    }),
  );
  agent.destroy();
  const receipts = answers.filter(({ answer }) => answer?.status === 201 && answer.text.includes('"receipt":{'));
  const refused = answers.filter(({ answer }) => answer?.text.includes('application.applications-closed'));
  await asKept(client, roundId, receipts.length);
  const slowest =
    percentile(
      times.toSorted((a, b) => a - b),
      0.99,
    ) / 1000;
  const about = `${receipts.length} receipts and ${refused.length} refusals of ${APPLICATIONS} pressed at once ${SECONDS_LEFT} s before the end, 99 % within ${slowest.toFixed(1)} s`;
  return atMost('upgrade.last-minute.unanswered', APPLICATIONS - receipts.length - refused.length, '', 0, about);
}

/** What was answered is what is kept: as many receipts as applications handed in, each before the deadline. */
async function asKept(client: pg.Client, roundId: string, receipts: number): Promise<void> {
  const { rows } = await client.query<{ submitted: number; kept: number; late: number }>(
    `SELECT count(*) FILTER (WHERE a.state = 'submitted')::int AS submitted, count(r.serial)::int AS kept,
            count(*) FILTER (WHERE r.at >= u.applications_close_at)::int AS late
     FROM applications a JOIN upgrade_rounds u ON u.id = a.round_id
     LEFT JOIN receipts r ON r.subject_type = 'application' AND r.subject_id = a.id::text WHERE a.round_id = $1`,
    [roundId],
  );
  const { submitted, kept, late } = rows[0]!;
  if (submitted !== receipts || kept !== receipts || late > 0) {
    throw new Error(`${receipts} receipts answered, ${submitted} handed in, ${kept} kept, ${late} after the end`);
  }
}

async function seen(portal: Program, unit: Person, id: string): Promise<string> {
  const { status, text } = await send(portal.port, { path: `/api/applications/${id}`, ...unit });
  if (status !== 200) throw new Error(`the application answered ${status} ${text}`);
  const { revision, contentRevision, faults } = JSON.parse(text) as ApplicationView;
  if (faults.length > 0) throw new Error(`not complete: ${JSON.stringify(faults)}`);
  return JSON.stringify({ revision, contentRevision });
}

const sections = {
  target: { target: 'municipal', 'studio-name': '拟建技能大师工作室', occupation: '钳工', cluster: 'B1' },
  unit: {
    'legal-representative': '王某',
    address: '重庆市渝中区某路 1 号',
    'contact-name': '李某',
    'contact-phone': '023-60000000',
    staff: 200,
    'skilled-staff': 100,
    'high-skilled-staff': 30,
    'training-fund-percent': 65,
    introduction: '单位概况。',
  },
  master: {
    'master-name': '匠某',
    gender: 'male',
    'birth-date': '1980-01-01',
    'skill-level': 'technician',
    honours: [{ name: '市级技术能手', level: 'municipal', year: 2020 }],
    'insured-with-unit': true,
    'presence-months': 10,
    education: '大专',
    'work-years': 20,
    resume: '1999 年参加工作。',
  },
  team: { members: ['甲', '乙', '丙'].map((name) => ({ name, skillLevel: null, duty: '' })) },
  deeds: { deeds: '事'.repeat(1800) },
  report: { necessity: '必要', goals: '目标', policies: '政策', funds: '资金', premises: '场所' },
  statement: { 'true-copies': true, handler: '经办人', 'signed-on': '2026-01-01' },
};
const fileKinds = [
  'verification-form',
  'id-card',
  'skill-certificate',
  'education-certificate',
  'work-photo',
  'evidence',
];

/** A called round with complete applications of as many units, all in the hands of one account that applies for each of them. */
async function drafts(client: pg.Client, cipher: FieldCipher): Promise<{ roundId: string; login: string }> {
  const idNumber = '500103198001010016';
  const { rows } = await client.query<{ roundId: string; login: string }>(
    `WITH pen AS (
       SELECT a.id, a.login FROM accounts a JOIN account_roles r ON r.account_id = a.id
       WHERE r.role = 'applicant' ORDER BY a.login LIMIT 1),
     home AS (SELECT id, district_code FROM recommenders WHERE district_code IS NOT NULL AND valid_to IS NULL ORDER BY code LIMIT 1),
     units AS (SELECT id, name FROM host_units ORDER BY id LIMIT $1),
     hands AS (
       INSERT INTO account_roles (account_id, role, host_unit_id) SELECT pen.id, 'applicant', units.id FROM pen, units
       ON CONFLICT DO NOTHING),
     called AS (
       INSERT INTO upgrade_rounds (title, year, rule_set, rule_set_version, state, opens_at, applications_close_at,
         recommending_opens_at, recommending_closes_at, called_at, created_at)
       VALUES ('bench', 2026, 'cq-2024-7', 1, 'called', now() - interval '9 days', now() + interval '1 day',
         now() + interval '2 days', now() + interval '9 days', now() - interval '9 days', now()) RETURNING id),
     file AS (
       INSERT INTO files (sha256, size, media_type, name, pages, storage_key, purpose, account_id, created_at)
       SELECT $2, 1000, 'application/pdf', 'bench.pdf', 3, 'bench', 'application', pen.id, now() FROM pen RETURNING id),
     begun AS (
       INSERT INTO applications (round_id, kind, target, host_unit_id, recommender_id, studio_name, master_name,
         host_unit_name, created_at, created_by, evidence_file_id, id_number_cipher, id_number_index)
       SELECT called.id, 'founding', 'municipal', u.id, home.id, '拟建技能大师工作室', '匠某', u.name, now(), pen.id, file.id, $3, $4
       FROM called, pen, home, file, units u RETURNING id),
     written AS (
       INSERT INTO application_sections (application_id, section, content, saved_at)
       SELECT begun.id, said.key,
              CASE said.key WHEN 'target' THEN said.value || jsonb_build_object('district', home.district_code, 'recommender', home.id)
                ELSE said.value END, now()
       FROM begun, home, jsonb_each($5) said),
     listed AS (
       INSERT INTO application_files (application_id, kind, position, file_id)
       SELECT begun.id, kind, 1, file.id FROM begun, file, unnest($6::text[]) kind)
     SELECT called.id AS "roundId", pen.login FROM called, pen`,
    [
      APPLICATIONS,
      hash('sha256', 'bench'),
      cipher.seal(idNumber, 'masters.id-number'),
      cipher.index(idNumber, 'masters.id-number'),
      JSON.stringify({ ...sections, ...Object.fromEntries(fileKinds.map((kind) => [kind, {}])) }),
      fileKinds,
    ],
  );
  return rows[0]!;
}
