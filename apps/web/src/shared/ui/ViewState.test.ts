import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nextTick, ref } from 'vue';
import { mounted } from '../testing/mounted.ts';
import { broken, denied } from '../testing/problems.ts';
import ViewState from './ViewState.vue';

const query = (data: string[] | undefined, error: unknown = null) => ({
  data: ref(data),
  error: ref(error),
  isLoading: ref(!data && !error),
  refetch: vi.fn(),
});
const empty = (rows: string[]) => rows.length === 0;
const slots = { default: '<p>rows</p>', first: '<button>记活动</button>', loading: '<p>bones</p>' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a quick answer never flashes a skeleton; a slow one shows it after 300 ms', async () => {
  const page = mounted(ViewState, { query: query(undefined) }, slots);
  expect(page.text()).toBe('');
  vi.advanceTimersByTime(310);
  await nextTick();
  expect(page.text()).toContain('bones');
});

test('content is shown when it is there', () => {
  expect(mounted(ViewState, { query: query(['a']), empty }, slots).text()).toBe('rows');
});

test('first use offers its one action', () => {
  const page = mounted(ViewState, { query: query([]), empty, emptyTitle: '还没有活动' }, slots);
  expect(page.text()).toContain('还没有活动');
  expect(page.get('button').text()).toBe('记活动');
});

test('no result under filters offers to clear them', async () => {
  const page = mounted(ViewState, { query: query([]), empty, filtered: true }, slots);
  await page.get('button').trigger('click');
  expect(page.emitted('clear')).toHaveLength(1);
});

test('a failure is told with a retry', async () => {
  const failed = query(undefined, broken());
  const page = mounted(ViewState, { query: failed }, slots);
  expect(page.get('[role=alert]').text()).toContain('这一部分没有载入');
  await page.get('button').trigger('click');
  expect(failed.refetch).toHaveBeenCalledOnce();
});

test('a failed refresh keeps the last good content', () => {
  const page = mounted(ViewState, { query: query(['a'], broken()) }, slots);
  expect(page.text()).toContain('rows');
  expect(page.find('[role=alert]').exists()).toBe(true);
});

test('without permission it says whom to ask', () => {
  expect(mounted(ViewState, { query: query(undefined, denied()) }, slots).text()).toContain('安全管理员');
});
