import { insightApi } from '@jianglian/contracts/insight';
import { messageApi } from '@jianglian/contracts/message';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { answerOf } from './a-case.ts';
import {
  aCandidate,
  aFoundingCandidate,
  anAwardRound,
  decide,
  released,
  rowsOf,
  twoOfTheOffice,
} from './an-award-round.ts';

let portal: Portal;
let people: { one: Visitor; other: Visitor };
let third: Visitor;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const on = async (instant: string) => {
  portal.clock.set(instant);
  people = await twoOfTheOffice(portal);
  third = await portal.signedIn(await portal.given.account('office'));
};

async function inPublicity() {
  await on('2026-03-02T01:00:00Z');
  const round = await anAwardRound(portal, { chief: 1, municipal: 1 });
  const up = await aCandidate(portal, round);
  const loser = await aCandidate(portal, round);
  const fresh = await aFoundingCandidate(portal, round);
  await decide(people.one, round, { [up.id]: 'award', [loser.id]: 'decline', [fresh.id]: 'award' }, '同分，综合评议');
  const view = await released(round, people);
  const rival = await portal.signedIn(await portal.given.account('studio', { studioId: loser.studio }));
  return { round, up, loser, fresh, view, rival };
}

const said = { reason: '该工作室的获奖证书与公示内容不符。', contact: '13800000000' };
const file = (person: Visitor, id: string, more: object = {}) =>
  person.to(upgradeApi).fileAwardObjection({ params: { id }, body: { ...said, ...more } });
const verdict = { answer: '经核实，获奖证书系伪造。', clause: '五(三)' };

test('who applied in the round objects to a candidate; who did not, or to another, is refused', async () => {
  const { round, up, loser, fresh, rival } = await inPublicity();
  const stranger = await portal.signedIn(
    await portal.given.account('studio', { studioId: (await aCandidate(portal, await anAwardRound(portal))).studio }),
  );
  expect(await rival.to(upgradeApi).objectionable({ params: { id: round } })).toHaveLength(2);
  expect(await stranger.to(upgradeApi).objectionable({ params: { id: round } })).toEqual([]);
  expect(await answerOf(file(stranger, up.id))).toMatchObject({ status: 409, codes: ['objection.not-entitled'] });
  expect(await answerOf(file(rival, loser.id))).toMatchObject({ status: 404 });
  const filed = await file(rival, up.id);
  expect(filed).toMatchObject({ state: 'filed', objector: 'studio', candidate: { id: up.id } });
  expect(await answerOf(file(rival, up.id))).toMatchObject({ codes: ['objection.already-filed'] });
  expect((await file(rival, fresh.id)).state).toBe('filed');
  // Nobody else sees it, and the objector's number is in no view.
  const unit = await portal.signedIn(await portal.given.account('applicant', { hostUnitId: fresh.unit }));
  expect(await answerOf(unit.to(upgradeApi).awardObjection({ params: { id: filed.id } }))).toMatchObject({
    status: 404,
  });
  expect((await unit.to(upgradeApi).awardObjections({ query: {} })).rows).toEqual([]);
  const asOffice = await third.to(upgradeApi).awardObjection({ params: { id: filed.id } });
  expect(JSON.stringify(asOffice)).not.toContain(said.contact);
  portal.clock.set('2026-03-09T16:00:00Z');
  const late = await portal.signedIn(await portal.given.account('studio', { studioId: loser.studio }));
  expect(await answerOf(file(late, up.id))).toMatchObject({ codes: ['objection.window-over'] });
});

test('who took part does not handle it; open, it holds the candidate up; rejected, it answers', async () => {
  const { round, up, view, rival } = await inPublicity();
  const { id, revision } = await file(rival, up.id);
  const take = (person: Visitor) => person.to(upgradeApi).takeAwardObjection({ params: { id }, body: { revision } });
  expect(await answerOf(take(people.one))).toMatchObject({
    codes: ['objection.took-part-deciding', 'objection.took-part-proposing'],
  });
  expect(await answerOf(take(people.other))).toMatchObject({ codes: ['objection.took-part-releasing'] });
  const taken = await take(third);
  await third.to(upgradeApi).rejectAwardObjection({
    params: { id },
    body: { revision: taken.revision, answer: '证书原件经核对无误。', clause: '二(二)' },
  });
  expect(await rival.to(upgradeApi).awardObjection({ params: { id } })).toMatchObject({
    state: 'rejected',
    answer: '证书原件经核对无误。',
  });
  const told = (await rival.to(messageApi).messages({ query: {} })).rows.filter(
    ({ kind }) => kind === 'objection-answered',
  );
  expect(told.map(({ path }) => path)).toEqual([`/awards/${round}`]);
  const again = await file(rival, up.id);
  await on('2026-03-09T16:00:00Z');
  const publish = (leaveOut: string[]) =>
    people.one.to(upgradeApi).publishAwards({
      params: { id: round },
      body: { revision: view.revision, documentNumber: '渝高技办〔2026〕31号', leaveOut },
    });
  expect(await answerOf(publish([]))).toMatchObject({ codes: ['round.frozen', 'award.frozen'] });
  const published = await publish([up.id]);
  expect(rowsOf(published).find(({ application }) => application.id === up.id)).toMatchObject({
    frozenBy: 1,
    application: { state: 'accepted' },
  });
  expect(await portal.db.one(sql`SELECT tier FROM studios WHERE id = ${up.studio}`)).toEqual({ tier: 'municipal' });
  const taking = await third
    .to(upgradeApi)
    .takeAwardObjection({ params: { id: again.id }, body: { revision: again.revision } });
  await third
    .to(upgradeApi)
    .rejectAwardObjection({ params: { id: again.id }, body: { ...verdict, revision: taking.revision } });
  const row = rowsOf(published).find(({ application }) => application.id === up.id)!;
  await people.one.to(upgradeApi).publishAward({
    params: { id: up.id },
    body: { revision: row.revision, documentNumber: '渝高技办〔2026〕31号' },
  });
  expect(await portal.db.one(sql`SELECT tier FROM studios WHERE id = ${up.studio}`)).toEqual({ tier: 'chief' });
});

test('upheld: declined by two people, told with reason and clause, its place stays empty', async () => {
  const { round, up, view } = await inPublicity();
  const { id, revision } = await file(people.one, up.id, { name: '王某某' });
  expect(await answerOf(file(people.one, up.id))).toMatchObject({ codes: ['objection.name-needed'] });
  expect(JSON.stringify(await third.to(insightApi).inbox({}))).toContain('award-objection-to-handle');
  const taken = await third.to(upgradeApi).takeAwardObjection({ params: { id }, body: { revision } });
  const uphold = (clause: string) =>
    third
      .to(upgradeApi)
      .upholdAwardObjection({ params: { id }, body: { ...verdict, clause, revision: taken.revision } });
  expect(await answerOf(uphold('九(九)'))).toMatchObject({ codes: ['objection.clause-unknown'] });
  await uphold('五(三)');
  expect(JSON.stringify(await people.other.to(insightApi).inbox({}))).toContain('award-change-to-release');
  const [change] = await third.to(upgradeApi).awardChanges({ params: { id: round } });
  expect(change).toMatchObject({ state: 'proposed', clause: '五(三)' });
  const release = (person: Visitor) =>
    person.to(upgradeApi).releaseAwardChange({ params: { id: change!.id }, body: { revision: change!.revision } });
  expect(await answerOf(release(third))).toMatchObject({ codes: ['publicity.own-proposal'] });
  await release(people.other);
  const list = await portal
    .visitor()
    .to(upgradeApi)
    .awardList({ params: { id: round } });
  expect(list.rows.map(({ id: row }) => row)).not.toContain(up.id);
  await on('2026-03-09T16:00:00Z');
  await portal.given.account('studio', { studioId: up.studio });
  await people.one.to(upgradeApi).publishAwards({
    params: { id: round },
    body: { revision: view.revision, documentNumber: '渝高技办〔2026〕32号' },
  });
  expect(
    await portal.db.one(sql`
      SELECT a.state, (SELECT max(m.params ->> 'reason') FROM messages m WHERE m.subject_id = a.id::text) AS reason,
             (SELECT count(*)::int FROM application_awards w WHERE w.round_id = a.round_id AND w.tier = 'chief'
                AND w.outcome = 'award') AS awarded
      FROM applications a WHERE a.id = ${up.id}`),
  ).toEqual({ state: 'declined', reason: '公示期异议成立：经核实，获奖证书系伪造。（五(三)）', awarded: 0 });
});
