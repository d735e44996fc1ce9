import { describe, expect, test } from 'vitest';
import { shippedDictionaries } from '../reference/index.ts';
import { EarlierRows } from './award-list-earlier.ts';
import type { ImportLine } from './award-list-line.ts';
import { givesOccupations, judgeLine, listFindings, readLine } from './award-list-line.ts';
import { occupationIndex } from './award-list-occupation.ts';
import { placeIndex } from './award-list-place.ts';
import type { AwardContext } from './award-list-row.ts';
import { readTitle } from './award-list-title.ts';

const columns = ['ordinal', 'studioName', 'hostUnit'] as const;
const context: AwardContext = {
  defaults: {
    tier: 'municipal',
    awardedOn: '2024-09-30',
    documentNumber: null,
    recommenderId: 'r-500109',
    districtCode: null,
    clusterCode: 'S9',
  },
  titleYear: null,
  sectionTier: null,
  expectsOccupation: true,
  occupations: occupationIndex(shippedDictionaries.occupations.rows.map((row) => ({ ...row, id: row.name }))),
  places: placeIndex(
    shippedDictionaries.districts.rows,
    shippedDictionaries.recommenders.rows.map((row) => ({ ...row, id: `r-${row.code}` })),
    shippedDictionaries.clusters.rows,
  ),
  today: '2026-11-22',
};
const line = (studio: string, edits: ImportLine['edits'] = {}, more: Partial<ImportLine> = {}): ImportLine => ({
  number: 3,
  cells: ['1', studio, '重庆云岫机床股份有限公司'],
  sectionTier: null,
  edits,
  accepted: [],
  isExcluded: false,
  ...more,
});
const nothingRegistered = { withMaster: () => [], withPlace: () => [] };

describe('a line with edits', () => {
  const misspelt = '简书樵装配嵌工技能大师工作室';

  test('a mended occupation or name is mended in the name of the studio', () => {
    const mended = readLine(line(misspelt, { occupation: '装配钳工' }), columns, context);
    expect(mended.entry).toMatchObject({ studioName: '简书樵装配钳工技能大师工作室', occupation: '装配钳工' });
    expect(mended.findings).toEqual([]);
    expect(readLine(line('王强技能大师工作室', { master: '王刚' }), columns, context).entry.studioName).toBe(
      '王刚技能大师工作室',
    );
  });

  test('a name written by the official stays as written', () => {
    const edits = { occupation: '装配钳工', studioName: '简书樵大师工作室' };
    expect(readLine(line(misspelt, edits), columns, context).entry.studioName).toBe('简书樵大师工作室');
  });

  test('somebody filled in where nobody was named gives the studio its name', () => {
    const read = readLine(line('技能大师工作室', { master: '王刚' }), columns, context);
    expect(read.entry).toMatchObject({ master: '王刚', studioName: '王刚技能大师工作室' });
    expect(read.stated).toEqual(['studioName', 'master', 'hostUnit']);
  });
});

describe('a line among others', () => {
  test('one left out is in nobody’s way', () => {
    const earlier = new EarlierRows();
    const read = (more: Partial<ImportLine>) => readLine(line('王强焊工技能大师工作室', {}, more), columns, context);
    judgeLine(read({ number: 3, isExcluded: true }), earlier, nothingRegistered);
    expect(judgeLine(read({ number: 4 }), earlier, nothingRegistered)).toMatchObject({
      verdict: 'new',
      isDuplicate: false,
    });
    expect(judgeLine(read({ number: 5 }), earlier, nothingRegistered)).toMatchObject({
      verdict: 'refused',
      isDuplicate: true,
      masterKey: '王强',
    });
  });

  test('the section decides the tier', () => {
    expect(readLine(line('王强焊工技能大师工作室', {}, { sectionTier: 'chief' }), columns, context).entry.tier).toBe(
      'chief',
    );
  });
});

describe('the list as a whole', () => {
  const codes = (title: string | null, rowCount: number, fields = columns.map((field) => ({ head: field, field }))) =>
    listFindings((title === null ? null : readTitle(title)) ?? null, rowCount, fields).map(({ code }) => code);

  test('is told about a number that differs, a proposal and columns that are not read', () => {
    expect(codes('2024年度市级技能大师工作室名单（30个）', 30)).toEqual([]);
    expect(codes('2024年度市级技能大师工作室名单（30个）', 33)).toEqual(['award-import.count-differs']);
    expect(codes('2024年拟认定市级技能大师工作室公示名单', 3)).toEqual(['award-import.list-provisional']);
    expect(listFindings(null, 3, [{ head: '联系电话', field: 'private' }])).toMatchObject([
      { code: 'award-import.private-columns-dropped', params: { names: ['联系电话'] } },
    ]);
  });

  test('gives occupations in a column, or in at least half of the names', () => {
    const entries = (...names: string[]) => names.map((name) => readLine(line(name), columns, context).entry);
    expect(givesOccupations(entries('王强技能大师工作室', '李文技能大师工作室'), columns)).toBe(false);
    expect(
      givesOccupations(entries('王强焊工技能大师工作室', '李文车工技能大师工作室', '赵敏技能大师工作室'), columns),
    ).toBe(true);
    expect(givesOccupations([], ['occupation'])).toBe(true);
  });
});
