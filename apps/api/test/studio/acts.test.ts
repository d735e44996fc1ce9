import type { CallOf } from '@jianglian/contracts/shared';
import { studioApi, type StudioView } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { StudioEvents } from '../../src/features/studio/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer, Visitor } from '../support/visitor.ts';
import { aStudio, recommenderId } from './a-studio.ts';

let portal: Portal;
let office: Visitor;
let id: string;
let revision: number;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());
beforeEach(async () => {
  id = await aStudio(portal);
  revision = 1;
});

type Act = CallOf<typeof studioApi.act>['body'];
type Order = Act extends infer Each ? (Each extends Act ? Omit<Each, 'revision'> : never) : never;

async function act(order: Order): Promise<StudioView> {
  const page = await office.to(studioApi).act({ params: { id }, body: { ...order, revision } });
  revision = page.revision;
  return page;
}

const codes = (call: Promise<unknown>) =>
  call.then(
    () => [] as string[],
    (answer: ProblemAnswer) => answer.codes,
  );

describe('acts on a studio', () => {
  it('an upgrade moves the tier and its dated history, and restarts the evaluation clock', async () => {
    const page = await act({
      kind: 'upgraded',
      tier: 'chief',
      happenedOn: '2024-09-12',
      documentNumber: '渝高技办[2024]13号',
    });
    expect(page).toMatchObject({
      tier: 'chief',
      awardedOn: '2024-09-12',
      foundedOn: '2020-11-26',
      documentNumber: '渝高技办〔2024〕13号',
      evaluationDueOn: '2026-09-12',
      tiers: [
        { value: 'municipal', from: '2020-11-26', to: '2024-09-12' },
        { value: 'chief', from: '2024-09-12', to: null },
      ],
    });
    const rows = await portal.db.rows<{ tier: string; period: string }>(
      sql`SELECT tier, period::text FROM studio_tiers WHERE studio_id = ${id} ORDER BY period`,
    );
    expect(rows).toEqual([
      { tier: 'municipal', period: '[2020-11-26,2024-09-12)' },
      { tier: 'chief', period: '[2024-09-12,)' },
    ]);
  });

  it('a failed evaluation leads through rectification to a downgrade only where there is a lower tier', async () => {
    await act({ kind: 'upgraded', tier: 'chief', happenedOn: '2022-01-05' });
    await act({ kind: 'evaluated', grade: 'failed', score: 5485, cycle: '2025–2026', happenedOn: '2026-01-10' });
    const ordered = await act({
      kind: 'rectification-ordered',
      until: '2026-04-10',
      happenedOn: '2026-01-10',
      reason: '考核不合格',
    });
    expect(ordered).toMatchObject({ standing: 'rectifying', rectificationUntil: '2026-04-10', lastGrade: 'failed' });
    const offer = (page: StudioView, action: string) => page.offers.find((one) => one.action === action);
    expect(offer(ordered, 'upgraded')).toBeUndefined();
    expect(offer(ordered, 'downgraded')?.refusals.map(({ code }) => code)).toEqual(['studio.rectification-not-failed']);
    const early: Order = {
      kind: 'downgraded',
      tier: 'municipal',
      happenedOn: '2026-03-01',
      documentNumber: '渝高技办〔2026〕3号',
      reason: '整改未通过',
    };
    expect(await codes(act(early))).toEqual(['studio.rectification-not-failed']);
    await act({ kind: 'rectification-failed', happenedOn: '2026-02-20', reason: '仍不合格' });
    const done = await act(early);
    expect(done).toMatchObject({ tier: 'municipal', standing: 'active', rectificationUntil: null });
    expect(done.standings.map(({ value }) => value)).toEqual(['active', 'rectifying', 'active']);
  });

  it('a passed rectification is 合格 after rectification', async () => {
    await act({ kind: 'evaluated', grade: 'failed', happenedOn: '2026-01-10' });
    await act({ kind: 'rectification-ordered', until: '2026-04-10', happenedOn: '2026-01-10', reason: '考核不合格' });
    expect(
      await codes(
        act({ kind: 'rectification-extended', until: '2026-06-10', happenedOn: '2026-02-01', reason: '检修' }),
      ),
    ).toEqual(['studio.extension-too-long']);
    await act({ kind: 'rectification-extended', until: '2026-05-01', happenedOn: '2026-02-01', reason: '检修' });
    const page = await act({ kind: 'rectification-passed', happenedOn: '2026-03-01' });
    expect(page).toMatchObject({ standing: 'active', lastGrade: 'qualified', gradeAfterRectification: true });
  });

  it('a change of master needs consent with a document, a reason, and a master who names no other studio', async () => {
    const other = await office.to(studioApi).get({ params: { id: await aStudio(portal) } });
    expect(
      await codes(act({ kind: 'master-changed', master: { id: other.master.id }, happenedOn: '2025-06-10' })),
    ).toEqual(['studio.document-number-needed', 'studio.reason-needed', 'studio.master-already-names']);
    const page = await act({
      kind: 'master-changed',
      master: { name: '冉柏舟', skillLevel: 'senior-technician' },
      name: '冉柏舟技能大师工作室',
      happenedOn: '2025-06-10',
      documentNumber: '渝高技办〔2025〕8号',
      reason: '原专家退休',
    });
    expect(page.master.name).toBe('冉柏舟');
    expect(page.name).toBe('冉柏舟技能大师工作室');
    expect(page.masters.map(({ value, to }) => [value.name.slice(0, 1), to])).toEqual([
      ['匠', '2025-06-10'],
      ['冉', null],
    ]);
    const before = await office.to(studioApi).get({ params: { id }, query: { asOf: '2025-06-09' } });
    expect([before.master.name.slice(0, 1), before.masters[0]?.to, before.present, before.offers]).toEqual([
      '匠',
      null,
      false,
      [],
    ]);
  });

  it('nothing follows the end', async () => {
    const page = await act({ kind: 'terminated', happenedOn: '2026-02-01', reason: '单位注销' });
    expect(page).toMatchObject({ standing: 'terminated', evaluationDueOn: null, offers: [] });
    expect(await codes(act({ kind: 'renamed', name: '新名', happenedOn: '2026-02-02' }))).toEqual(['studio.ended']);
    const answer = portal.db.run(sql`DELETE FROM studio_events WHERE studio_id = ${id}`);
    await expect(answer).rejects.toThrow('append-only');
  });

  it('an act before the latest event or after today is refused', async () => {
    await act({ kind: 'renamed', name: '改过名的工作室', happenedOn: '2025-01-01' });
    expect(await codes(act({ kind: 'renamed', name: '更早', happenedOn: '2024-01-01' }))).toEqual([
      'studio.before-last-event',
    ]);
    expect(await codes(act({ kind: 'renamed', name: '更晚', happenedOn: '2026-03-03' }))).toEqual([
      'studio.in-the-future',
    ]);
  });

  it('a stale revision is answered with the newer view, and one of two at once wins', async () => {
    const orders = ['甲', '乙', '丙'].map((name) =>
      office
        .to(studioApi)
        .act({ params: { id }, body: { kind: 'renamed', revision: 1, name, happenedOn: '2026-01-01' } }),
    );
    const outcomes = await Promise.allSettled(orders);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as ProblemAnswer] : []));
    expect(lost.map(({ status, codes: reasons }) => [status, reasons])).toEqual([
      [409, ['shared.stale-revision']],
      [409, ['shared.stale-revision']],
    ]);
    expect(lost.map(({ problem }) => (problem.current as StudioView).revision)).toEqual([2, 2]);
  });

  it('is written to the audit log with its document and reason', async () => {
    await act({
      kind: 'terminated',
      happenedOn: '2026-02-01',
      reason: '单位注销',
      documentNumber: '渝高技办〔2026〕2号',
    });
    const [record] = await portal.db.rows(sql`
      SELECT action, from_state AS "from", to_state AS "to", reason, facts FROM audit_records
      WHERE subject_id = ${id} AND action <> 'awarded'`);
    expect(record).toMatchObject({
      action: 'terminated',
      from: 'active',
      to: 'terminated',
      reason: '单位注销',
      facts: { documentNumber: '渝高技办〔2026〕2号' },
    });
  });
});

describe('other features', () => {
  it('record events in their own unit, many at once and in order', async () => {
    const second = await aStudio(portal);
    await portal.app.get(StudioEvents).recordAll([
      { studioId: id, act: { kind: 'evaluated', grade: 'excellent', score: 8826, happenedOn: '2026-03-02' } },
      { studioId: id, act: { kind: 'upgraded', tier: 'chief', happenedOn: '2026-03-02' } },
      { studioId: second, act: { kind: 'evaluated', grade: 'qualified', happenedOn: '2026-03-02' } },
    ]);
    const page = await office.to(studioApi).get({ params: { id } });
    expect(page.events.map(({ kind, position }) => [position, kind])).toEqual([
      [3, 'upgraded'],
      [2, 'evaluated'],
      [1, 'awarded'],
    ]);
    expect(page).toMatchObject({ tier: 'chief', lastGrade: 'excellent', revision: 2 });
  });
});

describe('the reform of 2025-11-06', () => {
  it('re-homes the running studios of an abolished district by an act, and the past stays as it was', async () => {
    const first = await aStudio(portal, { recommender: '500105' });
    const gone = await aStudio(portal, { recommender: '500105' });
    const elsewhere = await aStudio(portal, { recommender: '500112' });
    await office.to(studioApi).act({
      params: { id: gone },
      body: { kind: 'terminated', revision: 1, happenedOn: '2025-01-01', reason: '终止' },
    });
    const order = {
      fromDistrictCode: '500105',
      districtCode: '500157',
      recommenderId: await recommenderId(portal, '500157'),
      reason: '行政区划调整',
    };
    expect(await codes(office.to(studioApi).rehome({ body: { ...order, happenedOn: '2025-11-05' } }))).toEqual([
      'studio.reference-not-valid',
      'studio.reference-not-valid',
    ]);
    expect(await office.to(studioApi).rehome({ body: { ...order, happenedOn: '2025-11-06' } })).toEqual({ moved: 1 });

    const pageOn = (asOf: string) => office.to(studioApi).get({ params: { id: first }, query: { asOf } });
    expect(await pageOn('2025-11-05')).toMatchObject({
      district: { code: '500105', name: '江北区' },
      recommender: { name: '江北区人力社保局' },
    });
    expect(await pageOn('2025-11-06')).toMatchObject({
      district: { code: '500157', name: '两江新区' },
      recommender: { name: '两江新区人力社保局' },
    });
    for (const untouched of [gone, elsewhere]) {
      const page = await office.to(studioApi).get({ params: { id: untouched } });
      expect(page.events.map(({ kind }) => kind)).not.toContain('re-homed');
    }
    const heir = await portal.as('recommender', { recommenderId: order.recommenderId });
    expect((await heir.to(studioApi).list()).rows.map((row) => row.id)).toEqual([first]);
  });

  it('a studio does not exist before its founding', async () => {
    const answer = office.to(studioApi).get({ params: { id }, query: { asOf: '2020-11-25' } });
    await expect(answer).rejects.toMatchObject({ status: 404 });
  });
});
