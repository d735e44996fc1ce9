import { evaluationApi } from '@jianglian/contracts/evaluation';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { anEvaluator, anOpenCycle, type Api, aStudio, evaluationOf, type EvaluatedStudio } from './a-cycle.ts';

let portal: Portal;
let office: Api;
let studio: EvaluatedStudio;
beforeAll(async () => {
  portal = await openPortal();
  office = (await portal.as('office')).to(evaluationApi);
  studio = await aStudio(portal);
  await aStudio(portal);
  await anOpenCycle(portal);
});
afterAll(() => portal.close());

/** As a calendar program does: without a session. */
const fetched = async (path: string) => {
  const answer = await portal.visitor().raw({ method: 'GET', url: path });
  return {
    status: answer.statusCode,
    type: answer.headers['content-type'],
    text: answer.payload.replaceAll('\r\n ', ''),
  };
};
const summaries = (text: string) => [...text.matchAll(/SUMMARY:(.*)\r/g)].map(([, summary]) => summary);

it('gives each person the windows of the own cycles and steps', async () => {
  const { path } = await studio.api.makeCalendar({});
  const feed = await fetched(path);
  expect(feed).toMatchObject({ status: 200, type: 'text/calendar; charset=utf-8' });
  expect(feed.text).toMatch(/^BEGIN:VCALENDAR\r\nVERSION:2.0/);
  expect(summaries(feed.text)).toEqual(['自评 截止：2024—2025 年度考核评估', '公示 截止：2024—2025 年度考核评估']);
  expect(feed.text).toContain('DTEND:20260302T012000Z');
  const all = await fetched((await office.makeCalendar({})).path);
  expect(summaries(all.text)).toHaveLength(6);
  const recommender = await fetched((await studio.officer.to(evaluationApi).makeCalendar({})).path);
  expect(summaries(recommender.text)[0]).toContain('初审意见');
  const english = await fetched(`${path}?lang=en`);
  expect(summaries(english.text)[0]).toContain('Self-evaluation closes');
});

it('shows an evaluator scoring once assigned, and later where one studio was given more time', async () => {
  const evaluator = await anEvaluator(portal);
  const { path } = await evaluator.api.makeCalendar({});
  expect(summaries((await fetched(path)).text)).toEqual([]);
  const id = await evaluationOf(studio);
  await office.assign({ params: { id }, body: { accountId: evaluator.accountId } });
  expect((await fetched(path)).text).toContain('DTEND:20260302T012800Z');
  const cycles = await office.cycles();
  const { rows } = await office.evaluations({ params: { id: cycles[0]!.id } });
  const { revision } = rows.find((row) => row.id === id)!;
  await office.extend({
    params: { id },
    body: { revision, reason: '延期', step: 'scoring', closesAt: '2026-03-02T02:00:00Z' },
  });
  expect((await fetched(path)).text).toContain('DTEND:20260302T020000Z');
});

it('holds nothing personal: no studio, no name, no account', async () => {
  const { path } = await office.makeCalendar({});
  const { text } = await fetched(path);
  const rows = await portal.db.rows<{ text: string }>(
    sql`SELECT name AS text FROM studios UNION SELECT name FROM masters UNION SELECT display_name FROM accounts
        UNION SELECT id::text FROM accounts`,
  );
  for (const { text: personal } of rows) expect(text).not.toContain(personal);
});

it('has a secret address, kept as a hash, that is replaced and revoked', async () => {
  const first = await studio.api.makeCalendar({});
  const second = await studio.api.makeCalendar({});
  expect((await fetched(first.path)).status).toBe(404);
  expect((await fetched(second.path)).status).toBe(200);
  expect((await studio.api.calendar()).fetchedAt).not.toBeNull();
  const token = second.path.slice('/api/calendars/'.length, -'.ics'.length);
  const [kept] = await portal.db.rows<{ row: string }>(
    sql`SELECT string_agg(c::text, ' ') AS row FROM calendar_addresses c`,
  );
  expect(kept!.row).not.toContain(token);
  await studio.api.revokeCalendar({});
  expect((await fetched(second.path)).status).toBe(404);
  expect(await studio.api.calendar()).toEqual({ createdAt: null, fetchedAt: null });
  expect((await fetched('/api/calendars/short.ics')).status).toBe(422);
});

it('stops with the account', async () => {
  const evaluator = await anEvaluator(portal);
  const { path } = await evaluator.api.makeCalendar({});
  expect((await fetched(path)).status).toBe(200);
  await portal.db.run(sql`UPDATE accounts SET status = 'disabled' WHERE id = ${evaluator.accountId}`);
  expect((await fetched(path)).status).toBe(404);
});
