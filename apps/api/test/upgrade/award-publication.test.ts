import { studioApi } from '@jianglian/contracts/studio';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { recommenderId } from '../studio/a-studio.ts';
import { answerOf, verdictOf } from './a-case.ts';
import { anApplication } from './an-application.ts';
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
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

let count = 0;
const order = (revision: number, leaveOut: readonly string[] = []) => {
  count += 1;
  return { revision, documentNumber: `渝高技办〔2026〕${count}号`, leaveOut: [...leaveOut] };
};

// Sessions end in a week: other people of the same office go on.
const on = async (instant: string) => {
  portal.clock.set(instant);
  people = await twoOfTheOffice(portal);
};
const overPublicity = () => on('2026-03-09T16:00:00Z');
const beforePublicity = () => on('2026-03-02T01:00:00Z');

/** One upgrade, one founding and one declined, in publicity. */
async function inPublicity() {
  await beforePublicity();
  const round = await anAwardRound(portal, { chief: 1, municipal: 1 });
  const up = await aCandidate(portal, round);
  const beyond = await aCandidate(portal, round);
  const fresh = await aFoundingCandidate(portal, round);
  await decide(people.one, round, { [up.id]: 'award', [beyond.id]: 'decline', [fresh.id]: 'award' }, '同分，综合评议');
  const view = await released(round, people);
  return { round, up, beyond, fresh, view };
}

const publish = (round: string, body: ReturnType<typeof order>) =>
  people.other.to(upgradeApi).publishAwards({ params: { id: round }, body });

describe('publication', () => {
  test('upgrades and founds, tells each why, and moves the round', async () => {
    const { round, up, beyond, fresh, view } = await inPublicity();
    const applicant = await portal.signedIn(await portal.given.account('applicant', { hostUnitId: fresh.unit }));
    const loser = await portal.signedIn(await portal.given.account('studio', { studioId: beyond.studio }));
    expect(await answerOf(publish(round, order(view.revision)))).toMatchObject({
      status: 409,
      codes: ['round.publicity-not-over'],
    });
    await overPublicity();
    const body = order(view.revision);
    const published = await publish(round, body);
    expect(published).toMatchObject({ state: 'published', awardDocumentNumber: body.documentNumber });
    const office = people.one;
    const upgraded = await office.to(studioApi).get({ params: { id: up.studio } });
    expect(upgraded).toMatchObject({ tier: 'chief', awardedOn: '2026-03-10', documentNumber: body.documentNumber });
    const row = rowsOf(published).find(({ application }) => application.id === fresh.id);
    expect(row).toMatchObject({ accountMissing: true, application: { state: 'awarded' } });
    const founded = row!.awardedStudioId!;
    const recommender = await portal.signedIn(
      await portal.given.account('recommender', { recommenderId: await recommenderId(portal, '500101') }),
    );
    expect(await recommender.to(studioApi).get({ params: { id: founded } })).toMatchObject({
      tier: 'municipal',
      standing: 'active',
      hostUnit: { id: fresh.unit },
    });
    const told = await portal.db.rows<{ kind: string; reason: string | null; accounts: number }>(sql`
      SELECT kind, params ->> 'reason' AS reason, count(*)::int AS accounts FROM messages
      WHERE subject_id = ANY(${[fresh.id, beyond.id]}) GROUP BY 1, 2 ORDER BY 1`);
    expect(told).toEqual([
      { kind: 'award-declined', reason: '同分，综合评议', accounts: 1 },
      { kind: 'award-granted', reason: null, accounts: 1 },
    ]);
    expect(applicant).toBeDefined();
    expect(loser).toBeDefined();
    // The next question of the upgraded studio is the next tier.
    const asked = await verdictOf(office, up.studio);
    expect(asked).toMatchObject({ target: 'national' });
  });

  test('what is declined for want of places says position, places and clause', async () => {
    await beforePublicity();
    const round = await anAwardRound(portal, { chief: 1 });
    const first = await aCandidate(portal, round);
    const second = await aCandidate(portal, round);
    await portal.db.run(
      sql`UPDATE studios SET last_grade = 'excellent', last_evaluated_on = '2025-12-01' WHERE id = ${first.studio}`,
    );
    const refused = await anApplication(portal, {
      round,
      studio: (await aCandidate(portal, await anAwardRound(portal))).studio,
      state: 'refused',
    });
    await portal.given.account('studio', { studioId: second.studio });
    await decide(people.one, round, { [first.id]: 'award', [second.id]: 'decline' });
    const view = await released(round, people);
    await overPublicity();
    await publish(round, order(view.revision));
    const message = await portal.db.one<{ reason: string }>(
      sql`SELECT params ->> 'reason' AS reason FROM messages WHERE subject_id = ${second.id}`,
    );
    expect(message?.reason).toBe('按序第 2 位，市级首席名额 1 个（一(一)）');
    const states = await portal.db.rows(sql`
      SELECT state FROM applications WHERE id = ANY(${[second.id, refused]}::uuid[])`);
    expect(states).toEqual([{ state: 'declined' }, { state: 'declined' }]);
  });

  test('all or nothing: a founding the register refuses leaves no studio upgraded', async () => {
    const { round, up, fresh, view } = await inPublicity();
    await portal.db.run(sql`
      UPDATE application_sections SET content = content - 'cluster' WHERE application_id = ${fresh.id} AND section = 'target'`);
    await overPublicity();
    expect(await answerOf(publish(round, order(view.revision)))).toMatchObject({
      codes: ['award.founding-incomplete'],
    });
    await portal.db.run(sql`
      UPDATE application_sections SET content = content || '{"cluster":"B1"}'
      WHERE application_id = ${fresh.id} AND section = 'target'`);
    // The last statement of the unit fails, after studios and results are written.
    await portal.db.run(
      sql`CREATE FUNCTION fault() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'fault'; END $$`,
    );
    await portal.db.run(
      sql`CREATE TRIGGER fault BEFORE UPDATE ON upgrade_rounds FOR EACH ROW EXECUTE FUNCTION fault()`,
    );
    expect((await answerOf(publish(round, order(view.revision)))).status).toBe(500);
    await portal.db.run(sql`DROP TRIGGER fault ON upgrade_rounds`);
    await portal.db.run(sql`DROP FUNCTION fault`);
    const left = await portal.db.one(sql`
      SELECT (SELECT tier FROM studios WHERE id = ${up.studio}) AS tier,
             (SELECT count(*)::int FROM studios WHERE host_unit_id = ${fresh.unit}) AS founded,
             (SELECT state FROM applications WHERE id = ${up.id}) AS state,
             (SELECT count(*)::int FROM application_awards WHERE round_id = ${round} AND published_on IS NOT NULL) AS published,
             (SELECT count(*)::int FROM messages WHERE subject_id = ${up.id}) AS told`);
    expect(left).toEqual({ tier: 'municipal', founded: 0, state: 'accepted', published: 0, told: 0 });
    expect(await publish(round, order(view.revision))).toMatchObject({ state: 'published' });
  });

  test('a studio that changed since is named; the others are published, and it follows alone or not at all', async () => {
    const { round, up, view } = await inPublicity();
    await portal.db.run(sql`UPDATE studios SET standing = 'rectifying' WHERE id = ${up.studio}`);
    await overPublicity();
    expect(await answerOf(publish(round, order(view.revision)))).toMatchObject({ codes: ['award.studio-changed'] });
    const published = await publish(round, order(view.revision, [up.id]));
    const row = rowsOf(published).find(({ application }) => application.id === up.id)!;
    expect(row).toMatchObject({ application: { state: 'accepted' }, publishedOn: null });
    expect(row.changes).toHaveLength(1);
    const alone = (documentNumber: string) =>
      people.one.to(upgradeApi).publishAward({
        params: { id: up.id },
        body: { revision: row.revision, documentNumber },
      });
    expect(await answerOf(alone('渝高技办〔2026〕91号'))).toMatchObject({ codes: ['award.studio-changed'] });
    await portal.db.run(sql`UPDATE studios SET standing = 'active' WHERE id = ${up.studio}`);
    const after = await alone('渝高技办〔2026〕91号');
    expect(rowsOf(after).find(({ application }) => application.id === up.id)).toMatchObject({
      application: { state: 'awarded' },
      documentNumber: '渝高技办〔2026〕91号',
    });
    await expect(
      portal.db.run(sql`UPDATE application_awards SET reason = 'x' WHERE application_id = ${up.id}`),
    ).rejects.toThrow(/never changes/);
  });
});

test('what left the review since holds the others up until it is left out', async () => {
  const { round, up, view } = await inPublicity();
  await portal.db.run(sql`
    UPDATE applications SET state = 'recommended', awaits_evaluation = TRUE WHERE id = ${up.id}`);
  const list = await portal
    .visitor()
    .to(upgradeApi)
    .awardList({ params: { id: round } });
  expect(list.rows.map(({ id }) => id)).not.toContain(up.id);
  await overPublicity();
  expect(await answerOf(publish(round, order(view.revision)))).toMatchObject({ codes: ['award.not-in-review'] });
  const published = await publish(round, order(view.revision, [up.id]));
  expect(rowsOf(published).find(({ application }) => application.id === up.id)).toMatchObject({
    application: { state: 'closed' },
    publishedOn: null,
  });
  expect(await portal.db.one(sql`SELECT tier FROM studios WHERE id = ${up.studio}`)).toEqual({ tier: 'municipal' });
});

describe('the public list', () => {
  test('candidates by name, unit, occupation and tier, and nothing else; drafts are nowhere', async () => {
    await beforePublicity();
    const quiet = await anAwardRound(portal, { chief: 1 });
    const hidden = await aCandidate(portal, quiet);
    await decide(people.one, quiet, { [hidden.id]: 'award' });
    const { round, up, beyond, fresh, view } = await inPublicity();
    const stranger = portal.visitor();
    const lists = await stranger.to(upgradeApi).awardLists({});
    expect(lists.map(({ id }) => id)).toContain(round);
    expect(lists.map(({ id }) => id)).not.toContain(quiet);
    expect(await answerOf(stranger.to(upgradeApi).awardList({ params: { id: quiet } }))).toMatchObject({ status: 404 });
    const list = await stranger.to(upgradeApi).awardList({ params: { id: round } });
    expect(list.rows.map(({ id }) => id).toSorted()).toEqual([up.id, fresh.id].toSorted());
    expect(Object.keys(list.rows[0]!).toSorted()).toEqual([
      'documentNumber',
      'hostUnitName',
      'id',
      'kind',
      'masterName',
      'occupationName',
      'studioName',
      'tier',
    ]);
    const text = JSON.stringify(list);
    for (const secret of ['1980', '同分', beyond.id, 'position', '优秀']) expect(text).not.toContain(secret);
    await overPublicity();
    const body = order(view.revision);
    await publish(round, body);
    const after = await stranger.to(upgradeApi).awardList({ params: { id: round } });
    expect(after).toMatchObject({ stage: 'published', documentNumber: body.documentNumber, contact: null });
    expect(after.rows.every(({ documentNumber }) => documentNumber === body.documentNumber)).toBe(true);
  });
});
