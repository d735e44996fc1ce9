import { expect, test } from 'vitest';
import { composed } from '../testing/mounted.ts';
import { choice, day, flag, many, manyOf, oneOf, text, useUrlFilters, whole } from './useUrlFilters.ts';

const types = {
  q: text(),
  tier: manyOf(['municipal', 'chief', 'national']),
  grade: oneOf(['excellent', 'failed']),
  sort: choice(['name', 'score'], 'name'),
  cluster: many(),
  year: whole(),
  mine: flag(),
  on: day(),
};
const at = (path: string) => composed(() => useUrlFilters(types), path);
const settled = () => new Promise((done) => setTimeout(done, 0));

test('the address is read into types, and what does not belong there counts as not set', async () => {
  const { result } = await at(
    '/s?q=焊&tier=chief&tier=nonsense&grade=best&sort=score&cluster=A1&cluster=B2&year=2026&mine=true&on=2026-11-22',
  );
  expect(result.values.value).toEqual({
    q: '焊',
    tier: ['chief'],
    grade: undefined,
    sort: 'score',
    cluster: ['A1', 'B2'],
    year: 2026,
    mine: true,
    on: '2026-11-22',
  });
  expect(result.active.value).toEqual(['q', 'tier', 'sort', 'cluster', 'year', 'mine', 'on']);
});

test('writing a filter changes the address, keeps the rest and goes back to the first page', async () => {
  const { result, router } = await at('/s?tab=due&after=xyz&q=焊');
  result.filters.tier = ['chief', 'national'];
  await settled();
  expect(router.currentRoute.value.query).toEqual({ tab: 'due', q: '焊', tier: ['chief', 'national'] });
  expect(result.filters.tier).toEqual(['chief', 'national']);
});

test('a default and an empty value leave the address', async () => {
  const { result, router } = await at('/s?q=焊&sort=score');
  result.set({ q: '', sort: 'name' });
  await settled();
  expect(router.currentRoute.value.query).toEqual({});
});

test('clearing takes off all filters, or those named, and nothing else', async () => {
  const { result, router } = await at('/s?tab=due&q=焊&year=2026');
  result.clear('q');
  await settled();
  expect(router.currentRoute.value.query).toEqual({ tab: 'due', year: '2026' });
  result.clear();
  await settled();
  expect(router.currentRoute.value.query).toEqual({ tab: 'due' });
});
