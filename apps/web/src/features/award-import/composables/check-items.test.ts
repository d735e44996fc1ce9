import type { AwardFoldView, AwardImportRowView } from '@jianglian/contracts/award-import';
import { expect, test } from 'vitest';
import { cellOf, foldKey, itemsOf } from './check-items.ts';

const finding = {
  code: 'award-import.unit-short',
  params: {},
  level: 'warning' as const,
  field: 'hostUnit' as const,
  acceptable: false,
  suggestion: null,
};
const fold = (from: number, to: number, count: number, told = false): AwardFoldView => ({
  from,
  to,
  count,
  verdict: 'new',
  isExcluded: false,
  findings: told ? [finding] : [],
});
const shown = (folds: readonly AwardFoldView[], open = new Map<string, readonly number[]>()) =>
  itemsOf(folds, open).map((item) => (item.kind === 'row' ? item.number : `${item.kind} ${foldKey(item.fold)}`));

test('few rows without findings stand by themselves, many are folded, the same finding is folded from two on', () => {
  expect(shown([fold(3, 4, 2), fold(5, 8, 4), fold(9, 9, 1, true), fold(10, 11, 2, true)])).toEqual([
    3,
    4,
    'fold 5-8',
    9,
    'fold 10-11',
  ]);
});

test('an unfolded run shows what is loaded and offers the rest', () => {
  expect(shown([fold(5, 900, 800)], new Map([['5-900', [5, 6, 8]]]))).toEqual(['fold 5-900', 5, 6, 8, 'more 5-900']);
  expect(shown([fold(5, 8, 4)], new Map([['5-8', [5, 6, 7, 8]]]))).toEqual(['fold 5-8', 5, 6, 7, 8]);
});

test('blank lines may part a short run', () => {
  expect(shown([fold(3, 6, 2)])).toEqual([3, 6]);
});

test('a cell tells where its value comes from', () => {
  const row = {
    values: { master: '', occupation: '焊工', tier: '' },
    understood: { master: '李文', occupation: '焊工', tier: 'municipal' },
    edited: ['occupation'],
  } as unknown as AwardImportRowView;
  expect(cellOf(row, 'master')).toEqual({ text: '李文', source: 'derived' });
  expect(cellOf(row, 'occupation')).toEqual({ text: '焊工', source: 'edited' });
});
