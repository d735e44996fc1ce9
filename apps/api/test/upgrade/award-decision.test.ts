import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { answerOf } from './a-case.ts';
import {
  aCandidate,
  aFoundingCandidate,
  anAwardRound,
  awardsOf,
  decide,
  ranked,
  rowsOf,
  twoOfTheOffice,
} from './an-award-round.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const several = async (round: string, count: number) => {
  const ids: string[] = [];
  for (let index = 0; index < count; index += 1) ids.push((await aCandidate(portal, round)).id);
  return ids;
};

describe('deciding within the places', () => {
  test('the order proposes, a tie at the border is shown, leaving the order asks for a reason', async () => {
    const office = await portal.as('office');
    const round = await anAwardRound(portal, { chief: 2 });
    const [best, second, third] = await several(round, 3);
    await ranked(portal, round, [best!]);
    await portal.db.run(sql`
      UPDATE studios SET last_grade = 'excellent', last_evaluated_on = '2025-12-01'
      WHERE id = (SELECT studio_id FROM applications WHERE id = ${third!})`);
    const view = await awardsOf(office, round);
    expect(rowsOf(view).map(({ application, position, proposal }) => [application.id, position, proposal])).toEqual([
      [third, 1, 'award'],
      [best, 2, 'award'],
      [second, 3, 'decline'],
    ]);
    expect(await answerOf(decide(office, round, { [second!]: 'award' }))).toEqual({
      status: 409,
      codes: ['award.reason-needed'],
    });
    await decide(office, round, { [best!]: 'award', [third!]: 'award', [second!]: 'decline' });
    expect(await answerOf(decide(office, round, { [second!]: 'award' }, '重点产业'))).toEqual({
      status: 409,
      codes: ['award.places-full'],
    });
    // Taking one back and giving its place to another is one act.
    const swapped = await decide(office, round, { [best!]: 'decline', [second!]: 'award' }, '重点产业布局');
    expect(swapped.tiers.find(({ tier }) => tier === 'chief')).toMatchObject({ awarded: 2, declined: 1, undecided: 0 });
    expect(rowsOf(swapped).find(({ application }) => application.id === best)).toMatchObject({
      outcome: 'decline',
      ground: 'judged',
      reason: '重点产业布局',
    });
  });

  test('who looked at an older decision is refused', async () => {
    const office = await portal.as('office');
    const round = await anAwardRound(portal, { chief: 2 });
    const [one] = await several(round, 1);
    await decide(office, round, { [one!]: 'award' });
    const body = { decisions: [{ applicationId: one!, revision: 0, outcome: null, reason: null }] };
    expect(await answerOf(office.to(upgradeApi).decideAwards({ params: { id: round }, body }))).toEqual({
      status: 409,
      codes: ['award.decided-meanwhile'],
    });
  });

  test('64 at once for two places: never three, whoever asks; the database holds no more either', async () => {
    const round = await anAwardRound(portal, { chief: 2 });
    const office = await portal.as('office');
    const candidates = await several(round, 8);
    const rows = Array.from({ length: 64 }, (_, index) => candidates[index % 8]!);
    const answers = await Promise.all(
      rows.map((applicationId) =>
        answerOf(
          office.to(upgradeApi).decideAwards({
            params: { id: round },
            body: { decisions: [{ applicationId, revision: 0, outcome: 'award', reason: '同分' }] },
          }),
        ),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(2);
    expect(answers.every(({ status }) => [200, 409, 503].includes(status))).toBe(true);
    const stored = await portal.db.rows<{ place: number }>(
      sql`SELECT place FROM application_awards WHERE round_id = ${round} ORDER BY place`,
    );
    expect(stored.map(({ place }) => place)).toEqual([1, 2]);
    const free = await portal.db.one<{ id: string }>(sql`
      SELECT a.id FROM applications a WHERE a.round_id = ${round}
        AND NOT EXISTS (SELECT FROM application_awards w WHERE w.application_id = a.id) LIMIT 1`);
    await expect(
      portal.db.run(sql`
        INSERT INTO application_awards (application_id, round_id, tier, outcome, place, places, position, decided_by, decided_at)
        SELECT ${free!.id}, ${round}, 'chief', 'award', 3, 2, 3, id, now() FROM accounts LIMIT 1`),
    ).rejects.toThrow(/an_award_takes_a_place_of_its_tier/);
    await expect(
      portal.db.run(sql`UPDATE upgrade_round_places SET places = 1 WHERE round_id = ${round} AND tier = 'chief'`),
    ).rejects.toThrow(/an_award_takes_a_place_of_its_tier/);
  });

  test('one expert is named once; one unit, occupation and tier twice only with a reason', async () => {
    const office = await portal.as('office');
    const round = await anAwardRound(portal, { municipal: 5 });
    const unit = await portal.given.hostUnit();
    const one = await aFoundingCandidate(portal, round, { unit, master: '同一人' });
    const same = await aFoundingCandidate(portal, round, { unit, master: '同一人' });
    const other = await aFoundingCandidate(portal, round, { unit, master: '另一人' });
    expect(await answerOf(decide(office, round, { [one.id]: 'award', [same.id]: 'award' }, '都要'))).toEqual({
      status: 409,
      codes: ['award.same-master'],
    });
    expect(await answerOf(decide(office, round, { [one.id]: 'award', [other.id]: 'award' }))).toEqual({
      status: 409,
      codes: ['award.unit-twin'],
    });
    await decide(office, round, { [one.id]: 'award' });
    const view = await decide(office, round, { [other.id]: 'award' }, '两个车间相距甚远');
    expect(view.tiers.find(({ tier }) => tier === 'municipal')).toMatchObject({ awarded: 2 });
    expect(rowsOf(view)[0]?.twins).toHaveLength(2);
  });
});

describe('four eyes', () => {
  test('who proposes does not release; nothing is decided meanwhile; empty places are explained', async () => {
    const { one, other } = await twoOfTheOffice(portal);
    const round = await anAwardRound(portal, { chief: 2 });
    const [first, second] = await several(round, 2);
    const propose = (revision: number, shortfallReason: string | null = null) =>
      one.to(upgradeApi).proposeAwards({ params: { id: round }, body: { revision, shortfallReason } });
    expect(await answerOf(propose(1))).toMatchObject({ codes: ['round.undecided'] });
    await decide(one, round, { [first!]: 'award', [second!]: 'decline' }, '条件不足');
    expect(await answerOf(propose(1))).toMatchObject({ codes: ['award.places-left'] });
    const proposed = await propose(1, '宁缺毋滥');
    expect(proposed).toMatchObject({ state: 'proposed', shortfallReason: '宁缺毋滥' });
    expect(await answerOf(decide(other, round, { [first!]: null }))).toMatchObject({
      codes: ['award.decisions-are-fixed'],
    });
    const release = (person: typeof one) =>
      person
        .to(upgradeApi)
        .releaseAwards({ params: { id: round }, body: { revision: proposed.revision, contact: '88126933' } });
    expect(await answerOf(release(one))).toMatchObject({ status: 409, codes: ['round.own-proposal'] });
    expect((await awardsOf(one, round)).offers.find(({ action }) => action === 'release')?.refusals).toHaveLength(1);
    // 2026-03-02 is a Monday: five working days.
    expect(await release(other)).toMatchObject({ state: 'publicity', publicityUntil: '2026-03-09' });
    await expect(
      portal.db.run(sql`UPDATE upgrade_rounds SET released_by = proposed_by WHERE id = ${round}`),
    ).rejects.toThrow(/who_proposes_awards_does_not_release/);
  });

  test('taken back with a reason, decided anew', async () => {
    const { one, other } = await twoOfTheOffice(portal);
    const round = await anAwardRound(portal, { chief: 1 });
    const [only] = await several(round, 1);
    const { revision } = await decide(one, round, { [only!]: 'award' });
    const proposed = await one
      .to(upgradeApi)
      .proposeAwards({ params: { id: round }, body: { revision, shortfallReason: null } });
    const back = await other
      .to(upgradeApi)
      .takeBackAwards({ params: { id: round }, body: { revision: proposed.revision, reason: '名称有误' } });
    expect(back).toMatchObject({ state: 'reviewing', proposedBy: null });
    expect(await decide(other, round, { [only!]: null })).toMatchObject({ state: 'reviewing' });
  });

  test('nobody but the office sees any of it', async () => {
    const round = await anAwardRound(portal, { chief: 1 });
    const [only] = await several(round, 1);
    const studio = await portal.db.one<{ id: string; recommenderId: string }>(sql`
      SELECT studio_id AS id, recommender_id AS "recommenderId" FROM applications WHERE id = ${only!}`);
    const people = [
      await portal.as('studio', { studioId: studio!.id }),
      await portal.as('recommender', { recommenderId: studio!.recommenderId }),
      await portal.as('evaluator'),
    ];
    for (const person of people) {
      expect(await answerOf(awardsOf(person, round))).toMatchObject({ status: 403 });
      expect(await answerOf(decide(person, round, { [only!]: 'award' }))).toMatchObject({ status: 403 });
    }
  });
});
