import { describe, expect, test } from 'vitest';
import { readDate } from './award-list-date.ts';
import { hostKindOf, isShortUnitName } from './award-list-place.ts';
import { hasKnownSurname, nameLikeness } from './award-list-surname.ts';
import { cleaned, isOneEditApart, looksLikeFormula, nameKey, unitStem } from './award-list-text.ts';

describe('texts', () => {
  test.each([
    ['太钢(集团)。', '太钢（集团）'],
    [' 王　芃 ', '王芃'],
    ['ＡＢＢ （ 中国 ） 公司', 'ABB（中国）公司'],
    ['买买提•阿里', '买买提·阿里'],
    ['Acme Co., Ltd.', 'Acme Co., Ltd.'],
    ['\uFEFF张\u200B三；', '张三'],
    ['张三\n李四', '张三李四'],
  ])('%j is cleaned to %j', (text, clean) => expect(cleaned(text)).toBe(clean));

  test.each([
    ['重庆市轨道交通(集团)有限公司', '重庆市轨道交通（集团）有限公司。'],
    ['ＡＢＢ 公司', 'abb公司'],
  ])('%s and %s have one key', (left, right) => expect(nameKey(left)).toBe(nameKey(right)));

  test.each([
    ['重庆市轨道交通（集团）有限公司', '轨道交通'],
    ['太钢（集团）', '太钢'],
    ['重庆', '重庆'],
    ['杏花村汾酒厂', '杏花村汾酒厂'],
  ])('the stem of %s is %s', (unit, stem) => expect(unitStem(unit)).toBe(stem));

  test.each([
    ['装配钳工', '装配嵌工', true],
    ['焊工', '电焊工', true],
    ['车工', '车工', false],
    ['车工', '铣床工', false],
    ['', '工', true],
    ['甲乙丙', '乙丙甲', false],
  ])('%s and %s are one edit apart: %s', (left, right, apart) => {
    expect(isOneEditApart(left, right)).toBe(apart);
    expect(isOneEditApart(right, left)).toBe(apart);
  });

  test.each([
    ['=1+1', true],
    ['+cmd', true],
    ['-张三', true],
    ['@SUM(A1)', true],
    ["'=1+1", true],
    ["'张三", false],
    ['-12.5', false],
    ['张三', false],
  ])('%s would run as a formula: %s', (text, runs) => expect(looksLikeFormula(text)).toBe(runs));
});

describe('names of people', () => {
  test.each([
    ['张三', 'sure'],
    ['欧阳建国', 'sure'],
    ['阿依古丽·吐尔逊', 'sure'],
    ['庹明河', 'sure'],
    ['次仁旺堆', 'perhaps'],
    ['欧阳', 'perhaps'],
    ['嘎玛', 'perhaps'],
    ['张', 'no'],
    ['国家级', 'no'],
    ['John', 'no'],
    ['张三李四王五', 'no'],
  ])('%s is a name: %s', (text, likeness) => expect(nameLikeness(text)).toBe(likeness));

  test('an empty text has no surname', () => expect(hasKnownSurname('')).toBe(false));
});

describe('dates as lists print them', () => {
  test.each([
    ['2024-07-03', '2024-07-03'],
    ['2024/7/3', '2024-07-03'],
    ['2024.7.3', '2024-07-03'],
    ['2024年7月3日', '2024-07-03'],
    ['２０２４年７月３日', '2024-07-03'],
    ['20240703', '2024-07-03'],
    ['2024-07-03 00:00:00', '2024-07-03'],
    ['2024-07-03T00:00:00.000Z', '2024-07-03'],
    ['45476', '2024-07-03'],
  ])('%s is %s', (text, date) => expect(readDate(text)).toEqual({ kind: 'day', date }));

  test.each([
    ['2024年7月', { kind: 'month', year: 2024, month: 7 }],
    ['2024.07', { kind: 'month', year: 2024, month: 7 }],
    ['2024', { kind: 'year', year: 2024 }],
    ['2024年度', { kind: 'year', year: 2024 }],
    ['2024-02-30', { kind: 'unreadable' }],
    ['2024-13', { kind: 'unreadable' }],
    ['99999', { kind: 'unreadable' }],
    ['去年', { kind: 'unreadable' }],
    ['', { kind: 'unreadable' }],
  ])('%s is %j', (text, printed) => expect(readDate(text)).toEqual(printed));
});

describe('units', () => {
  test.each([
    ['重庆云岫机床股份有限公司', 'enterprise'],
    ['太钢（集团）', 'enterprise'],
    ['重庆渝东交通技师学院', 'vocational-college'],
    ['重庆工业职业技术学院', 'vocational-college'],
    ['重庆市公共实训基地', 'training-base'],
    ['重庆市蒙妮坦时尚职业培训学校', 'other'],
    ['重庆市人民医院', 'other'],
  ])('%s is %s', (unit, kind) => expect(hostKindOf(unit)).toBe(kind));

  test.each([
    ['太钢（集团）', true],
    ['同煤集团', true],
    ['杏花村汾酒厂', false],
    ['重庆市轨道交通（集团）有限公司', false],
    ['重庆大学', false],
  ])('%s is a short form: %s', (unit, short) => expect(isShortUnitName(unit)).toBe(short));
});
