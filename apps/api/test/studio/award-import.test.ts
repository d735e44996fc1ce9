import { awardImportApi } from '@jianglian/contracts/award-import';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import type { Visitor } from '../support/visitor.ts';
import { applied, checkedList, publishedList, uploadList } from './an-award-list.ts';

let portal: Portal;
let office: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  office = await portal.as('office');
});
afterAll(() => portal.close());

const registered = () =>
  portal.db.rows(sql`
    SELECT s.name, m.name AS master, h.name AS unit, h.kind, s.tier, s.awarded_on AS "awardedOn", s.district_code AS district
    FROM studios s JOIN masters m ON m.id = s.master_id JOIN host_units h ON h.id = s.host_unit_id ORDER BY s.awarded_on DESC, s.code`);

describe('the published lists', () => {
  test('the national list of Chongqing 2019 goes from the file into the register', async () => {
    const uploaded = await uploadList(office, '2019.xlsx', publishedList('chongqing-national-2019.xlsx'));
    expect(uploaded).toMatchObject({
      state: 'uploaded',
      title: { year: 2019, tier: 'national', region: '重庆市' },
      titleRow: 1,
      headerRow: 2,
      firstRow: 3,
      rowCount: 3,
      columns: [
        { head: '序号', field: 'ordinal' },
        {
          head: '工作室名称',
          field: 'studioName',
          filled: 3,
          sample: ['黄德勇技能大师工作室', '杨波技能大师工作室', '王芃技能大师工作室'],
        },
        { head: '所在单位', field: 'hostUnit' },
      ],
      defaults: { tier: 'national', awardedOn: null, clusterCode: 'S9' },
    });
    const checked = await checkedList({ portal, office }, '2019.xlsx', publishedList('chongqing-national-2019.xlsx'), {
      awardedOn: '2019-12-20',
    });
    expect(checked).toMatchObject({
      state: 'checked',
      figures: { new: 3, changed: 0, same: 0, refused: 0, excluded: 0 },
      writeCount: 3,
      problemCount: 0,
    });
    expect(await registered()).toEqual([]);
    const done = await applied({ portal, office }, checked);
    expect(done).toMatchObject({ state: 'applied', progress: { done: 6 }, offers: [] });
    expect(await registered()).toEqual([
      {
        name: '黄德勇技能大师工作室',
        master: '黄德勇',
        unit: '重庆市轨道交通（集团）有限公司',
        kind: 'enterprise',
        tier: 'national',
        awardedOn: '2019-12-20',
        district: '500103',
      },
      expect.objectContaining({ master: '杨波', unit: '重庆工业设备安装集团有限公司' }),
      expect.objectContaining({ master: '王芃', unit: '重庆市蒙妮坦时尚职业培训学校', kind: 'other' }),
    ]);
  });

  test('the national list of Shanxi has no title: its tier is asked for, short unit names are pointed out', async () => {
    const uploaded = await uploadList(office, 'shanxi.csv', publishedList('shanxi-national.csv'));
    expect(uploaded).toMatchObject({ title: null, headerRow: 1, rowCount: 7, defaults: { tier: null } });
    const mapping = {
      revision: uploaded.revision,
      firstRow: 2,
      columns: uploaded.columns.map(({ field }) => field),
      defaults: uploaded.defaults,
    };
    const refused = office.to(awardImportApi).map({ params: { id: uploaded.id }, body: mapping });
    await expect(refused).rejects.toMatchObject({
      status: 422,
      codes: ['award-import.tier-needed', 'award-import.date-needed', 'award-import.recommender-needed'],
    });
    const checked = await checkedList({ portal, office }, 'shanxi.csv', publishedList('shanxi-national.csv'), {
      tier: 'national',
      awardedOn: '2018-11-30',
    });
    expect(checked).toMatchObject({ figures: { new: 7, refused: 0 }, problemCount: 4 });
    const { groups } = await office.to(awardImportApi).outline({ params: { id: checked.id }, query: {} });
    expect(groups.map(({ finding }) => finding.code)).toEqual(Array(4).fill('award-import.unit-short'));
    expect((await applied({ portal, office }, checked)).state).toBe('applied');
    expect((await registered()).slice(3)).toMatchObject([
      { master: '吕涛', unit: '太钢（集团）' },
      { master: '王文胜', unit: '潞安矿业（集团）有限责任公司' },
      { master: '王斌俊', unit: '汾西矿业（集团）' },
      { master: '王雷雨', unit: '同煤集团' },
      { master: '樊志勤', unit: '太重集团' },
      { master: '刘奇', unit: '中国重汽集团大同齿轮有限公司' },
      { master: '刘江生', unit: '杏花村汾酒厂' },
    ]);
  });

  test('the same list once more changes nothing', async () => {
    const again = await checkedList({ portal, office }, '2019.xlsx', publishedList('chongqing-national-2019.xlsx'), {
      awardedOn: '2019-12-20',
    });
    expect(again).toMatchObject({
      figures: { new: 0, changed: 0, same: 3, refused: 0 },
      writeCount: 0,
      duplicateCount: 3,
    });
    const nothing = office
      .to(awardImportApi)
      .apply({ params: { id: again.id }, body: { revision: again.revision, count: 0 } });
    await expect(nothing).rejects.toMatchObject({ status: 409, codes: ['award-import.nothing-to-write'] });
  });
});
