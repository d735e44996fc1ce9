import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recommenderId } from '../studio/a-studio.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, answerOf } from './a-case.ts';
import { anApplication, anOpenRound } from './an-application.ts';

let portal: Portal;
let round: string;
beforeAll(async () => {
  portal = await openPortal();
  round = await anOpenRound(portal);
});
afterAll(() => portal.close());

const seen = async (person: Visitor, query: object = {}) =>
  (await person.to(upgradeApi).applications({ query })).rows.map(({ id }) => id);

describe('applications', () => {
  it('are seen by whose they are from the draft on, by recommender and office once handed in, by nobody else', async () => {
    const mine = await aCase(portal, { recommender: '500103' });
    const other = await aCase(portal, { recommender: '500105' });
    const unit = await portal.given.hostUnit();
    const home = await recommenderId(portal, '500103');
    const draft = await anApplication(portal, { round, studio: mine.id, state: 'draft' });
    const founding = await anApplication(portal, { round, unit, recommender: home });
    const applicant = await portal.as('applicant', { hostUnitId: unit });
    const stranger = await portal.as('applicant', { hostUnitId: await portal.given.hostUnit() });
    const office = await portal.as('office');

    expect(await seen(mine.studio)).toEqual([draft]);
    expect(await seen(applicant)).toEqual([founding]);
    expect(await seen(mine.recommender)).toEqual([founding]);
    expect(await seen(office)).toEqual([founding]);
    for (const person of [other.studio, other.recommender, stranger]) expect(await seen(person)).toEqual([]);
    for (const person of [office, mine.recommender, other.studio, applicant]) {
      expect((await answerOf(person.to(upgradeApi).application({ params: { id: draft } }))).status).toBe(404);
    }
    expect((await answerOf((await portal.as('evaluator')).to(upgradeApi).applications())).status).toBe(403);
  });

  it('are paged and filtered', async () => {
    const other = await anOpenRound(portal, { title: '另一轮' });
    const office = await portal.as('office');
    const ids: string[] = [];
    for (const hour of [1, 2, 3]) {
      ids.push(
        await anApplication(portal, { round: other, submittedAt: `2026-03-02T0${hour}:00:00Z`, target: 'chief' }),
      );
    }
    const first = await office.to(upgradeApi).applications({ query: { round: other, limit: 2 } });
    expect(first.rows.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
    expect(await seen(office, { round: other, after: first.next })).toEqual([ids[0]]);
    expect(await seen(office, { round: other, target: 'municipal' })).toEqual([]);
    expect(
      await seen(office, { round: other, state: ['submitted'], kind: 'founding', awaiting: 'false' }),
    ).toHaveLength(3);
  });
});
