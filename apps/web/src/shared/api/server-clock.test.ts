import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { serverNow } from './server-clock.ts';

const at = new Date('2026-11-24T06:03:00Z');
beforeEach(() => void vi.useFakeTimers({ now: at }));
afterEach(() => {
  serverNow.learn(new Date().toISOString());
  vi.useRealTimers();
});

test("a device whose clock is an hour slow counts by the server's", () => {
  serverNow.learn('2026-11-24T07:03:00Z');
  expect(new Date(serverNow.now()).toISOString()).toBe('2026-11-24T07:03:00.000Z');
});

test('differences of the way are not mistaken for a wrong clock', () => {
  serverNow.learn(new Date(at.getTime() - 900).toUTCString(), 'second');
  expect(serverNow.now()).toBe(at.getTime());
});

test('a missing or broken header changes nothing', () => {
  serverNow.learn(null);
  serverNow.learn('soon');
  expect(serverNow.now()).toBe(at.getTime());
});
