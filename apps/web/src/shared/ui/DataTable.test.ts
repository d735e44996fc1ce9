import { expect, test } from 'vitest';
import { mounted } from '../testing/mounted.ts';
import DataTable from './DataTable.vue';

const rows = [
  { code: 'DS1', name: '甲', score: '71.20' },
  { code: 'DS2', name: '乙', score: '88.26' },
];
const columns = [
  { key: 'name', title: '工作室', header: true },
  { key: 'score', title: '得分', numeric: true, sortable: 'desc' as const },
];
const table = (props = {}) =>
  mounted(DataTable, {
    columns,
    rows,
    rowKey: (row: { code: string }) => row.code,
    rowName: (row: { name: string }) => row.name,
    caption: '名册',
    ...props,
  });

test('a row is named by its header cell and every cell says its column on a phone', () => {
  const page = table();
  expect(page.get('caption').text()).toBe('名册');
  expect(page.get('tbody th[scope=row]').text()).toBe('甲');
  expect(page.get('tbody td').attributes('data-label')).toBe('得分');
});

test('a sort button asks for its first direction, then turns it round', async () => {
  const page = table();
  await page.get('th button').trigger('click');
  expect(page.emitted('update:sort')!.at(-1)).toEqual([{ key: 'score', direction: 'desc' }]);
  await page.setProps({ sort: { key: 'score', direction: 'desc' } });
  expect(page.findAll('thead th')[1]!.attributes('aria-sort')).toBe('descending');
  await page.get('th button').trigger('click');
  expect(page.emitted('update:sort')!.at(-1)).toEqual([{ key: 'score', direction: 'asc' }]);
});

test('choosing all adds this page to what was chosen elsewhere', async () => {
  const page = table({ selectable: true, selected: ['DS9', 'DS1'] });
  const all = page.get<HTMLInputElement>('thead input');
  expect(all.element.indeterminate).toBe(true);
  await all.setValue(true);
  expect(page.emitted('update:selected')!.at(-1)).toEqual([['DS9', 'DS1', 'DS2']]);
});

test('a checkbox says which row it chooses', () => {
  expect(table({ selectable: true }).findAll('tbody input')[1]!.attributes('aria-label')).toBe('选择 乙');
});
