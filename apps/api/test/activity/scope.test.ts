import { activityApi } from '@jianglian/contracts/activity';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { draftedCycle } from '../evaluation/drafted-cycle.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { type AStudio, aStudio, anotherDistrict, submitted, training, verified } from './a-studio.ts';

let portal: Portal;
let ours: AStudio;
let theirs: AStudio;
beforeAll(async () => {
  portal = await openPortal();
  ours = await aStudio(portal);
  theirs = await aStudio(portal, { recommender: anotherDistrict });
  await ours.secretary.to(activityApi).create({ body: training(ours, { title: '我方草稿' }) });
  await submitted(ours, { title: '我方待核实' });
  await verified(ours, { title: '我方已核实' });
  await theirs.secretary.to(activityApi).create({ body: training(theirs, { title: '他方草稿' }) });
  await submitted(theirs, { title: '他方待核实' });
  await verified(theirs, { title: '他方已核实' });
});
afterAll(() => portal.close());

/** Everything a person can find out: list, search, counts and export must agree. */
async function sees(person: AStudio['officer']): Promise<string[]> {
  const api = person.to(activityApi);
  const listed = (await api.list({ query: {} })).rows.map(({ title }) => title).toSorted();
  const searched = (await api.list({ query: { search: '方' } })).rows.map(({ title }) => title).toSorted();
  const counted = (await api.counts({ query: {} })).states.reduce((sum, { count }) => sum + count, 0);
  const exported = (await (await api.export({ query: {} })).text()).split('\r\n').slice(1, -1);
  expect(searched).toEqual(listed);
  expect(counted).toBe(listed.length);
  expect(exported.map((line) => line.split(',')[4] ?? '').toSorted((a, b) => (a < b ? -1 : 1))).toEqual(listed);
  return listed;
}

it('a studio sees its own activities, drafts too', async () => {
  expect(await sees(ours.secretary)).toEqual(['我方已核实', '我方待核实', '我方草稿']);
});

it('a recommender sees what its studios handed in', async () => {
  expect(await sees(ours.officer)).toEqual(['我方已核实', '我方待核实']);
  expect(await sees(theirs.officer)).toEqual(['他方已核实', '他方待核实']);
});

it('the office sees what was handed in, no drafts', async () => {
  expect(await sees(await portal.as('office'))).toEqual(['他方已核实', '他方待核实', '我方已核实', '我方待核实']);
});

it('an evaluator without an assignment sees nothing', async () => {
  expect(await sees(await portal.as('evaluator'))).toEqual([]);
});

it('an evaluator sees what was verified of the studios assigned, and nothing after giving the sheet back', async () => {
  const account = await portal.given.account('evaluator');
  const evaluator = await portal.signedIn(account);
  const cycleId = await draftedCycle(portal);
  const evaluation = await portal.db.one<{ id: string }>(sql`
    INSERT INTO evaluations (cycle_id, studio_id, tier, host_unit_id, basis)
    SELECT ${cycleId}, id, tier, host_unit_id, 'award' FROM studios WHERE id = ${ours.id} RETURNING id`);
  await portal.db.run(sql`
    INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by)
    VALUES (${evaluation!.id}, ${account.id}, ${portal.clock.now()}, ${account.id})`);
  expect(await sees(evaluator)).toEqual(['我方已核实']);
  const [verified] = (await evaluator.to(activityApi).list({ query: {} })).rows;
  const { evidence } = await evaluator.to(activityApi).get({ params: { id: verified!.id } });
  const content = `/api/files/${evidence[0]!.fileId}/content`;
  expect((await evaluator.raw({ method: 'GET', url: content })).statusCode).toBe(200);

  await portal.db.run(sql`UPDATE scoresheets SET state = 'recused', ended_reason = '同单位'`);
  expect(await sees(evaluator)).toEqual([]);
  expect((await evaluator.raw({ method: 'GET', url: content })).statusCode).toBe(404);
});

it('a care officer who is also a studio sees no more than the studio', async () => {
  const account = await portal.given.account('studio', { studioId: ours.id });
  await portal.db.run(sql`INSERT INTO account_roles (account_id, role) VALUES (${account.id}, 'care-officer')`);
  expect(await sees(await portal.signedIn(account))).toEqual(['我方已核实', '我方待核实', '我方草稿']);
});

it('an administrator may not ask', async () => {
  const admin = await portal.as('system-admin');
  await expect(admin.to(activityApi).list({ query: {} })).rejects.toMatchObject({ status: 403 });
});

it('nobody logs for another studio, nor reads another studio by its id', async () => {
  const api = ours.secretary.to(activityApi);
  await expect(api.create({ body: training(theirs) })).rejects.toMatchObject({ status: 404 });
  expect((await api.list({ query: { studioId: theirs.id } })).rows).toEqual([]);
  await expect(api.yearFigures({ params: { studioId: theirs.id }, query: {} })).rejects.toMatchObject({ status: 404 });
});

it('an ended studio logs nothing more', async () => {
  const ended = await aStudio(portal);
  await portal.db.run(sql`UPDATE studios SET standing = 'terminated', evaluation_due_on = NULL WHERE id = ${ended.id}`);
  await expect(ended.secretary.to(activityApi).create({ body: training(ended) })).rejects.toMatchObject({
    status: 409,
    codes: ['activity.studio-has-ended'],
  });
});

it('the list comes in pages, the longest waiting first in the queue, and finds what is typed literally', async () => {
  const api = ours.secretary.to(activityApi);
  const first = await api.list({ query: { limit: 2 } });
  const second = await api.list({ query: { limit: 2, after: first.next! } });
  expect([first.rows.length, second.rows.length, second.next]).toEqual([2, 1, null]);
  expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(3);
  expect(
    (await ours.officer.to(activityApi).list({ query: { mine: 'true', sort: 'waiting' } })).rows.map(
      ({ title }) => title,
    ),
  ).toEqual(['我方待核实']);
  expect((await api.list({ query: { search: '%' } })).rows).toEqual([]);
  await expect(api.list({ query: { after: 'made-up' } })).rejects.toMatchObject({ status: 422 });
  await expect(api.list({ query: { colour: 'red' } as object })).rejects.toMatchObject({ status: 422 });
});

it('an exported cell is never a formula', async () => {
  await ours.secretary.to(activityApi).create({ body: training(ours, { title: '=1+1' }) });
  const text = await (await ours.secretary.to(activityApi).export({ query: { search: '=1+1' } })).text();
  expect(text).toContain(",'=1+1,");
  expect(text).toContain('培训人次 24人次；课时 3课时');
});
