import { expect, test } from 'vitest';
import { fieldsShown, sourceOf } from './check-fields.ts';
import { letterOf } from './column-letter.ts';

test('names and unit are always shown, other fields where they are printed', () => {
  expect(fieldsShown(['ordinal', 'studioName', 'hostUnit'])).toEqual([
    'studioName',
    'master',
    'occupation',
    'hostUnit',
    'district',
  ]);
  expect(fieldsShown(['studioName', 'hostUnit', 'recommender', 'tier'])).toEqual([
    'studioName',
    'master',
    'occupation',
    'hostUnit',
    'tier',
    'recommender',
  ]);
});

test('a column is named as the spreadsheet names it', () => {
  const columns = [{ index: 27, head: '单位', field: 'hostUnit' as const, sample: [], filled: 1 }];
  expect(sourceOf(columns, 'hostUnit', '拆出')).toBe('AB 单位');
  expect(sourceOf(columns, 'master', '拆出')).toBe('拆出');
  expect([0, 25, 26, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA']);
});
