import { studioApi } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { StudioRegister } from '../../src/features/studio/index.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { ProblemAnswer } from '../support/visitor.ts';
import { aFounding, aStudio, recommenderId } from './a-studio.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
});
afterAll(() => portal.close());

const refusal = (call: Promise<unknown>) =>
  call.then(
    () => {
      throw new Error('was not refused');
    },
    (answer: ProblemAnswer) => answer,
  );

describe('founding a studio', () => {
  it('gives it a code, a tier, a standing and an evaluation due in two years', async () => {
    const office = await portal.as('office');
    const id = await aStudio(portal, { happenedOn: '2024-09-12', tier: 'chief', secondaryClusters: ['A1'] });
    const page = await office.to(studioApi).get({ params: { id } });
    expect(page).toMatchObject({
      tier: 'chief',
      standing: 'active',
      awardedOn: '2024-09-12',
      evaluationDueOn: '2026-09-12',
      lastGrade: null,
      cluster: { code: 'B1' },
      secondaryClusters: [{ code: 'A1', name: '智能网联新能源汽车' }],
      tiers: [{ value: 'chief', from: '2024-09-12', to: null }],
      standings: [{ value: 'active', from: '2024-09-12', to: null }],
    });
    expect(page.code).toMatch(/^DS24-\d{4}$/);
    expect(page.events.map(({ kind }) => kind)).toEqual(['awarded']);
    expect(page.teamFindings.map(({ code }) => code)).toEqual(['studio.team-too-small']);
    const [record] = await portal.db.rows<{ action: string; role: string }>(
      sql`SELECT action, role FROM audit_records WHERE subject_id = ${id}`,
    );
    expect(record).toEqual({ action: 'awarded', role: 'office' });
  });

  it('refuses a master who names a running studio already (R06)', async () => {
    const office = await portal.as('office');
    const id = await aStudio(portal);
    const { master } = await office.to(studioApi).get({ params: { id } });
    const answer = await refusal(
      office.to(studioApi).found({ body: await aFounding(portal, { master: { id: master.id } }) }),
    );
    expect(answer.status).toBe(409);
    expect(answer.codes).toEqual(['studio.master-already-names']);
  });

  it('knows the same person by the ID number, whatever the name says', async () => {
    const office = await portal.as('office');
    await aStudio(portal, { master: { name: '张三', idNumber: '500103198001010016' } });
    const body = await aFounding(portal, { master: { name: '张 三', idNumber: '500103198001010016' } });
    const answer = await refusal(office.to(studioApi).found({ body }));
    expect(answer.codes).toEqual(['studio.master-already-names']);
  });

  it('lets one of two foundings with the same master win when they come at once', async () => {
    const office = await portal.as('office');
    const bodies = await Promise.all(
      [1, 2, 3, 4].map(() => aFounding(portal, { master: { name: '李四', idNumber: '50010319850101008X' } })),
    );
    const outcomes = await Promise.allSettled(bodies.map((body) => office.to(studioApi).found({ body })));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const lost = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as ProblemAnswer] : []));
    expect(lost.map(({ codes }) => codes)).toEqual(Array.from({ length: 3 }, () => ['studio.master-already-names']));
  });

  it('objects to a second studio of one unit, occupation and tier until the office sets it aside (R07)', async () => {
    const office = await portal.as('office');
    const hostUnit = { name: '同一机械厂', kind: 'enterprise' as const };
    const occupation = { name: '焊工' };
    await aStudio(portal, { hostUnit, occupation });
    const body = await aFounding(portal, { hostUnit, occupation });
    const answer = await refusal(office.to(studioApi).found({ body }));
    expect(answer.codes).toEqual(['studio.same-unit-and-occupation']);
    const despite = ['studio.same-unit-and-occupation'];
    const unexplained = await refusal(office.to(studioApi).found({ body: { ...body, despite } }));
    expect(unexplained.codes).toEqual(['studio.reason-needed']);
    const { id } = await office.to(studioApi).found({ body: { ...body, despite, reason: '两个车间，任务不同' } });
    expect(id).toBeTypeOf('string');
  });

  it('tells every fault at once: future date, malformed document number, wrong ID', async () => {
    const office = await portal.as('office');
    const answer = await refusal(
      office.to(studioApi).found({
        body: await aFounding(portal, { happenedOn: '2027-01-01', documentNumber: '关于命名的通知' }),
      }),
    );
    expect(answer.codes).toEqual(['studio.in-the-future', 'studio.document-number-malformed']);
    const wrongId = await refusal(
      office.to(studioApi).found({
        body: await aFounding(portal, { master: { name: '王五', idNumber: '500103198001010017' } }),
      }),
    );
    expect([wrongId.status, wrongId.codes]).toEqual([422, ['studio.id-number-malformed']]);
  });

  it('refuses a district that does not hold on the day of the award', async () => {
    const office = await portal.as('office');
    const answer = await refusal(
      office
        .to(studioApi)
        .found({ body: await aFounding(portal, { districtCode: '500157', happenedOn: '2024-01-05' }) }),
    );
    expect([answer.status, answer.codes]).toEqual([422, ['studio.reference-not-valid']]);
  });

  it('is the office’s alone', async () => {
    const body = await aFounding(portal);
    for (const role of ['recommender', 'evaluator', 'care-officer', 'system-admin'] as const) {
      const person = await portal.as(role);
      expect((await refusal(person.to(studioApi).found({ body }))).status).toBe(403);
    }
  });

  it('answers a repeated call with the same studio', async () => {
    const office = await portal.as('office');
    const body = await aFounding(portal);
    const once = office.to(studioApi, { 'idempotency-key': 'founding-once-1234' });
    const [first, second] = [await once.found({ body }), await once.found({ body })];
    expect(second).toEqual(first);
  });
});

describe('founding an award list', () => {
  it('founds thousands in one go and all or none', async () => {
    const register = portal.app.get(StudioRegister);
    const recommender = await recommenderId(portal, '500103');
    const order = (row: number) => ({
      name: `名单${row}技能大师工作室`,
      tier: 'municipal' as const,
      happenedOn: '2021-06-01',
      hostUnit: { name: `名单单位${row % 700}`, kind: 'other' as const },
      master: { name: `名单专家${row}` },
      clusterCode: 'S9',
      recommenderId: recommender,
      districtCode: '500103',
    });
    const orders = Array.from({ length: 3000 }, (_, row) => order(row));
    const ids = await register.found(orders);
    expect(new Set(ids).size).toBe(3000);
    const units = await portal.db.one<{ n: number }>(
      sql`SELECT count(*) n FROM host_units WHERE name LIKE '名单单位%'`,
    );
    expect(units?.n).toBe(700);

    const before = await portal.db.one<{ n: number }>(sql`SELECT count(*) n FROM studios`);
    const bad = [order(5000), { ...order(5001), happenedOn: '2030-01-01' }];
    await expect(register.found(bad)).rejects.toMatchObject({
      refusals: [{ code: 'studio.in-the-future', params: { row: 2 } }],
    });
    expect(await portal.db.one(sql`SELECT count(*) n FROM studios`)).toEqual(before);
  });
});
