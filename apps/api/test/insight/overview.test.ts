import { insightApi } from '@jianglian/contracts/insight';
import { queryOf, type ReplyOf } from '@jianglian/contracts/shared';
import type { studioApi } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openScenario, type ScenarioPortal } from '../support/scenario.ts';
import type { Visitor } from '../support/visitor.ts';

let portal: ScenarioPortal;
let office: Visitor;
beforeAll(async () => {
  portal = await openScenario('demo');
  office = await portal.person('office');
});
afterAll(() => portal.close());

type Query = Readonly<Record<string, string | readonly string[]>>;
const rowsOf = async (person: Visitor, query: Query) => {
  const reply = await person.raw({ method: 'GET', url: `/api/studios/count${queryOf(query)}` });
  const { count } = reply.json<ReplyOf<typeof studioApi.count>>();
  return count;
};
const running = { standing: ['active', 'rectifying'] };

describe('every number of the overview is the number of rows of its list', () => {
  it.each([
    ['without filters', {}],
    ['of one cluster', { cluster: ['A1'] }],
    ['of two tiers', { tier: ['chief', 'national'] }],
    ['of a district', { district: ['500157'] }],
    ['of the excellent', { grade: ['excellent'] }],
    ['of those that have ended', { standing: ['revoked', 'terminated'] }],
  ])('figures %s', async (_, query) => {
    const { figures } = await office.to(insightApi).overview({ query: query as never });
    expect(figures).toHaveLength(6);
    for (const { code, value, list } of figures) {
      expect([code, list === null ? 0 : await rowsOf(office, list)]).toEqual([code, value]);
    }
  });

  it('clusters with their tiers and grades', async () => {
    const { clusters, total } = await office.to(insightApi).overview({ query: {} });
    expect(clusters).toHaveLength(33);
    for (const { code, count, tiers, grades } of clusters) {
      expect([code, await rowsOf(office, { ...running, cluster: code })]).toEqual([code, count]);
      for (const [tier, value] of Object.entries(tiers)) {
        expect([code, tier, await rowsOf(office, { ...running, cluster: code, tier })]).toEqual([code, tier, value]);
      }
      for (const [grade, value] of Object.entries(grades)) {
        expect([code, grade, await rowsOf(office, { ...running, cluster: code, grade })]).toEqual([code, grade, value]);
      }
    }
    expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(total.count);
  });

  it('districts, functional areas and recommenders', async () => {
    const { districts, recommenders, total } = await office.to(insightApi).overview({ query: {} });
    for (const { code, count } of districts) expect(await rowsOf(office, { ...running, district: code })).toBe(count);
    for (const { id, count } of recommenders) expect(await rowsOf(office, { ...running, recommender: id })).toBe(count);
    expect(districts.reduce((sum, { count }) => sum + count, 0)).toBe(total.count);
    expect(districts.some(({ code }) => code === '500105')).toBe(false);
    expect(recommenders.some(({ kind }) => kind === 'department')).toBe(true);
  });
});

it('compares with the end of last year on today’s clusters and districts', async () => {
  const { figures, comparedWith, districts } = await office.to(insightApi).overview({ query: {} });
  expect(comparedWith).toBe('2025-12-31');
  const [then] = await portal.db.rows<{ studios: number; upper: number; rectifying: number }>(sql`
    SELECT count(*)::int AS studios, count(*) FILTER (WHERE tier IN ('chief', 'national'))::int AS upper,
      count(*) FILTER (WHERE standing = 'rectifying')::int AS rectifying
    FROM studio_standings st JOIN studio_tiers t USING (studio_id)
    WHERE st.period @> '2025-12-31'::date AND t.period @> '2025-12-31'::date AND standing IN ('active', 'rectifying')`);
  const before = (code: string) => figures.find((figure) => figure.code === code)?.before?.value;
  expect([before('running'), before('upper-tiers'), before('rectifying')]).toEqual([
    then?.studios,
    then?.upper,
    then?.rectifying,
  ]);
  // 两江新区 took over 江北 and most of 渝北 in November 2025: that is no growth of this year.
  expect(districts.find(({ code }) => code === '500157')!.change).toBeLessThan(5);
});

it('names the next deadline of the rectifying', async () => {
  const { figures } = await office.to(insightApi).overview({ query: {} });
  expect(figures.find(({ code }) => code === 'rectifying')).toMatchObject({ value: 4, nextOn: '2026-11-29' });
});

describe('within one’s own reach', () => {
  it('a recommender counts only studios of its own, whatever is asked', async () => {
    const district = await portal.person('district-beibei');
    const own = await portal.db.one<{ count: number }>(sql`
      SELECT count(*)::int AS count FROM studios s JOIN recommenders r ON r.id = s.recommender_id
      WHERE r.code = '500109' AND s.standing IN ('active', 'rectifying')`);
    const view = await district.to(insightApi).overview({ query: {} });
    expect(view.scope).toBe('own');
    expect(view.total.count).toBe(own?.count);
    expect(view.recommenders.map(({ name }) => name)).toEqual(['北碚区人力社保局']);
    const elsewhere = await district.to(insightApi).overview({ query: { district: ['500107'] } });
    expect(elsewhere.total.count).toBe(0);
    expect(elsewhere.figures.every(({ value }) => value === 0)).toBe(true);
    for (const { value, list } of view.figures) expect(list === null ? 0 : await rowsOf(district, list)).toBe(value);
  });

  it.each(['studio-001', 'evaluator-01', 'auditor', 'sysadmin'])('%s has no overview', async (login) => {
    const person = await portal.person(login);
    await expect(person.to(insightApi).overview({ query: {} })).rejects.toMatchObject({ status: 403 });
  });

  it('a stranger has none, and unknown fields are refused', async () => {
    await expect(portal.visitor().to(insightApi).overview({ query: {} })).rejects.toMatchObject({ status: 401 });
    const reply = await office.raw({ method: 'GET', url: '/api/insight/overview?tier=imperial' });
    expect(reply.statusCode).toBe(422);
  });
});
