import { studioApi } from '@jianglian/contracts/studio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { aStudio } from './a-studio.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
  const names = ['安装', '冲压', '电工', '焊接', '模具', '铸造'];
  for (const [index, name] of names.entries()) {
    await aStudio(portal, {
      name: `${name}技能大师工作室`,
      happenedOn: `${2015 + index}-05-01`,
      tier: index < 2 ? 'district' : 'municipal',
      master: { name: `专家${name}`, birthDate: `${1962 + index * 4}-03-02` },
      hostUnit: { name: index === 0 ? '=1+1厂' : `${name}厂`, kind: 'enterprise' },
      clusterCode: index % 2 ? 'A1' : 'C4',
    });
  }
});
afterAll(() => portal.close());

const names = async (query: Parameters<ReturnType<typeof office.to<typeof studioApi>>['list']>[0]) =>
  (await office.to(studioApi).list(query)).rows.map(({ name }) => name.replace('技能大师工作室', ''));

describe('the registry list', () => {
  it('sorts names as Chinese does, both ways', async () => {
    const order = ['安装', '冲压', '电工', '焊接', '模具', '铸造'];
    expect(await names({ query: { sort: 'name' } })).toEqual(order);
    expect(await names({ query: { sort: 'name', order: 'desc' } })).toEqual(order.toReversed());
    expect(await names({ query: { sort: 'awarded', order: 'desc' } })).toEqual(order.toReversed());
    expect(await names({ query: { sort: 'activity' } })).toHaveLength(6);
  });

  it.each(['name', 'awarded', 'due', 'activity'] as const)('pages by %s without gap or repetition', async (sort) => {
    for (const order of ['asc', 'desc'] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const page = await office.to(studioApi).list({ query: { sort, order, limit: 4, ...(after ? { after } : {}) } });
        seen.push(...page.rows.map(({ id }) => id));
        after = page.next ?? undefined;
      } while (after);
      expect(new Set(seen).size).toBe(6);
      expect(seen).toHaveLength(6);
    }
  });

  it('finds by code, name, master, unit and occupation; each word narrows', async () => {
    expect(await names({ query: { q: '专家模具' } })).toEqual(['模具']);
    expect(await names({ query: { q: '电工厂' } })).toEqual(['电工']);
    expect(await names({ query: { q: '工作室 专家焊' } })).toEqual(['焊接']);
    expect(await names({ query: { q: '%' } })).toEqual([]);
    const [row] = (await office.to(studioApi).list({ query: { q: '铸造' } })).rows;
    expect(await names({ query: { q: row?.code ?? '' } })).toEqual(['铸造']);
  });

  it('finds a studio by the new name of its unit', async () => {
    const [unit] = await office.to(studioApi).hostUnits({ query: { q: '冲压厂' } });
    if (!unit) throw new Error('no unit');
    await office.to(studioApi).describeHostUnit({
      params: { id: unit.id },
      body: { revision: unit.revision, name: '巴岳装备制造有限公司', kind: 'enterprise' },
    });
    expect(await names({ query: { q: '巴岳' } })).toEqual(['冲压']);
    expect(await names({ query: { q: '冲压厂' } })).toEqual([]);
  });

  it('filters by what it is, and the count agrees', async () => {
    for (const [query, expected] of [
      [{ tier: ['district'] }, 2],
      [{ tier: ['district', 'municipal'] }, 6],
      [{ cluster: ['A1'] }, 3],
      [{ year: [2015, 2020] }, 2],
      [{ grade: ['none'] }, 6],
      [{ grade: ['excellent'] }, 0],
      [{ standing: ['revoked'] }, 0],
      [{ dueFrom: '2018-01-01', dueTo: '2019-12-31' }, 2],
      [{ ageFrom: 60 }, 2],
      [{ district: ['500103'] }, 0],
      [{ occupation: ['没有'] }, 0],
    ] as const) {
      expect([query, (await office.to(studioApi).list({ query: query as never })).rows.length]).toEqual([
        query,
        expected,
      ]);
      expect(await office.to(studioApi).count({ query: query as never })).toEqual({ count: expected, capped: false });
    }
    expect(await office.to(studioApi).summary()).toEqual({
      running: 6,
      dueThisYear: 6,
      rectifying: 0,
      masters55: 3,
      ended: 0,
    });
  });

  it('exports what it shows, in the reader’s language, with formulas as text', async () => {
    const url = `/api/studios/export?q=${encodeURIComponent('安装')}`;
    const chinese = await office.raw({ method: 'GET', url });
    expect(chinese.headers['content-type']).toContain('text/csv');
    const lines = chinese.payload.split('\r\n');
    expect(lines[0]?.startsWith('\uFEFF代码,工作室,命名专家')).toBe(true);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain('区县级');
    expect(lines[1]).toContain(",'=1+1厂,");
    const english = await office.raw({ method: 'GET', url, headers: { 'accept-language': 'en' } });
    expect(english.payload).toContain('District');
  });

  it('refuses unknown fields, unknown sorts and foreign cursors', async () => {
    for (const url of ['?colour=red', '?sort=master', '?after=abc', '?limit=1000', '?tier=gold']) {
      expect((await office.raw({ method: 'GET', url: `/api/studios${url}` })).statusCode).toBe(422);
    }
  });
});
