import { upgradeApi } from '@jianglian/contracts/upgrade';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import readWorkbook from 'read-excel-file/node';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aCase, answerOf, declareAll, graded, verdictOf } from './a-case.ts';

let portal: Portal;
let ready: Awaited<ReturnType<typeof aCase>>;
let fresh: Awaited<ReturnType<typeof aCase>>;
let far: Awaited<ReturnType<typeof aCase>>;
beforeAll(async () => {
  portal = await openPortal();
  ready = await aCase(portal, { recommender: '500103', name: '甲技能大师工作室' });
  fresh = await aCase(portal, { recommender: '500103', name: '乙技能大师工作室', happenedOn: '2025-05-05' });
  far = await aCase(portal, { recommender: '500101', name: '丙技能大师工作室' });
  await aCase(portal, { recommender: '500103', name: '丁技能大师工作室', tier: 'national' });
  await graded(portal, ready.id, 'excellent', '2025-01-15');
  await declareAll(ready.studio, ready.id);
  await declareAll(fresh.studio, fresh.id);
  await declareAll(far.studio, far.id);
});
afterAll(() => portal.close());

const listed = async (person: Visitor, query: object = {}) =>
  (await person.to(upgradeApi).verdicts({ query })).rows.map(({ id }) => id);

describe('the list of verdicts', () => {
  it('has the running studios that have a tier above, each with the verdict of its own page', async () => {
    const office = await portal.as('office');
    const { rows } = await office.to(upgradeApi).verdicts({});
    expect(rows.map(({ id }) => id).toSorted()).toEqual([ready.id, fresh.id, far.id].toSorted());
    for (const row of rows) {
      const own = await verdictOf(office, row.id);
      expect([row.outcome, row.eligibleFrom, row.target]).toEqual([own.outcome, own.eligibleFrom, own.target]);
    }
    expect(rows.find(({ id }) => id === ready.id)).toMatchObject({ outcome: 'eligible', preferred: true, unmet: [] });
  });

  it('is filtered by verdict, reason, missing fact and day, and paged', async () => {
    const office = await portal.as('office');
    expect(await listed(office, { outcome: 'eligible' })).toEqual([ready.id]);
    expect(await listed(office, { rule: 'upgrade.cooling-off' })).toEqual([fresh.id]);
    expect(await listed(office, { missing: 'presenceMonths' })).toEqual([]);
    expect(await listed(office, { by: '2026-12-31' })).toEqual([ready.id]);
    expect((await listed(office, { by: '2027-01-01' })).toSorted()).toEqual([ready.id, fresh.id].toSorted());
    expect(await listed(office, { q: '丙' })).toEqual([far.id]);
    expect(await listed(office, { target: 'national' })).toEqual([]);
    const first = await office.to(upgradeApi).verdicts({ query: { limit: 2 } });
    const second = await office.to(upgradeApi).verdicts({ query: { limit: 2, after: first.next! } });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(await listed(office));
    expect(second.next).toBeNull();
  });

  it('is counted by verdict and by what holds studios up', async () => {
    const office = await portal.as('office');
    const summary = await office.to(upgradeApi).summary({});
    expect(summary.total).toBe(3);
    expect(summary.outcomes).toMatchObject({ eligible: 1, 'not-yet': 2 });
    expect(summary.rules).toContainEqual({ rule: 'upgrade.cooling-off', count: 1 });
  });

  it('shows a recommender its own studios only: in list, search, counts and export', async () => {
    const person = ready.recommender;
    expect((await listed(person)).toSorted()).toEqual([ready.id, fresh.id].toSorted());
    expect(await listed(person, { q: '丙' })).toEqual([]);
    const { recommenderId } = (await portal.db.one<{ recommenderId: string }>(sql`
      SELECT recommender_id AS "recommenderId" FROM studios WHERE id = ${far.id}`))!;
    expect(await listed(person, { recommender: recommenderId })).toEqual([]);
    expect((await person.to(upgradeApi).summary({})).total).toBe(2);
    const file = await person.raw({ method: 'GET', url: '/api/upgrade-verdicts/export' });
    expect(file.statusCode).toBe(200);
    const [sheet] = await readWorkbook(file.rawPayload);
    const names = sheet!.data.map((row) => row[1]);
    expect(names).toEqual(expect.arrayContaining(['甲技能大师工作室', '乙技能大师工作室']));
    expect(names).not.toContain('丙技能大师工作室');
    expect(JSON.stringify(sheet!.data)).toContain('获建次年不得申报');
  });

  it('is not for studios, evaluators, the care officer and administrators, nor is another studio’s verdict', async () => {
    const calls = (person: Visitor, id: string) =>
      Promise.all([
        answerOf(person.to(upgradeApi).verdicts({})),
        answerOf(person.to(upgradeApi).summary({})),
        answerOf(verdictOf(person, id)),
        answerOf(person.to(upgradeApi).simulate({ body: { kind: 'grade', studioId: id, grade: 'excellent' } })),
        answerOf(person.to(upgradeApi).determine({ params: { id }, body: {} })),
        answerOf(person.to(upgradeApi).simulateRules({ body: { rules: {} } })),
      ]);
    const statuses = async (person: Visitor, id: string) => (await calls(person, id)).map(({ status }) => status);
    expect(await statuses(fresh.studio, ready.id)).toEqual([403, 403, 404, 404, 404, 403]);
    expect(await statuses(far.recommender, ready.id)).toEqual([200, 200, 404, 404, 404, 403]);
    for (const role of ['evaluator', 'care-officer', 'system-admin', 'security-admin', 'audit-admin'] as const) {
      expect(await statuses(await portal.as(role), ready.id)).toEqual([403, 403, 403, 403, 403, 403]);
    }
    expect(await statuses(portal.visitor(), ready.id)).toEqual([401, 401, 401, 401, 401, 401]);
    const kept = await ready.studio.to(upgradeApi).determine({ params: { id: ready.id }, body: {} });
    expect((await answerOf(far.recommender.to(upgradeApi).determination({ params: { id: kept.id } }))).status).toBe(
      404,
    );
    expect((await answerOf(fresh.studio.to(upgradeApi).determination({ params: { id: kept.id } }))).status).toBe(404);
  });
});

describe('a simulation', () => {
  const written = () =>
    portal.db.one(sql`
      SELECT (SELECT count(*) FROM audit_records) AS audited, (SELECT count(*) FROM studio_events) AS events,
             (SELECT count(*) FROM upgrade_determinations) AS kept, (SELECT max(revision) FROM studios) AS revision`);

  it('says what 优秀, another master or other rules would change, and writes nothing', async () => {
    const before = await written();
    const graded = await far.studio
      .to(upgradeApi)
      .simulate({ body: { kind: 'grade', studioId: far.id, grade: 'excellent' } });
    expect(graded).toMatchObject({ outcome: 'eligible', preferred: true, determination: null });
    expect(graded.conditions.find(({ rule }) => rule === 'upgrade.evaluated')?.facts).toContainEqual(
      expect.objectContaining({ fact: 'lastGrade', value: 'excellent', source: 'assumption' }),
    );
    const passedOn = await ready.studio
      .to(upgradeApi)
      .simulate({ body: { kind: 'master', studioId: ready.id, skillLevel: 'technician' } });
    expect(passedOn.outcome).toBe('not-yet');
    expect(passedOn.notBefore).toBe('2028-03-02');
    const office = await portal.as('office');
    const draft = await office.to(upgradeApi).simulateRules({ body: { rules: { skilledPercent: 50 } } });
    expect(draft).toMatchObject({ total: 3, ruleSet: { version: 0 }, comesIn: { count: 0 }, dropsOut: { count: 1 } });
    expect(draft.dropsOut.rows[0]).toMatchObject({ studio: { id: ready.id }, because: ['upgrade.skilled-share'] });
    const next = await office
      .to(upgradeApi)
      .simulateRules({ body: { rules: { coolingOffYears: 0, provisionalYears: 2 } } });
    expect(next.comesIn.rows.map(({ studio }) => studio.id)).toEqual([fresh.id]);
    const later = await office.to(upgradeApi).simulateRules({ body: { rules: {}, on: '2027-07-15' } });
    expect(later.comesIn.rows).toMatchObject([{ studio: { id: fresh.id }, because: ['upgrade.cooling-off'] }]);
    const wrong = await answerOf(office.to(upgradeApi).simulateRules({ body: { rules: { teamLeast: 20 } } }));
    expect(wrong).toEqual({ status: 422, codes: ['eligibility.team-range-empty'] });
    expect(await written()).toEqual(before);
  });
});
