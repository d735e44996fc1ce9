import { activityApi } from '@jianglian/contracts/activity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { type AStudio, aStudio, anotherDistrict, submitted, verified } from './a-studio.ts';

let portal: Portal;
let ours: AStudio;
let theirs: AStudio;
beforeAll(async () => {
  portal = await openPortal();
  ours = await aStudio(portal, { foundedOn: '2024-07-03' });
  theirs = await aStudio(portal, { recommender: anotherDistrict });
});
afterAll(() => portal.close());

const plan = (studio: AStudio, year = 2026) => ({ studioId: studio.id, kind: 'plan' as const, year });
const summary = (studio: AStudio, year = 2026) => ({ studioId: studio.id, kind: 'summary' as const, year });
const content = { texts: { goals: '带徒十人' }, targets: { apprentices: 10, personTimes: 120 } };

it('a studio owes what it was there for: no plan of the summer it was founded in', async () => {
  const { rows } = await ours.secretary.to(activityApi).studioReports({ params: { studioId: ours.id } });
  expect(rows.map(({ kind, year, dueOn, timeliness }) => [kind, year, dueOn, timeliness])).toEqual([
    ['plan', 2027, '2027-01-31', 'open'],
    ['plan', 2026, '2026-01-31', 'overdue'],
    ['summary', 2026, '2027-01-15', 'open'],
    ['plan', 2025, '2025-01-31', 'overdue'],
    ['summary', 2025, '2026-01-15', 'overdue'],
    ['summary', 2024, '2025-01-15', 'overdue'],
  ]);
});

it('a plan is begun, saved, handed in late, opened again and handed in again', async () => {
  const api = ours.secretary.to(activityApi);
  const begun = await api.saveReport({ params: plan(ours), body: { revision: 0, ...content } });
  expect(begun).toMatchObject({ state: 'draft', revision: 1, timeliness: 'overdue' });
  expect(begun.offers.map(({ action }) => action)).toEqual(['edit', 'submit']);
  const handedIn = await api.submitReport({ params: plan(ours), body: { revision: 1 } });
  expect(handedIn).toMatchObject({ state: 'submitted', timeliness: 'late', submittedOn: '2026-03-02' });

  const officer = ours.officer.to(activityApi);
  await expect(officer.reopenReport({ params: plan(ours), body: { revision: 2, reason: '' } })).rejects.toMatchObject({
    codes: ['activity.reason-missing'],
  });
  const opened = await officer.reopenReport({ params: plan(ours), body: { revision: 2, reason: '缺指标' } });
  expect(opened).toMatchObject({ state: 'draft', reopenReason: '缺指标' });
  await api.submitReport({ params: plan(ours), body: { revision: 3 } });
});

it('nobody reads a draft but its studio, nor anything of another district', async () => {
  await ours.secretary.to(activityApi).saveReport({ params: plan(ours, 2027), body: { revision: 0, ...content } });
  const seen = await ours.officer.to(activityApi).report({ params: plan(ours, 2027) });
  expect([seen.state, seen.texts, seen.targets, seen.offers]).toEqual(['draft', {}, {}, []]);
  await expect(theirs.officer.to(activityApi).report({ params: plan(ours) })).rejects.toMatchObject({ status: 404 });
  await expect(
    theirs.secretary.to(activityApi).saveReport({ params: plan(ours), body: { revision: 0, ...content } }),
  ).rejects.toMatchObject({ status: 404 });
  await expect(
    ours.officer.to(activityApi).saveReport({ params: plan(ours), body: { revision: 0, ...content } }),
  ).rejects.toMatchObject({ status: 403 });
});

it('a stale save is answered with the newer version', async () => {
  const api = ours.secretary.to(activityApi);
  await expect(api.saveReport({ params: plan(ours, 2027), body: { revision: 0, ...content } })).rejects.toMatchObject({
    status: 409,
    problem: { code: 'shared.stale-revision', current: { revision: 1 } },
  });
});

it('the summary begins with the figures of the verified activities, each with its rows, and keeps them when handed in', async () => {
  const training = await verified(ours, { title: '一月培训', startedOn: '2026-01-10' });
  const mentoring = await verified(ours, {
    kind: 'mentoring',
    title: '拜师',
    startedOn: '2026-02-10',
    metrics: { apprentices: 9 },
  });
  await submitted(ours, { title: '未核实的', startedOn: '2026-02-11' });
  const api = ours.secretary.to(activityApi);
  const draft = await api.report({ params: summary(ours) });
  const lines = Object.fromEntries(draft.sections.flatMap((section) => section.lines).map((line) => [line.name, line]));
  expect(lines.personTimes).toEqual({
    name: 'personTimes',
    unit: 'person-time',
    value: 24,
    activities: [training.id],
    target: 120,
  });
  expect(lines.apprentices).toMatchObject({ value: 9, activities: [mentoring.id], target: 10 });

  const rows = await api.list({ query: { studioId: ours.id, year: 2026, figure: 'personTimes' } });
  expect(rows.rows.map(({ id }) => id)).toEqual([training.id]);
  expect(
    (await theirs.officer.to(activityApi).list({ query: { studioId: ours.id, year: 2026, figure: 'personTimes' } }))
      .rows,
  ).toEqual([]);

  const texts = { overview: '完成', problems: '无', 'next-year': '继续' };
  await api.saveReport({ params: summary(ours), body: { revision: 0, texts } });
  await api.submitReport({ params: summary(ours), body: { revision: 1 } });
  await verified(ours, { title: '交后才核实', startedOn: '2026-01-11' });
  const kept = await api.report({ params: summary(ours) });
  expect(kept.sections.flatMap((section) => section.lines).find(({ name }) => name === 'personTimes')?.value).toBe(24);
  expect(
    (await api.yearFigures({ params: { studioId: ours.id }, query: { year: 2026 } })).lines.find(
      ({ name }) => name === 'personTimes',
    )?.value,
  ).toBe(48);
});

it('the late list has the studios within reach, and counts agree with it', async () => {
  const officer = theirs.officer.to(activityApi);
  const { rows } = await officer.reports({ query: { year: 2026, timeliness: 'overdue' } });
  expect(rows.map(({ studio, kind }) => [studio.id, kind])).toEqual([[theirs.id, 'plan']]);
  const office = (await portal.as('office')).to(activityApi);
  for (const year of [2024, 2025, 2026]) {
    const all = (await office.reports({ query: { year, limit: 200 } })).rows;
    const { counts } = await office.reportCounts({ query: { year } });
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
    for (const { kind, timeliness, count } of counts) {
      expect(all.filter((row) => row.kind === kind && row.timeliness === timeliness)).toHaveLength(count);
    }
    // The list's SQL and the rule of the domain say the same.
    for (const row of all) {
      const { rows: own } = await office.studioReports({ params: { studioId: row.studio.id } });
      expect(own).toContainEqual(row);
    }
  }
});

it('the office moves a due day, with a reason; what was handed in stays as it was judged', async () => {
  const office = (await portal.as('office')).to(activityApi);
  const { revision, ...settings } = await office.settings();
  const later = { ...settings, due: { ...settings.due, plan: { monthDay: '12-31', nextYear: false } } };
  await expect(office.changeSettings({ body: { ...later, revision, reason: '' } })).rejects.toMatchObject({
    codes: ['activity.reason-missing'],
  });
  await office.changeSettings({ body: { ...later, revision, reason: '统一延期' } });
  await expect(office.changeSettings({ body: { ...later, revision, reason: '统一延期' } })).rejects.toMatchObject({
    status: 409,
  });
  expect((await office.report({ params: plan(theirs) })).timeliness).toBe('open');
  expect((await office.report({ params: plan(ours) })).timeliness).toBe('late');
  await expect(
    ours.officer.to(activityApi).changeSettings({ body: { ...later, revision: 2, reason: '我也改' } }),
  ).rejects.toMatchObject({ status: 403 });
  const records = await portal.db.rows(sql`SELECT FROM audit_records WHERE subject_type = 'activity-settings'`);
  expect(records).toHaveLength(1);
});

it('handing in again does not make a report late: the first day counts', async () => {
  const studio = await aStudio(portal, { foundedOn: '2025-12-01' });
  const [params, account] = [summary(studio, 2025), await portal.given.account('studio', { studioId: studio.id })];
  const texts = { overview: '完成', problems: '无', 'next-year': '继续' };
  const signedInOn = async (day: string) => {
    portal.clock.set(`${day}T02:00:00Z`);
    return (await portal.signedIn(account)).to(activityApi);
  };
  const first = await signedInOn('2026-01-10');
  await first.saveReport({ params, body: { revision: 0, texts } });
  await first.submitReport({ params, body: { revision: 1 } });
  const officer = await portal.signedIn(
    await portal.given.account('recommender', { recommenderId: studio.recommenderId }),
  );
  await officer.to(activityApi).reopenReport({ params, body: { revision: 2, reason: '缺指标' } });
  const again = await (await signedInOn('2026-02-20')).submitReport({ params, body: { revision: 3 } });
  expect(again).toMatchObject({ submittedOn: '2026-01-10', timeliness: 'on-time', reopenReason: null });
});
