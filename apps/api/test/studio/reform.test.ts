import type { CallOf } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';
import { consent, endorsed, peopleOf } from './a-change.ts';
import { aStudio, recommenderId } from './a-studio.ts';

let portal: Portal;
let office: Visitor;
let liangjiang: string;
let beibei: string;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
  liangjiang = await recommenderId(portal, '500157');
  beibei = await recommenderId(portal, '500109');
});
afterAll(() => portal.close());

const day = '2025-11-06';
const order = { day, happenedOn: day, documentNumber: '国函[2025]99号', reason: '区划调整' };
type Choices = NonNullable<CallOf<typeof studioApi.previewReform>['body']['choices']>;
const preview = async (choices: Choices = [], change: object = {}) =>
  (await office.to(studioApi).previewReform({ body: { ...order, ...change, choices } })).rows;
const rowOf = async (id: string, ...asked: Parameters<typeof preview>) =>
  (await preview(...asked)).find(({ studio }) => studio.id === id);
const run = (moves: CallOf<typeof studioApi.runReform>['body']['moves'], change: object = {}) =>
  office.to(studioApi).runReform({ body: { ...order, ...change, moves } });
const page = (id: string, asOf?: string) =>
  office.to(studioApi).get({ params: { id }, ...(asOf === undefined ? {} : { query: { asOf } }) });
const codes = (call: Promise<unknown>) =>
  call.then(
    () => [] as string[],
    (problem: ProblemAnswer) => problem.codes,
  );

describe('the reform of 2025', () => {
  it('is listed with what was abolished, what follows, and who still waits', async () => {
    await aStudio(portal, { recommender: '500105' });
    const [reform] = await office.to(studioApi).reforms();
    expect(reform).toMatchObject({
      day,
      districts: [
        { code: '500105', successors: [{ code: '500157', name: '两江新区' }], waiting: 1, moved: 0 },
        { code: '500112', successors: [{ code: '500109' }, { code: '500157' }], waiting: 0 },
        { code: 'CQ-LJXQ-GW', successors: [{ code: '500157' }] },
      ],
    });
  });

  it('moves what follows by itself, and the rest where the office says; before the day all was as it was', async () => {
    const alone = await aStudio(portal, { recommender: '500105' });
    const chosen = await aStudio(portal, { recommender: '500112' });
    const hinted = await aStudio(portal, {
      recommender: '500112',
      hostUnit: { name: '北碚仪表厂', kind: 'enterprise', districtCode: '500109' },
    });
    expect(await rowOf(alone)).toMatchObject({
      to: { district: { name: '两江新区' }, recommender: { id: liangjiang } },
      refusals: [],
    });
    expect(await rowOf(hinted)).toMatchObject({ to: { district: { code: '500109' } }, refusals: [] });
    const open = await rowOf(chosen);
    expect(open).toMatchObject({ to: null, choices: [{ code: '500109' }, { code: '500157' }] });
    expect(open?.refusals.map(({ code }) => code)).toEqual(['reform.no-home-chosen']);
    const choice = { studioId: chosen, districtCode: '500109', recommenderId: beibei };
    expect(await rowOf(chosen, [choice])).toMatchObject({ to: { recommender: { id: beibei } }, refusals: [] });
    const done = await run([
      { studioId: alone, revision: 1, districtCode: '500157', recommenderId: liangjiang },
      { ...choice, revision: 1 },
      { studioId: hinted, revision: 1, districtCode: '500109', recommenderId: beibei },
    ]);
    expect(done).toEqual({
      moved: 3,
      districts: [
        { code: '500157', name: '两江新区', count: 1 },
        { code: '500109', name: '北碚区', count: 2 },
      ],
    });
    expect((await page(alone)).events[0]).toMatchObject({
      kind: 're-homed',
      happenedOn: day,
      documentNumber: '国函〔2025〕99号',
    });
    expect(await page(alone)).toMatchObject({ district: { code: '500157' }, recommender: { id: liangjiang } });
    expect(await page(alone, '2025-11-05')).toMatchObject({ district: { code: '500105' } });
    expect(await page(alone, day)).toMatchObject({ district: { code: '500157' } });
    expect(await rowOf(alone)).toBeUndefined();
    const [reform] = await office.to(studioApi).reforms();
    expect(reform).toMatchObject({ documents: ['国函〔2025〕99号'] });
    expect(reform?.districts.find(({ code }) => code === '500105')?.moved).toBe(1);
  });

  it('takes the studio out of the former recommender’s sight and into the new one’s; opinions keep their author', async () => {
    const people = await peopleOf(portal, { recommender: '500105' });
    const change = await consent(office, await endorsed(people, { kind: 'renamed', name: '区划前更名工作室' }));
    const there = await portal.signedIn(await portal.given.account('recommender', { recommenderId: liangjiang }));
    const sees = async (who: Visitor) => ({
      page: await who
        .to(studioApi)
        .get({ params: { id: people.id } })
        .then(
          () => true,
          () => false,
        ),
      listed: (await who.to(studioApi).list({ query: { limit: 200 } })).rows.some(({ id }) => id === people.id),
      change: await who
        .to(studioApi)
        .change({ params: { id: change.id } })
        .then(
          () => true,
          () => false,
        ),
    });
    expect(await sees(people.recommender)).toEqual({ page: true, listed: true, change: true });
    expect(await sees(there)).toEqual({ page: false, listed: false, change: false });
    const { revision } = await page(people.id);
    await run([{ studioId: people.id, revision, districtCode: '500157', recommenderId: liangjiang }]);
    expect(await sees(people.recommender)).toEqual({ page: false, listed: false, change: false });
    expect(await sees(there)).toEqual({ page: true, listed: true, change: true });
    const kept = await there.to(studioApi).change({ params: { id: change.id } });
    expect(kept.opinion?.unit).toContain('江北');
  });

  it('may be entered late, behind what happened since, but not behind another move', async () => {
    const late = await aStudio(portal, { recommender: '500105' });
    await office.to(studioApi).act({
      params: { id: late },
      body: { kind: 'evaluated', grade: 'qualified', revision: 1, happenedOn: '2026-01-15' },
    });
    expect((await rowOf(late))?.refusals).toEqual([]);
    await run([{ studioId: late, revision: 2, districtCode: '500157', recommenderId: liangjiang }]);
    const seen = await page(late);
    expect(seen.events.map(({ kind }) => kind)).toEqual(['evaluated', 're-homed', 'awarded']);
    expect(seen).toMatchObject({ district: { code: '500157' }, lastGrade: 'qualified' });
    expect(await page(late, '2025-11-05')).toMatchObject({ district: { code: '500105' }, lastGrade: null });
    const moved = await aStudio(portal, { recommender: '500101' });
    await office.to(studioApi).act({
      params: { id: moved },
      body: {
        kind: 're-homed',
        revision: 1,
        happenedOn: '2025-10-01',
        districtCode: '500105',
        recommenderId: await recommenderId(portal, '500105'),
      },
    });
    const before = await preview([], { happenedOn: '2025-09-30' });
    expect(before.find(({ studio }) => studio.id === moved)?.refusals.map(({ code }) => code)).toEqual([
      'reform.not-abolished',
    ]);
    expect((await rowOf(moved, [], { happenedOn: '2026-03-03' }))?.refusals.map(({ code }) => code)).toEqual([
      'studio.in-the-future',
    ]);
  });

  it('is all or none: a stale row, a wrong district or an ended studio stops it and is named', async () => {
    const [first, second, third] = [
      await aStudio(portal, { recommender: '500105' }),
      await aStudio(portal, { recommender: '500112' }),
      await aStudio(portal, { recommender: '500105' }),
    ];
    await office.to(studioApi).act({
      params: { id: third },
      body: { kind: 'terminated', revision: 1, happenedOn: '2026-02-01', reason: '单位关停' },
    });
    const to = { districtCode: '500157', recommenderId: liangjiang };
    const problem = await run([
      { studioId: first, revision: 7, ...to },
      { studioId: second, revision: 1, districtCode: '500106', recommenderId: await recommenderId(portal, '500106') },
      { studioId: third, revision: 2, ...to },
      { studioId: first, revision: 1, districtCode: '500157', recommenderId: await recommenderId(portal, '500105') },
    ]).catch((answer: ProblemAnswer) => answer);
    expect((problem as ProblemAnswer).problem.refusals.map(({ code, params }) => [params['row'], code])).toEqual([
      [1, 'reform.changed-meanwhile'],
      [2, 'reform.not-a-successor'],
      [3, 'reform.ended-meanwhile'],
      [4, 'studio.reference-not-valid'],
    ]);
    expect(await page(first)).toMatchObject({ district: { code: '500105' }, revision: 1 });
    expect(await rowOf(third)).toBeUndefined();
    const twice = await Promise.all([1, 2].map(() => codes(run([{ studioId: first, revision: 1, ...to }]))));
    expect(twice.toSorted((one, other) => one.length - other.length)).toEqual([[], ['reform.changed-meanwhile']]);
  });

  it('is the office’s alone', async () => {
    const people = await peopleOf(portal, { recommender: '500112' });
    for (const who of [people.studio, people.recommender, await portal.as('evaluator')]) {
      expect(await codes(who.to(studioApi).reforms())).toEqual(['identity.not-permitted']);
      expect(await codes(who.to(studioApi).previewReform({ body: order }))).toEqual(['identity.not-permitted']);
    }
    const rows = await portal.db.rows(
      sql`SELECT action FROM audit_records WHERE subject_type = 'district-reform' LIMIT 1`,
    );
    expect(rows).toEqual([{ action: 'run' }]);
  });
});
