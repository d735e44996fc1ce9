import { describe, expect, test } from 'vitest';
import { readTitle, tierIn } from './award-list-title.ts';
import type { Tier } from './tier.ts';

describe('the title row', () => {
  test.each<
    readonly [title: string, year: number | null, tier: Tier | null, region: string | null, count: number | null]
  >([
    ['2019年国家级技能大师工作室建设项目单位名单（重庆市）', 2019, 'national', '重庆市', null],
    ['2024年度市级技能大师工作室名单（30个）', 2024, 'municipal', null, 30],
    ['2024 年度 市级首席技能大师工作室 名单(共15个)', 2024, 'chief', null, 15],
    ['重庆市2023年度首席技能大师工作室名单', 2023, 'chief', '重庆市', null],
    ['关于公布2022年重庆市市级技能大师工作室名单的通知', 2022, 'municipal', '重庆市', null],
    ['二〇二四年度区县级技能大师工作室名单', 2024, 'district', null, null],
    ['山西省国家级技能大师工作室名单', null, 'national', '山西省', null],
    ['2021年省级技能大师工作室建设单位名单', 2021, 'municipal', null, null],
    ['技能大师工作室名单', null, null, null, null],
  ])('%s', (text, year, tier, region, declaredCount) => {
    expect(readTitle(text)).toMatchObject({ year, tier, region, declaredCount, isProvisional: false });
  });

  test('a list for publicity is recognised as no award yet', () => {
    expect(readTitle('2024年拟认定市级技能大师工作室公示名单')?.isProvisional).toBe(true);
  });

  test('a document number is taken in its standard form', () => {
    const title = readTitle('2024年市级技能大师工作室名单（渝高技办[2024]15号）');
    expect(title).toMatchObject({ documentNumber: '渝高技办〔2024〕15号', year: 2024 });
  });

  test('marks point at the words that were understood', () => {
    const title = readTitle('2024年度市级技能大师工作室名单（30个）');
    expect(title?.marks.map(({ kind, text }) => [kind, text])).toEqual([
      ['year', '2024年度'],
      ['tier', '市级技能大师工作室'],
      ['count', '（30个）'],
    ]);
    for (const { from, to, text } of title?.marks ?? []) expect(title?.text.slice(from, to)).toBe(text);
  });

  test.each(['序号', '黄德勇技能大师工作室', '', '附件1', '重庆市轨道交通（集团）有限公司'])(
    '%s is no title',
    (text) => {
      expect(readTitle(text)).toBeUndefined();
    },
  );

  test.each<readonly [string, Tier | null]>([
    ['国家级', 'national'],
    ['国家', 'national'],
    ['市级首席', 'chief'],
    ['首席', 'chief'],
    ['市级首席技能大师工作室', 'chief'],
    ['市级', 'municipal'],
    ['市级技能大师工作室', 'municipal'],
    ['区级', 'district'],
    ['National', 'national'],
    ['首席技师工作室', null],
    ['一等', null],
  ])('the phrase %s means %s', (text, tier) => expect(tierIn(text)).toBe(tier));
});
