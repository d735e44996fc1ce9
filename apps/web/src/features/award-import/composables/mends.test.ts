import type { AwardFindingView, AwardFoldView } from '@jianglian/contracts/award-import';
import { expect, test } from 'vitest';
import { mendOf, scattered } from './mends.ts';

const finding: AwardFindingView = {
  code: 'award-import.occupation-misspelt',
  params: { value: '装配嵌工', suggestion: '装配钳工' },
  level: 'error',
  field: 'occupation',
  acceptable: true,
  suggestion: '装配钳工',
};
const fold = (count: number): AwardFoldView => ({
  from: 3,
  to: 2 + count,
  count,
  verdict: 'refused',
  isExcluded: false,
  findings: [finding],
});

test('a finding with a value and a suggestion can be mended wherever it stands', () => {
  expect(mendOf(finding)).toEqual({ field: 'occupation', from: '装配嵌工', to: '装配钳工' });
  expect(mendOf({ ...finding, suggestion: null })).toBeUndefined();
  expect(mendOf({ ...finding, params: {} })).toBeUndefined();
});

test('only findings of scattered rows are offered over the table', () => {
  const group = { finding, count: 3, firstRows: [3, 4, 9] };
  expect(scattered([group], [fold(2), fold(1)])).toMatchObject([{ count: 3, mend: { to: '装配钳工' } }]);
  expect(scattered([group], [fold(3)])).toEqual([]);
  expect(scattered([{ ...group, count: 1 }], [])).toEqual([]);
});
