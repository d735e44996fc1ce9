import { describe, expect, test } from 'vitest';
import type { AwardField } from './award-list-columns.ts';
import { fieldOfHead, layoutOf } from './award-list-columns.ts';
import { awardLines, cellsOf, kindOfLine } from './award-list-lines.ts';

describe('column heads', () => {
  test.each<readonly [string, AwardField | undefined]>([
    ['序号', 'ordinal'],
    ['工作室', 'studioName'],
    ['工作室名称', 'studioName'],
    ['大师工作室名称', 'studioName'],
    ['项目名称', 'studioName'],
    ['依托单位', 'hostUnit'],
    ['所在单位', 'hostUnit'],
    ['工作室所在单位', 'hostUnit'],
    ['申报单位', 'hostUnit'],
    ['建设单位（全称）', 'hostUnit'],
    ['推荐单位', 'recommender'],
    ['归口部门', 'recommender'],
    ['所属区县', 'district'],
    ['职业（工种）', 'occupation'],
    ['工 种', 'occupation'],
    ['层级', 'tier'],
    ['技能等级', undefined],
    ['认定时间', 'awardedOn'],
    ['年度', 'awardedOn'],
    ['文号', 'documentNumber'],
    ['姓名', 'master'],
    ['大师姓名', 'master'],
    ['命名专家', 'master'],
    ['工作室负责人', 'master'],
    ['领衔人', 'master'],
    ['联系人', 'private'],
    ['联系电话', 'private'],
    ['身份证号码', 'private'],
    ['产业集群', 'cluster'],
    ['Studio', 'studioName'],
    ['Host unit', 'hostUnit'],
    ['Master', 'master'],
    ['Occupation', 'occupation'],
    ['Tier', 'tier'],
    ['District', 'district'],
    ['Document number', 'documentNumber'],
    ['性别', undefined],
    ['', undefined],
  ])('%s carries %s', (head, field) => expect(fieldOfHead(head)).toBe(field));
});

describe('the layout of a sheet', () => {
  test('the 2019 national list of Chongqing: title, heads, three columns', () => {
    const layout = layoutOf([
      ['2019年国家级技能大师工作室建设项目单位名单（重庆市）', '', ''],
      ['序号', '工作室名称', '所在单位'],
      ['1', '黄德勇技能大师工作室', '重庆市轨道交通(集团)有限公司'],
    ]);
    expect(layout).toMatchObject({
      titleRow: 1,
      headerRow: 2,
      firstRow: 3,
      columns: ['ordinal', 'studioName', 'hostUnit'],
    });
    expect(layout.title).toMatchObject({ year: 2019, tier: 'national' });
  });

  test('the national list of Shanxi: heads without a title', () => {
    const layout = layoutOf([
      ['序号', '工作室', '依托单位'],
      ['1', '吕涛技能大师工作室', '太钢(集团)。'],
    ]);
    expect(layout).toMatchObject({
      title: null,
      headerRow: 1,
      firstRow: 2,
      columns: ['ordinal', 'studioName', 'hostUnit'],
    });
  });

  test('without heads the contents speak', () => {
    const layout = layoutOf([
      ['2023年度市级技能大师工作室名单'],
      ['1', '张伟焊工技能大师工作室', '重庆某某有限公司', '13800001111', '2023年5月'],
      ['2', '李娜技能大师工作室', '重庆某某技师学院', '13900001111', '2023年5月'],
    ]);
    expect(layout).toMatchObject({
      headerRow: null,
      firstRow: 2,
      columns: ['ordinal', 'studioName', 'hostUnit', 'private', 'awardedOn'],
    });
  });

  test('one cell per row is enough', () => {
    const layout = layoutOf([
      ['重庆某某有限公司（张伟焊工技能大师工作室）'],
      ['重庆另一有限公司（李娜技能大师工作室）'],
    ]);
    expect(layout).toMatchObject({ title: null, headerRow: null, firstRow: 1, columns: ['studioName'] });
  });

  test('an annex mark and an empty line may stand above the title', () => {
    const layout = layoutOf([
      ['附件1'],
      [''],
      ['2024年市级技能大师工作室名单'],
      ['序号', '姓名', '单位'],
      ['1', '张伟', '甲公司'],
    ]);
    expect(layout).toMatchObject({
      titleRow: 3,
      headerRow: 4,
      firstRow: 5,
      columns: ['ordinal', 'master', 'hostUnit'],
    });
  });

  test('a field is given to one column only', () => {
    expect(layoutOf([['单位', '企业', '姓名']]).columns).toEqual(['hostUnit', 'ignored', 'master']);
  });
});

describe('the lines below', () => {
  test.each([
    [['', '  '], 'blank'],
    [['一、市级首席技能大师工作室（15个）'], 'section'],
    [['国家级'], 'section'],
    [['首席技能大师工作室'], 'section'],
    [['注：排名不分先后'], 'note'],
    [['合计', '30'], 'note'],
    [['共30个'], 'note'],
    [['序号', '工作室名称', '单位'], 'heads'],
    [['张伟技能大师工作室'], 'award'],
    [['某某公司（张伟市级技能大师工作室）'], 'award'],
    [['1', '张伟技能大师工作室', '某某公司'], 'award'],
  ] as const)('%j is %s', (row, kind) => expect(kindOfLine(row)).toBe(kind));

  test('sections give their tier to the rows below them', () => {
    const sheet = [
      ['序号', '工作室', '单位'],
      ['一、首席技能大师工作室'],
      ['1', '张伟技能大师工作室', '甲公司'],
      [],
      ['二、市级技能大师工作室'],
      ['1', '李娜技能大师工作室', '乙公司'],
      ['注：以上排名不分先后'],
    ];
    const columns = ['ordinal', 'studioName', 'hostUnit'] as const;
    const lines = awardLines(sheet, 2, columns);
    expect(lines.map(({ number, sectionTier }) => [number, sectionTier])).toEqual([
      [3, 'chief'],
      [6, 'municipal'],
    ]);
    expect(cellsOf(lines[0]?.cells ?? [], columns)).toEqual({ studioName: '张伟技能大师工作室', hostUnit: '甲公司' });
  });

  test('private columns and personal numbers are not read in', () => {
    const row = ['张伟', '甲公司', '13800001111', '500103198001010016', '023-88126933'];
    const [line] = awardLines([row], 1, ['master', 'hostUnit', 'ignored', 'ignored', 'private']);
    expect(line?.cells).toEqual(['张伟', '甲公司', '', '', '']);
  });
});
