import { awardImportApi, type AwardImportView } from '@jianglian/contracts/award-import';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { applied, checkedList, studioCount } from './an-award-list.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

const api = () => office.to(awardImportApi);
const csv = (...rows: readonly string[]) =>
  ['2024年度市级技能大师工作室名单', '序号,工作室名称,申报单位,所属区县', ...rows].join('\n');
const rowsOf = async (list: AwardImportView, only: 'all' | 'problems' | 'errors' | 'duplicates' = 'all') =>
  (await api().rows({ params: { id: list.id }, query: { only } })).rows;
const told = async (list: AwardImportView, number: number) =>
  (await rowsOf(list))
    .find((row) => row.number === number)
    ?.findings.map(({ code }) => code.replace('award-import.', ''));

describe('the check table', () => {
  let list: AwardImportView;
  beforeEach(async () => {
    list = await checkedList(
      { portal, office },
      '2024市级.csv',
      csv(
        '1,陆衡之装配钳工技能大师工作室,重庆云岫机床股份有限公司,北碚区',
        '2,简书樵装配嵌工技能大师工作室,重庆澄江精工机械厂,江津区',
        '3,技能大师工作室,重庆云篆农业机械有限公司,巴南区',
        '4,李文焊工技能大师工作室,重庆江北机械有限公司,江北区',
        '5,王强焊工技能大师工作室,重庆嘉陵机械有限公司,江北区',
        '6,陆衡之工业机器人系统操作员技能大师工作室,重庆石舫数控科技有限公司,涪陵区',
        '7,赵敏装配钳工技能大师工作室,重庆云岫机床股份有限公司,北碚区',
        '注：排名不分先后',
      ),
    );
  });

  test('says per row what is wrong, and folds neighbours with the same finding', async () => {
    expect(list).toMatchObject({
      rowCount: 7,
      figures: { new: 4, refused: 3, excluded: 0 },
      title: { tier: 'municipal', year: 2024 },
    });
    expect(await told(list, 4)).toEqual(['occupation-misspelt']);
    expect(await told(list, 5)).toEqual(['master-missing']);
    expect(await told(list, 8)).toEqual(['master-repeated']);
    expect(await told(list, 9)).toEqual(['occupation-repeated']);
    const { folds, groups } = await api().outline({ params: { id: list.id }, query: { only: 'problems' } });
    expect(folds.map(({ from, to, count }) => [from, to, count])).toEqual([
      [4, 4, 1],
      [5, 5, 1],
      [6, 7, 2],
      [8, 8, 1],
      [9, 9, 1],
    ]);
    expect(groups[0]).toMatchObject({
      count: 2,
      firstRows: [6, 7],
      finding: {
        code: 'award-import.recommender-abolished-since',
        params: { name: '江北区人力社保局', on: '2025-11-06' },
        field: 'district',
        suggestion: '两江新区',
      },
    });
    expect((await rowsOf(list, 'errors')).map(({ number }) => number)).toEqual([4, 5, 8]);
    expect((await rowsOf(list, 'duplicates')).map(({ number }) => number)).toEqual([8, 9]);
  });

  test('a cell is edited in place and its row is checked anew', async () => {
    const edit = { revision: list.revision, field: 'occupation', value: '装配钳工' } as const;
    const answer = await api().amend({ params: { id: list.id, number: 4 }, body: edit });
    expect(answer.rows).toMatchObject([
      { number: 4, verdict: 'new', edited: ['occupation'], values: { occupation: '装配钳工' } },
    ]);
    expect(answer.import).toMatchObject({ revision: list.revision + 1, figures: { new: 5, refused: 2 } });
    const back = await api().amend({
      params: { id: list.id, number: 4 },
      body: { revision: list.revision + 1, field: 'occupation', value: null },
    });
    expect(back.rows).toMatchObject([{ number: 4, verdict: 'refused', edited: [] }]);
  });

  test('editing a name also frees or binds the rows that shared it', async () => {
    const edit = { revision: list.revision, field: 'master', value: '陆横之' } as const;
    const answer = await api().amend({ params: { id: list.id, number: 3 }, body: edit });
    expect(answer.rows.map(({ number, verdict }) => [number, verdict])).toEqual([
      [3, 'new'],
      [8, 'new'],
      [9, 'new'],
    ]);
    const again = await api().amend({
      params: { id: list.id, number: 9 },
      body: { revision: list.revision + 1, field: 'master', value: '陆横之' },
    });
    expect(again.rows.find(({ number }) => number === 9)).toMatchObject({ verdict: 'refused' });
    expect(await told(list, 9)).toContain('row-repeated');
  });

  test('one value is replaced in every row that has it', async () => {
    const body = { revision: list.revision, field: 'district', from: '江北区', to: '两江新区' } as const;
    const answer = await api().replace({ params: { id: list.id }, body });
    expect(answer.rows.map(({ number, values }) => [number, values.district])).toEqual([
      [6, '两江新区'],
      [7, '两江新区'],
    ]);
  });

  test('a misspelling inside names is replaced wherever it stands', async () => {
    const body = { revision: list.revision, field: 'occupation', from: '装配嵌工', to: '装配钳工' } as const;
    const answer = await api().replace({ params: { id: list.id }, body });
    expect(answer.rows).toMatchObject([{ number: 4, verdict: 'new', understood: { occupation: '装配钳工' } }]);
  });

  test('a namesake is accepted with open eyes, other errors cannot be accepted', async () => {
    const choose = (revision: number, code: string) =>
      api().choose({ params: { id: list.id }, body: { revision, rows: [8], choice: 'accept', code } });
    const accepted = await choose(list.revision, 'award-import.master-repeated');
    expect(accepted.rows.find(({ number }) => number === 8)).toMatchObject({
      verdict: 'new',
      findings: [{ code: 'award-import.master-repeated', level: 'warning' }],
    });
    await expect(choose(list.revision + 1, 'award-import.master-missing')).rejects.toMatchObject({
      status: 422,
      codes: ['award-import.not-acceptable'],
    });
  });

  test('refused rows block until they are mended or left out, and the number must be typed', async () => {
    const before = await studioCount(portal);
    const apply = (revision: number, count: number) =>
      api().apply({ params: { id: list.id }, body: { revision, count } });
    await expect(apply(list.revision, 4)).rejects.toMatchObject({ status: 409, codes: ['award-import.rows-refused'] });
    const { import: left } = await api().choose({
      params: { id: list.id },
      body: { revision: list.revision, rows: 'refused', choice: 'exclude' },
    });
    expect(left.figures).toEqual({ new: 4, changed: 0, same: 0, refused: 0, excluded: 3 });
    await expect(apply(left.revision, 3)).rejects.toMatchObject({ codes: ['award-import.count-not-confirmed'] });
    const done = await applied({ portal, office }, left);
    expect(done.state).toBe('applied');
    expect(await studioCount(portal)).toBe(before + 4);
    const result = await office.raw({ method: 'GET', url: `/api/award-imports/${list.id}/result?format=csv` });
    const lines = result.payload.split('\r\n');
    expect(lines[0]).toContain('行,结果,工作室名称,命名专家');
    expect(lines.filter((line) => line.includes('不导入'))).toHaveLength(3);
    expect(lines[1]).toMatch(/^3,新增,陆衡之装配钳工技能大师工作室,陆衡之,装配钳工,.*DS24-/);
    // Everything after it starts clean.
    await portal.db.rows(sql`SELECT 1`);
  });

  test('who was slower gets the newer view', async () => {
    const body = { revision: list.revision, field: 'occupation', value: '焊工' } as const;
    await api().amend({ params: { id: list.id, number: 4 }, body });
    await expect(api().amend({ params: { id: list.id, number: 4 }, body })).rejects.toMatchObject({
      status: 409,
      codes: ['shared.stale-revision'],
      problem: { current: { id: list.id, revision: list.revision + 1 } },
    });
  });

  test('an import given up stays as it is', async () => {
    const cancelled = await api().cancel({ params: { id: list.id }, body: { revision: list.revision } });
    expect(cancelled).toMatchObject({ state: 'cancelled', offers: [] });
    const late = api().check({ params: { id: list.id }, body: { revision: cancelled.revision } });
    await expect(late).rejects.toMatchObject({ status: 409, codes: ['machine.not-from-here'] });
  });

  test('unknown rows and unknown keys are refused', async () => {
    const { id, revision } = list;
    await expect(
      api().amend({ params: { id, number: 999 }, body: { revision, field: 'master', value: '张三' } }),
    ).rejects.toMatchObject({ status: 422, codes: ['award-import.row-unknown'] });
    const strange = await office.raw({
      method: 'PATCH',
      url: `/api/award-imports/${id}/rows/4`,
      body: { revision, field: 'master', value: '张三', more: 1 },
    });
    expect(strange.statusCode).toBe(422);
  });
});

describe('who may', () => {
  test.each([
    'studio',
    'recommender',
    'evaluator',
    'care-officer',
    'system-admin',
    'security-admin',
    'audit-admin',
  ] as const)('%s sees no import', async (role) => {
    const other = await portal.as(role);
    const [any] = (await api().list()).rows;
    for (const url of [
      '',
      '/template',
      `/${any?.id}`,
      `/${any?.id}/rows`,
      `/${any?.id}/outline`,
      `/${any?.id}/result`,
    ]) {
      const answer = await other.raw({ method: 'GET', url: `/api/award-imports${url}` });
      expect(answer.statusCode).toBe(403);
      expect(answer.payload).not.toContain('陆衡之');
    }
    const upload = await other.upload('/api/award-imports', { name: 'a.csv', content: Buffer.from(csv('1,甲,乙,丙')) });
    expect(upload.statusCode).toBe(403);
  });

  test('a visitor is asked to sign in', async () => {
    const answer = await portal.visitor().raw({ method: 'GET', url: '/api/award-imports' });
    expect(answer.statusCode).toBe(401);
  });
});
