import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { shippedDictionaries } from '../reference/index.ts';
import { editableFields } from './award-list-columns.ts';
import { occupationIndex } from './award-list-occupation.ts';
import { placeIndex } from './award-list-place.ts';
import type { AwardCells, AwardContext, AwardDefaults } from './award-list-row.ts';
import { readAwardRow } from './award-list-row.ts';

const places = placeIndex(
  shippedDictionaries.districts.rows,
  shippedDictionaries.recommenders.rows.map((row) => ({ ...row, id: `r-${row.code}` })),
  shippedDictionaries.clusters.rows,
);
const occupations = occupationIndex(
  shippedDictionaries.occupations.rows.map((row) => ({ ...row, id: `o-${row.name}` })),
);
const defaults: AwardDefaults = {
  tier: 'municipal',
  awardedOn: '2024-09-30',
  documentNumber: '渝高技办〔2024〕15号',
  recommenderId: 'r-500101',
  districtCode: null,
  clusterCode: 'S9',
};
const context: AwardContext = {
  defaults,
  titleYear: 2024,
  sectionTier: null,
  expectsOccupation: true,
  occupations,
  places,
  today: '2026-11-22',
};
const read = (cells: AwardCells, more: Partial<AwardContext> = {}) => readAwardRow(cells, { ...context, ...more });
const codes = (cells: AwardCells, more: Partial<AwardContext> = {}) =>
  read(cells, more).findings.map(({ code, level }) => `${level} ${code.replace('award-import.', '')}`);
const good: AwardCells = {
  studioName: '陆衡之装配钳工技能大师工作室',
  hostUnit: '重庆云岫机床股份有限公司',
  district: '北碚区',
};

describe('a row without fault', () => {
  test('is read whole: names split, dictionary entries found, defaults filled in', () => {
    expect(read(good)).toEqual({
      entry: {
        studioName: '陆衡之装配钳工技能大师工作室',
        master: '陆衡之',
        occupation: '装配钳工',
        occupationId: 'o-装配钳工',
        hostUnit: '重庆云岫机床股份有限公司',
        hostKind: 'enterprise',
        tier: 'municipal',
        awardedOn: '2024-09-30',
        documentNumber: '渝高技办〔2024〕15号',
        recommenderId: 'r-500109',
        districtCode: '500109',
        clusterCode: 'B1',
      },
      findings: [],
    });
  });

  test('may give master and unit only; the studio is named after the master', () => {
    const { entry, findings } = read({ master: '王 芃', hostUnit: '重庆某某有限公司' }, { expectsOccupation: false });
    expect(entry).toMatchObject({ studioName: '王芃技能大师工作室', master: '王芃', occupation: null });
    expect(findings).toEqual([]);
  });

  test('may say everything in one cell, whichever column it stands in', () => {
    const cell = '重庆长安汽车股份有限公司（张永忠焊工技能大师工作室）。';
    for (const cells of [{ studioName: cell }, { hostUnit: cell }]) {
      expect(read(cells).entry).toMatchObject({
        studioName: '张永忠焊工技能大师工作室',
        master: '张永忠',
        occupation: '焊工',
        hostUnit: '重庆长安汽车股份有限公司',
      });
    }
  });

  test('may hold nothing but a name in the column of the studio', () => {
    expect(read({ ...good, studioName: '陆衡之' }).entry.studioName).toBe('陆衡之技能大师工作室');
  });

  test('the published national lists of Chongqing 2019 and Shanxi are read without an error', () => {
    const lists = [
      ['黄德勇技能大师工作室', '重庆市轨道交通(集团)有限公司'],
      ['杨波技能大师工作室', '重庆工业设备安装集团有限公司'],
      ['王芃技能大师工作室', '重庆市蒙妮坦时尚职业培训学校'],
      ['吕涛技能大师工作室', '太钢(集团)。'],
      ['王文胜技能大师工作室', '潞安矿业(集团)有限责任公司。'],
      ['王斌俊技能大师工作室', '汾西矿业(集团)。'],
      ['王雷雨技能大师工作室', '同煤集团。'],
      ['樊志勤技能大师工作室', '太重集团。'],
      ['刘奇技能大师工作室', '中国重汽集团大同齿轮有限公司。'],
      ['刘江生技能大师工作室', '杏花村汾酒厂。'],
    ];
    const rows = lists.map(([studioName = '', hostUnit = '']) =>
      read({ studioName, hostUnit }, { expectsOccupation: false, defaults: { ...defaults, tier: 'national' } }),
    );
    const masters = '黄德勇 杨波 王芃 吕涛 王文胜 王斌俊 王雷雨 樊志勤 刘奇 刘江生';
    expect(rows.map(({ entry }) => entry.master)).toEqual(masters.split(' '));
    expect(rows.map(({ entry }) => entry.hostUnit).slice(3)).toEqual([
      '太钢（集团）',
      '潞安矿业（集团）有限责任公司',
      '汾西矿业（集团）',
      '同煤集团',
      '太重集团',
      '中国重汽集团大同齿轮有限公司',
      '杏花村汾酒厂',
    ]);
    expect(rows.flatMap(({ findings }) => findings.filter(({ level }) => level === 'error'))).toEqual([]);
    const told = rows.flatMap(({ entry, findings }) => findings.map(({ code }) => [code, entry.master]));
    expect(told).toEqual(['吕涛', '王斌俊', '王雷雨', '樊志勤'].map((master) => ['award-import.unit-short', master]));
  });
});

describe('what is wrong or doubtful in a row', () => {
  test.each<readonly [string, AwardCells, readonly string[]]>([
    ['nobody is named', { studioName: '技能大师工作室' }, ['error master-missing']],
    ['the unit is missing', { hostUnit: '' }, ['error unit-missing']],
    ['the unit is a short form', { hostUnit: '太钢集团' }, ['warning unit-short']],
    ['the name is none', { studioName: '', master: 'A123', occupation: '焊工' }, ['error master-implausible']],
    ['the surname is rare', { studioName: '', master: '嗄三', occupation: '焊工' }, ['warning surname-uncommon']],
    ['the names differ', { master: '李四', occupation: '焊工' }, ['warning name-differs']],
    [
      'the border is a guess',
      { studioName: '李建国油漆调色工技能大师工作室' },
      ['warning split-guessed', 'warning occupation-unknown'],
    ],
    ['the occupation is misspelt', { studioName: '简书樵装配嵌工技能大师工作室' }, ['error occupation-misspelt']],
    ['the occupation is missing', { studioName: '陆衡之技能大师工作室' }, ['warning occupation-missing']],
    ['the tier is no tier', { tier: '一等' }, ['error tier-unknown']],
    ['the tier differs from the list', { tier: '首席' }, ['warning tier-differs']],
    ['the name claims another tier', { studioName: '陆衡之装配钳工国家级技能大师工作室' }, ['warning tier-differs']],
    ['the date is unreadable', { awardedOn: '去年' }, ['error date-unreadable']],
    ['the date is a month', { awardedOn: '2023年7月' }, ['error date-incomplete']],
    ['the year is that of the default', { awardedOn: '2024' }, []],
    ['the month is that of the default', { awardedOn: '2024年9月' }, []],
    ['the date is to come', { awardedOn: '2026-11-23' }, ['error date-in-future']],
    ['the date is before the title', { awardedOn: '2023-07-03' }, ['warning date-before-title']],
    ['the document number is odd', { documentNumber: '渝人社发12' }, ['error document-number-malformed']],
    ['the recommender is unknown', { recommender: '某某局' }, ['error recommender-unknown']],
    ['the district is unknown', { district: '火星区' }, ['warning district-unknown']],
    ['the cluster is unknown', { cluster: '火星产业' }, ['warning cluster-unknown']],
    ['a cell is a formula', { hostUnit: '=HYPERLINK("http://x","公司")' }, ['error formula-text']],
    ['a cell is endless', { occupation: '工'.repeat(400) }, ['error too-long', 'warning occupation-unknown']],
  ])('%s', (_, cells, expected) => {
    expect(codes({ ...good, ...cells }, cells.district ? {} : {})).toEqual(expected);
  });

  test('a misspelt occupation comes with the spelling that would mend it', () => {
    const finding = read({ ...good, studioName: '简书樵装配嵌工技能大师工作室' }).findings.find(
      ({ level }) => level === 'error',
    );
    expect(finding).toMatchObject({ field: 'occupation', suggestion: '装配钳工', acceptable: true });
  });

  test('without defaults the row must speak for itself', () => {
    const none = {
      tier: null,
      awardedOn: null,
      documentNumber: null,
      recommenderId: null,
      districtCode: null,
      clusterCode: null,
    };
    expect(codes({ studioName: '张伟焊工技能大师工作室', hostUnit: '甲乙丙有限公司' }, { defaults: none })).toEqual([
      'error tier-missing',
      'error date-missing',
      'error recommender-missing',
    ]);
    const own = { ...good, tier: '国家级', awardedOn: '2024/9/1', documentNumber: '渝人社(2024)3号' };
    expect(read(own, { defaults: none }).entry).toMatchObject({
      tier: 'national',
      awardedOn: '2024-09-01',
      documentNumber: '渝人社〔2024〕3号',
    });
  });

  test('a department recommends from no district: it must be found elsewhere', () => {
    const department = shippedDictionaries.recommenders.rows.find(({ kind }) => kind === 'department');
    expect(codes({ ...good, district: '', recommender: department?.name ?? '' })).toEqual(['error district-missing']);
  });

  test('the section outranks the default, the name speaks where both are silent', () => {
    expect(read(good, { sectionTier: 'chief' }).entry.tier).toBe('chief');
    const cells = { ...good, studioName: '陆衡之市级首席技能大师工作室' };
    expect(read(cells, { defaults: { ...defaults, tier: null } }).entry.tier).toBe('chief');
  });
});

describe('who recommends and where', () => {
  test.each([
    ['江津区', 'r-500116', '500116'],
    ['江津区人力社保局', 'r-500116', '500116'],
    ['重庆市江津区人力资源和社会保障局', 'r-500116', '500116'],
    ['江津', 'r-500116', '500116'],
    ['石柱县', 'r-500240', '500240'],
    ['石柱土家族自治县', 'r-500240', '500240'],
  ])('%s is found under any of its names', (recommender, recommenderId, districtCode) => {
    const { entry, findings } = read({ ...good, district: '', recommender });
    expect(entry).toMatchObject({ recommenderId, districtCode });
    expect(findings).toEqual([]);
  });

  test('a unit abolished since keeps its award and is told about its successor', () => {
    const { entry, findings } = read({ ...good, district: '', recommender: '江北区' });
    expect(entry).toMatchObject({ recommenderId: 'r-500105', districtCode: '500105' });
    expect(findings).toMatchObject([
      {
        code: 'award-import.recommender-abolished-since',
        level: 'warning',
        params: { name: '江北区人力社保局', on: '2025-11-06', successors: ['两江新区人力社保局'] },
        suggestion: '两江新区人力社保局',
      },
    ]);
  });

  test('a unit abolished before the award cannot have recommended it', () => {
    expect(codes({ ...good, district: '', recommender: '渝北区', awardedOn: '2026-03-01' })).toEqual([
      'error recommender-not-in-force',
    ]);
  });

  test('a district abolished before the award is refused, with its successor where there is one', () => {
    const district = { ...good, district: '江北区', recommender: '江津区', awardedOn: '2026-03-01' };
    expect(read(district).findings).toMatchObject([
      { code: 'award-import.district-not-in-force', level: 'error', suggestion: '两江新区' },
    ]);
  });

  test("the district is guessed from the unit's name where it is the only one possible", () => {
    const guess = (hostUnit: string) => read({ ...good, district: '', hostUnit }).entry.districtCode;
    expect(guess('重庆市万盛某某有限公司')).toBe('500101');
    expect(guess('重庆武隆旅游有限公司')).toBe('500156');
    expect(guess('重庆市永川区职教中心')).toBe('500118');
    expect(guess('江津白酒有限公司')).toBe('500116');
  });

  test('a cluster is found by its name', () => {
    expect(read({ ...good, cluster: '新型显示产业集群' }).entry.clusterCode).toBe('C1');
    expect(read({ ...good, cluster: 'C1' }).entry.clusterCode).toBe('C1');
  });
});

test('whatever the cells hold, a row is answered and its texts stay short', () => {
  const cell = fc.oneof(
    fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)) }),
    fc.string(),
    fc.constantFrom('=1', '工作室', '（', '张三技能大师工作室'),
  );
  const cells = fc.record(Object.fromEntries(editableFields.map((field) => [field, cell])), { requiredKeys: [] });
  fc.assert(
    fc.property(cells, (given) => {
      const { entry } = read(given);
      expect(entry.master.length).toBeLessThanOrEqual(600);
    }),
  );
});
