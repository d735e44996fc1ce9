import { evaluationApi } from '@jianglian/contracts/evaluation';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { RoundView } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';
import { aStudio, recommenderId } from '../studio/a-studio.ts';
import { answerOf } from './a-case.ts';
import { anApplication } from './an-application.ts';

let portal: Portal;
let office: Visitor;
let accounts: Record<
  'office' | 'studio' | 'recommender' | 'applicant' | 'evaluator',
  { login: string; password: string }
>;
let studioId: string;
let district: string;

beforeAll(async () => {
  portal = await openPortal();
  portal.clock.set('2024-07-01T01:00:00Z');
  studioId = await aStudio(portal);
  district = await recommenderId(portal, '500101');
  accounts = {
    office: await portal.given.account('office'),
    studio: await portal.given.account('studio', { studioId }),
    recommender: await portal.given.account('recommender', { recommenderId: district }),
    applicant: await portal.given.account('applicant', { hostUnitId: await portal.given.hostUnit() }),
    evaluator: await portal.given.account('evaluator'),
  };
  office = await portal.signedIn(accounts.office);
});
afterAll(() => portal.close());

/** Sessions end with time: whoever acts at another hour has signed in anew. */
async function at(instant: string): Promise<void> {
  portal.clock.set(instant);
  office = await portal.signedIn(accounts.office);
}
const as = (who: keyof typeof accounts) => portal.signedIn(accounts[who]);
const rounds = (person: Visitor) => person.to(upgradeApi);
const read = (id: string, person = office) => rounds(person).round({ params: { id } });
const draft = (year = 2024) => rounds(office).createRound({ body: { like: { notice: 'cq-2024-7' }, year } });
const call = ({ id, revision }: RoundView) => rounds(office).callRound({ params: { id }, body: { revision } });
async function called(): Promise<RoundView> {
  await at('2024-07-03T01:00:00Z');
  return call(await draft());
}
const settingsOf = ({ title, year, documentNumber, windows, places, perRecommender, ...rest }: RoundView) => ({
  title, year, documentNumber, windows, places, perRecommender,
  publicityWorkingDays: rest.publicityWorkingDays, expertReview: rest.expertReview,
  sheetsPerApplication: rest.sheetsPerApplication, revision: rest.revision,
  documents: rest.documents.map(({ title: name, fileId }) => ({ title: name, fileId })),
}); // prettier-ignore
const move = (round: RoundView, windows: Partial<RoundView['windows']>, reason = '系统检修，顺延') =>
  rounds(office).moveWindows({
    params: { id: round.id },
    body: { revision: round.revision, windows: { ...round.windows, ...windows }, reason },
  });

describe('the 2024 notice', () => {
  test('makes a round of 5, 15 and 30 places, until 15 July 18:00, recommended from 16 through 22 July', async () => {
    const round = await draft();
    expect(round).toMatchObject({
      state: 'draft',
      phase: null,
      documentNumber: '渝高技办〔2024〕7号',
      places: { national: 5, chief: 15, municipal: 30 },
      perRecommender: { national: 1, chief: 2, municipal: 2 },
      ruleSet: { id: 'cq-2024-7', version: 1 },
      faults: [],
    });
    const instants = Object.values(round.windows).map((text) => new Date(text).toISOString());
    expect(instants).toEqual([
      '2024-07-02T16:00:00.000Z',
      '2024-07-15T10:00:00.000Z',
      '2024-07-15T16:00:00.000Z',
      '2024-07-22T16:00:00.000Z',
    ]);
    expect(await rounds(office).roundTemplates()).toMatchObject([{ notice: 'cq-2024-7', year: 2024 }]);
  });

  test('in a later year has the same days, on working days, and cannot lie before itself', async () => {
    const round = await draft(2027);
    expect(round).toMatchObject({ title: '2027年度技能大师工作室申报遴选', documentNumber: null });
    expect(round.windows.applicationsCloseAt.slice(0, 13)).toBe('2027-07-15T10');
    const body = { like: { notice: 'cq-2024-7' }, year: 2023 };
    expect((await answerOf(rounds(office).createRound({ body }))).codes).toEqual(['round.year-before']);
  });
});

describe('a draft', () => {
  test('is the office’s alone', async () => {
    const { id } = await draft();
    for (const who of ['studio', 'recommender', 'applicant'] as const) {
      const person = await as(who);
      expect(await answerOf(read(id, person))).toMatchObject({ status: 404 });
      expect((await rounds(person).rounds()).rows.filter((row) => row.id === id)).toEqual([]);
      expect(await answerOf(rounds(person).roundQuotas({ params: { id } }))).toMatchObject({ status: 403 });
    }
    expect(await answerOf(rounds(await as('evaluator')).rounds())).toMatchObject({ status: 403 });
  });

  test('is edited as a whole, says all that is wrong with it, and is not called so', async () => {
    const round = await draft();
    const windows = {
      ...round.windows,
      recommendingOpensAt: '2024-06-20T00:00:00Z',
      applicationsCloseAt: '2024-06-30T10:00:00Z',
    };
    const body = { ...settingsOf(round), windows, places: { municipal: 0, chief: 0, national: 0 } };
    const edited = await rounds(office).editRound({ params: { id: round.id }, body });
    const wrong = ['round.windows-out-of-order', 'round.window-in-the-past', 'round.no-places'];
    expect(edited.faults.map(({ code }) => code)).toEqual(wrong);
    expect((await answerOf(call(edited))).codes).toEqual(wrong);
    const stale = await answerOf(rounds(office).editRound({ params: { id: round.id }, body }));
    expect(stale).toMatchObject({ status: 409, codes: ['shared.stale-revision'] });
  });

  test('takes documents that were uploaded for it, and no other file', async () => {
    const round = await draft();
    const sent = async (purpose: string) =>
      (await office.upload(`/api/files?purpose=${purpose}`, { name: '申报表.pdf', content: pdf(2) })).json<{
        id: string;
      }>().id;
    const withFile = (fileId: string) =>
      rounds(office).editRound({
        params: { id: round.id },
        body: { ...settingsOf(round), documents: [{ title: '附件1 申报表', fileId }] },
      });
    expect(await answerOf(withFile(await sent('evidence')))).toMatchObject({ status: 404 });
    const fileId = await sent('document');
    expect((await withFile(fileId)).documents).toMatchObject([{ title: '附件1 申报表', name: '申报表.pdf', fileId }]);
    const studio = await as('studio');
    expect((await studio.raw({ method: 'GET', url: `/api/files/${fileId}` })).statusCode).toBe(404);
    await call(await read(round.id));
    expect((await studio.raw({ method: 'GET', url: `/api/files/${fileId}` })).statusCode).toBe(200);
  });
});

describe('the call', () => {
  test('gives every recommender of the day its places and tells everybody concerned', async () => {
    await at('2024-07-03T01:00:00Z');
    const round = await draft();
    await rounds(office).changeQuota({
      params: { id: round.id, recommenderId: district },
      body: { tier: 'municipal', places: 3, reason: '去年推荐数量多、质量好' },
    });
    await call(round);
    const given = await portal.db.one<{ recommenders: number; places: number }>(sql`
      SELECT count(DISTINCT recommender_id)::int AS recommenders, count(*)::int AS places
      FROM upgrade_recommender_places WHERE round_id = ${round.id}`);
    const valid = await portal.db.one<{ n: number }>(sql`
      SELECT count(*)::int AS n FROM recommenders
      WHERE (valid_from IS NULL OR valid_from <= '2024-07-03') AND (valid_to IS NULL OR valid_to > '2024-07-03')`);
    expect(given).toEqual({ recommenders: valid!.n, places: valid!.n * 5 + 1 });

    const [own] = (await read(round.id, await as('recommender'))).own.recommenders;
    expect(own?.quotas).toEqual([
      { tier: 'municipal', places: 3, used: 0, reason: '去年推荐数量多、质量好' },
      { tier: 'chief', places: 2, used: 0, reason: null },
      { tier: 'national', places: 1, used: 0, reason: null },
    ]);
    const told = await portal.db.rows<{ login: string }>(sql`
      SELECT a.login FROM messages m JOIN accounts a ON a.id = m.account_id
      WHERE m.kind = 'round-called' AND m.subject_id = ${round.id}`);
    const logins = told.map(({ login }) => login);
    for (const who of ['studio', 'recommender', 'applicant'] as const) expect(logins).toContain(accounts[who].login);
    expect(logins).not.toContain(accounts.evaluator.login);
  });

  test('a studio sees what it would apply for, and no places of others', async () => {
    const { id } = await called();
    const seen = await read(id, await as('studio'));
    expect(seen.own).toEqual({
      recommenders: [],
      studios: [{ id: studioId, name: expect.any(String), tier: 'municipal', target: 'chief' }],
    });
    expect(seen.offers).toEqual([]);
    expect((await read(id, await as('applicant'))).own).toEqual({ recommenders: [], studios: [] });
  });

  test('of two officers at once calls once', async () => {
    await at('2024-07-03T01:00:00Z');
    const round = await draft();
    const answers = await Promise.all([call(round), call(round)].map(answerOf));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  });

  test('comes too late at the very instant applications would close', async () => {
    await at('2024-07-15T09:59:59.900Z');
    const [one, other] = [await draft(), await draft()];
    expect((await call(one)).phase).toBe('applying');
    portal.clock.set('2024-07-15T10:00:00.000Z');
    expect((await answerOf(call(other))).codes).toEqual(['round.window-in-the-past']);
  });
});

describe('a called round', () => {
  test('takes applications at 17:59:59.900 and none at 18:00:00.000', async () => {
    const { id } = await called();
    await at('2024-07-15T09:59:59.900Z');
    expect(await read(id)).toMatchObject({ phase: 'applying', serverNow: '2024-07-15T09:59:59.900Z' });
    portal.clock.set('2024-07-15T10:00:00.000Z');
    expect((await read(id)).phase).toBe('between');
    await at('2024-07-15T16:00:00.000Z');
    expect((await read(id)).phase).toBe('recommending');
    await at('2024-07-22T15:59:59.999Z');
    expect((await read(id)).phase).toBe('recommending');
    portal.clock.set('2024-07-22T16:00:00.000Z');
    expect((await read(id)).phase).toBe('closed');
  });

  test('is given more time a moment before the deadline or just after it, never into the past', async () => {
    let round = await called();
    await at('2024-07-15T09:59:59.900Z');
    expect((await answerOf(move(round, { applicationsCloseAt: '2024-07-15T09:59:59.900Z' }))).codes).toEqual([
      'round.window-below-now',
    ]);
    round = await move(round, { applicationsCloseAt: '2024-07-15T10:30:00Z' });
    portal.clock.set('2024-07-15T10:00:00.000Z');
    expect((await read(round.id)).phase).toBe('applying');
    await at('2024-07-15T10:30:00.000Z');
    expect((await read(round.id)).phase).toBe('between');
    round = await move(round, { applicationsCloseAt: '2024-07-15T14:00:00Z' }, '短信验证码故障');
    expect(round.phase).toBe('applying');
    expect(round.moves.map(({ window, reason }) => [window, reason])).toEqual([
      ['applicationsCloseAt', '短信验证码故障'],
      ['applicationsCloseAt', '系统检修，顺延'],
    ]);
    const { moves } = await read(round.id, await as('studio'));
    expect(moves).toEqual(round.moves);
    const told = await portal.db.rows(
      sql`SELECT 1 FROM messages WHERE kind = 'round-moved' AND subject_id = ${round.id}`,
    );
    expect(told.length).toBeGreaterThanOrEqual(6);
    expect((await answerOf(move(round, { opensAt: '2024-07-16T00:00:00Z' }))).codes).toContain('round.window-begun');
  });

  test('has settings that stand, and moves nobody can rewrite', async () => {
    const round = await called();
    const edit = rounds(office).editRound({ params: { id: round.id }, body: settingsOf(round) });
    expect((await answerOf(edit)).codes).toEqual(['round.not-a-draft']);
    await move(round, { applicationsCloseAt: '2024-07-15T12:00:00Z' });
    await expect(portal.db.run(sql`DELETE FROM upgrade_round_moves`)).rejects.toThrow('append-only');
    expect(
      await answerOf(rounds(await as('studio')).moveWindows({ params: { id: round.id }, body: {} as never })),
    ).toMatchObject({
      status: 403,
    });
  });

  test('gives and takes single places with a reason, none from under a rank', async () => {
    const { id } = await called();
    const change = (places: number) =>
      rounds(office).changeQuota({
        params: { id, recommenderId: district },
        body: { tier: 'chief', places, reason: '联席会议研究同意' },
      });
    expect((await change(3)).quotas[1]).toEqual({ tier: 'chief', places: 3, used: 0, reason: '联席会议研究同意' });
    const application = await anApplication(portal, { round: id, recommender: district, target: 'chief' });
    await portal.db.run(sql`INSERT INTO recommendations (round_id, recommender_id) VALUES (${id}, ${district})`);
    await portal.db.run(sql`
      INSERT INTO recommendation_ranks (application_id, round_id, recommender_id, tier, place)
      VALUES (${application}, ${id}, ${district}, 'chief', 2)`);
    const refused = await change(1).catch(
      (error: { problem: { refusals: { code: string; params: object }[] } }) => error,
    );
    const [refusal] = (refused as { problem: { refusals: { code: string; params: object }[] } }).problem.refusals;
    expect(refusal).toMatchObject({
      code: 'round.place-taken',
      params: { places: 1, names: [expect.stringContaining('拟建')] },
    });
    expect((await change(2)).quotas[1]).toMatchObject({ places: 2, used: 1 });
  });
});

describe('the end of the windows', () => {
  test('the review starts after the recommenders’ window; what nobody recommended is passed over with it', async () => {
    const round = await called();
    const start = () => rounds(office).startReview({ params: { id: round.id }, body: { revision: round.revision } });
    const states = ['draft', 'submitted', 'returned', 'recommended', 'withdrawn'] as const;
    const ids = await Promise.all(states.map((state) => anApplication(portal, { round: round.id, state })));
    await at('2024-07-22T15:59:59.999Z');
    expect((await answerOf(start())).codes).toEqual(['round.recommending-still-open']);
    portal.clock.set('2024-07-22T16:00:00.000Z');
    expect(await start()).toMatchObject({ state: 'reviewing', phase: null });
    const after = await portal.db.rows<{ id: string; state: string }>(sql`
      SELECT id, state FROM applications WHERE round_id = ${round.id}`);
    expect(ids.map((id) => after.find((row) => row.id === id)?.state)).toEqual([
      'draft', 'passed-over', 'passed-over', 'recommended', 'withdrawn',
    ]); // prettier-ignore
    const audited = await portal.db.rows(sql`
      SELECT 1 FROM audit_records WHERE action = 'passed-over' AND subject_id = ANY(${ids}::text[])`);
    expect(audited).toHaveLength(2);
  });

  test('a cancelled round says why to everybody and takes its applications with it', async () => {
    const round = await called();
    const submitted = await anApplication(portal, { round: round.id });
    const cancelled = await rounds(office).cancelRound({
      params: { id: round.id },
      body: { revision: round.revision, reason: '上级统一部署调整' },
    });
    expect(cancelled).toMatchObject({ state: 'cancelled', cancelReason: '上级统一部署调整', offers: [] });
    expect(await read(round.id, await as('studio'))).toMatchObject({ state: 'cancelled' });
    expect(
      await portal.db.one(sql`SELECT state, state_reason AS reason FROM applications WHERE id = ${submitted}`),
    ).toEqual({ state: 'closed', reason: '上级统一部署调整' });
    const never = await draft();
    await rounds(office).cancelRound({ params: { id: never.id }, body: { revision: 1, reason: '不再开展' } });
    expect(await answerOf(read(never.id, await as('studio')))).toMatchObject({ status: 404 });
  });
});

test('next year’s is like this year’s: documents and single places taken along, dates on working days', async () => {
  await at('2024-07-02T01:00:00Z');
  const round = await draft();
  const file = (await office.upload('/api/files?purpose=document', { name: '手册.pdf', content: pdf(1) })).json<{
    id: string;
  }>();
  await rounds(office).editRound({
    params: { id: round.id },
    body: { ...settingsOf(round), documents: [{ title: '操作手册', fileId: file.id }] },
  });
  await rounds(office).changeQuota({
    params: { id: round.id, recommenderId: district },
    body: { tier: 'national', places: 2, reason: '国家重点产业集中' },
  });
  const next = await rounds(office).createRound({ body: { like: { round: round.id }, year: 2025 } });
  expect(next).toMatchObject({ year: 2025, state: 'draft', documents: [{ title: '操作手册', fileId: file.id }] });
  const quotas = await rounds(office).roundQuotas({ params: { id: next.id } });
  expect(quotas.find(({ recommenderId: id }) => id === district)?.quotas[2]).toMatchObject({
    places: 2,
    reason: '国家重点产业集中',
  });
});

test('the public sees what is called and until when, and reads its documents', async () => {
  await at('2024-07-03T01:00:00Z');
  const round = await draft();
  const file = (await office.upload('/api/files?purpose=document', { name: '通知.pdf', content: pdf(1) })).json<{
    id: string;
  }>();
  const body = { ...settingsOf(round), documents: [{ title: '通知全文', fileId: file.id }] };
  const edited = await rounds(office).editRound({ params: { id: round.id }, body });
  const visitor = portal.visitor();
  const open = async () => (await rounds(visitor).openCalls()).rows.find(({ id }) => id === round.id);
  const document = () => visitor.raw({ method: 'GET', url: `/api/public/calls/${round.id}/documents/1` });
  expect([await open(), (await document()).statusCode]).toEqual([undefined, 404]);
  await call(edited);
  expect(await open()).toMatchObject({ phase: 'applying', documents: [{ position: 1, title: '通知全文' }] });
  const sent = await document();
  expect([sent.statusCode, sent.headers['content-type']]).toEqual([200, 'application/pdf']);
  portal.clock.set('2024-07-22T16:00:00.000Z');
  expect([await open(), (await document()).statusCode]).toEqual([undefined, 200]);
});

test('the windows that are one’s own stand in one’s calendar, and move with the round', async () => {
  const round = await called();
  const feedOf = async (who: 'studio' | 'recommender' | 'evaluator', lang = 'zh-CN') => {
    const { path } = await (await as(who)).to(evaluationApi).makeCalendar();
    const feed = await portal.visitor().raw({ method: 'GET', url: `${path}?lang=${lang}` });
    return feed.payload
      .replaceAll('\r\n ', '')
      .split('BEGIN:VEVENT')
      .filter((event) => event.includes(round.id));
  };
  const studio = await feedOf('studio');
  expect(studio).toHaveLength(1);
  expect(studio[0]).toContain('DTEND:20240715T100000Z');
  expect(studio[0]).toContain('申报截止：2024年度技能大师工作室申报遴选');
  expect(await feedOf('recommender')).toHaveLength(2);
  expect(await feedOf('evaluator')).toEqual([]);
  await move(round, { applicationsCloseAt: '2024-07-15T12:00:00Z' });
  const [moved] = await feedOf('studio', 'en');
  expect(moved).toContain('DTEND:20240715T120000Z');
  expect(moved).toContain('Applications close');
  expect(moved).toContain(`UID:${round.id}.applicationsCloseAt@jianglian`);
});
