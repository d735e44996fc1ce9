import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mounted } from '../testing/mounted.ts';
import DeadlineText from './DeadlineText.vue';

beforeEach(() => void vi.useFakeTimers({ now: new Date('2026-11-24T06:03:00Z') }));
afterEach(() => void vi.useRealTimers());

test.each([
  ['2026-11-27T10:00:00Z', '剩 3 天 3 小时', '11月27日 18:00（周五）'],
  ['2026-11-24T10:00:00Z', '剩 3 小时 57 分', '11月24日 18:00（周二）'],
  ['2026-11-24T06:03:30Z', '剩 不足 1 分钟', '11月24日 14:03（周二）'],
  ['2026-11-23T10:00:00Z', '逾期 20 小时 3 分', '11月23日 18:00（周一）'],
  ['2027-01-05T10:00:00Z', '剩 42 天', '2027年1月5日 18:00（周二）'],
])('%s is said as %s, %s', (at, rest, moment) => {
  const page = mounted(DeadlineText, { at });
  expect(page.get('b').text()).toBe(rest);
  expect(page.get('time').text()).toBe(moment);
});
