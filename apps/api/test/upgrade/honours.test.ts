import { Readable } from 'node:stream';
import type { CallOf } from '@jianglian/contracts/shared';
import { studioApi } from '@jianglian/contracts/studio';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import { honourKinds, honourStandings } from '@jianglian/domain/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSheet } from '../../src/platform/documents/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, answerOf, graded } from './a-case.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

type Nomination = CallOf<typeof upgradeApi.putForward>['body'];
const letter = { on: '2026-03-01', documentNumber: '渝高技办[2026]3号' } as const;
const putForward = (id: string, body: Partial<Nomination> = {}, person = office) =>
  person.to(upgradeApi).putForward({ params: { id }, body: { kind: 'national-technical-expert', ...letter, ...body } });
const listed = async (person: Visitor, query: object = {}) =>
  (await person.to(upgradeApi).priorities({ query: { kind: 'national-technical-expert', limit: 200, ...query } })).rows;
const rowOf = async (id: string, kind: (typeof honourKinds)[number] = 'national-technical-expert') =>
  (await listed(office, { kind })).find(({ studio }) => studio.id === id)!;

describe('the list of who comes first', () => {
  it('says why, puts 优秀 before 合格, and leaves out who holds the honour', async () => {
    const best = await aCase(portal);
    const good = await aCase(portal);
    const holder = await aCase(portal, {
      master: { name: '匠已获', honours: [{ name: '全国技术能手', level: 'national', year: 2018 }] },
    });
    await graded(portal, best.id, 'excellent', '2025-09-01');
    await graded(portal, good.id, 'qualified', '2025-09-01');
    await graded(portal, holder.id, 'excellent', '2025-09-01');
    const rows = await listed(office);
    const places = [best, good, holder].map(({ id }) => rows.find(({ studio }) => studio.id === id)!);
    expect(places.map(({ standing }) => standing)).toEqual(['first', 'next', 'held']);
    expect(places[0]!.reasons.map(({ code }) => code)).toEqual(['excellent']);
    expect(places[0]!.place!).toBeLessThan(places[1]!.place!);
    expect(places[2]!.place).toBeNull();
    expect((await rowOf(holder.id, 'china-skills-award')).standing).toBe('first');
    for (const standing of honourStandings) {
      const { rows: some, counts } = await office
        .to(upgradeApi)
        .priorities({ query: { kind: 'national-technical-expert', standing: [standing], limit: 200 } });
      expect(some).toHaveLength(counts[standing]);
    }
    const pages = await office.to(upgradeApi).priorities({ query: { kind: 'national-technical-expert', limit: 1 } });
    const next = await office
      .to(upgradeApi)
      .priorities({ query: { kind: 'national-technical-expert', limit: 1, after: pages.next! } });
    expect([pages.rows[0]!.studio.id, next.rows[0]!.studio.id]).toEqual(
      rows.slice(0, 2).map(({ studio }) => studio.id),
    );
    const book = await office.to(upgradeApi).prioritiesExport({ query: { kind: 'national-technical-expert' } });
    const sheet = await readSheet(Readable.from(Buffer.from(await book.arrayBuffer())), { maxRows: 1000 });
    expect(sheet.rows).toHaveLength(rows.length + 1);
    expect(sheet.rows.flat()).toContain('最近一次考核评估优秀');
  });

  it('is a recommender’s own only, and nobody else’s', async () => {
    const mine = await aCase(portal, { recommender: '500103' });
    const other = await aCase(portal, { recommender: '500106' });
    await putForward(other.id);
    expect((await listed(mine.recommender)).map(({ studio }) => studio.id)).toEqual([mine.id]);
    expect(await mine.recommender.to(upgradeApi).nominations({ query: {} })).toEqual([]);
    expect((await answerOf(putForward(mine.id, {}, mine.recommender))).status).toBe(403);
    for (const person of [mine.studio, await portal.as('evaluator'), await portal.as('care-officer')]) {
      expect((await answerOf(listed(person))).status).toBe(403);
    }
  });
});

describe('putting forward', () => {
  it('keeps document and reasons, is done once at a time, and an honour given becomes the master’s', async () => {
    const { id } = await aCase(portal);
    await graded(portal, id, 'excellent', '2025-09-01');
    const made = await putForward(id);
    expect(made).toMatchObject({
      documentNumber: '渝高技办〔2026〕3号',
      outcome: null,
      reasons: [{ code: 'excellent' }],
    });
    expect((await rowOf(id)).standing).toBe('under-way');
    expect((await answerOf(putForward(id))).codes).toEqual(['honours.under-way']);
    const close = (outcome: 'awarded' | 'not-awarded') =>
      office.to(upgradeApi).closeNomination({
        params: { id: made.id },
        body: { outcome, on: '2026-03-02', documentNumber: '人社部发〔2026〕9号' },
      });
    expect((await close('awarded')).outcome).toBe('awarded');
    expect((await answerOf(close('not-awarded'))).codes).toEqual(['honours.outcome-stands']);
    const row = await rowOf(id);
    expect([row.standing, row.honours.at(-1)]).toEqual(['held', '全国技术能手']);
    expect((await office.to(studioApi).get({ params: { id } })).master.honours.at(-1)).toMatchObject({
      name: '全国技术能手',
      level: 'national',
      year: 2026,
    });
    expect((await answerOf(putForward(id))).codes).toEqual(['honours.already-held']);
    const actions = await portal.db.rows<{ action: string }>(sql`
      SELECT action FROM audit_records WHERE studio_id = ${id} AND subject_type IN ('nomination', 'master')
      ORDER BY id`);
    expect(actions.map(({ action }) => action)).toEqual(['put-forward', 'honoured', 'awarded']);
    await expect(portal.db.run(sql`DELETE FROM honour_nominations`)).rejects.toThrow('a nomination stands');
  });

  it('is done by one of many at once', async () => {
    const { id } = await aCase(portal);
    const answers = await Promise.all(Array.from({ length: 8 }, () => answerOf(putForward(id))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(new Set(answers.flatMap(({ codes }) => codes))).toEqual(new Set(['honours.under-way']));
  });

  it('names the project of a studio, and leaves the master as they are', async () => {
    const { id } = await aCase(portal);
    expect((await answerOf(putForward(id, { kind: 'research-project' }))).codes).toEqual(['honours.project-needed']);
    const made = await putForward(id, { kind: 'research-project', title: '机器人柔性装配关键技术' });
    await office.to(upgradeApi).closeNomination({
      params: { id: made.id },
      body: { outcome: 'awarded', on: '2026-03-02' },
    });
    expect((await rowOf(id, 'research-project')).standing).toBe('next');
    expect((await rowOf(id)).honours).toEqual(['省级技能竞赛一等奖']);
  });
});
