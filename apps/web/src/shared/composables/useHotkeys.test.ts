import { afterEach, expect, test, vi } from 'vitest';
import { composed } from '../testing/mounted.ts';
import { useHotkeys } from './useHotkeys.ts';

let stop: () => void = () => undefined;
afterEach(() => {
  stop();
  document.body.innerHTML = '';
});
async function keys(handlers: Record<string, () => void>, options = {}) {
  ({ stop } = await composed(() => useHotkeys(handlers, options)));
}
const press = (key: string, target: EventTarget = document.body, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
const put = (html: string): Element => {
  document.body.innerHTML = html;
  return document.body.firstElementChild!;
};

test('a key acts on the page, in either case, and is taken from the browser', async () => {
  const next = vi.fn();
  await keys({ j: next });
  expect(press('J')).toBe(false);
  expect(next).toHaveBeenCalledOnce();
  press('j', document.body, { ctrlKey: true });
  expect(next).toHaveBeenCalledOnce();
});

test('keys rest while somebody types, unless the key is meant for fields', async () => {
  const [next, save] = [vi.fn(), vi.fn()];
  await keys({ j: next, 'Control+s': save }, { inFields: ['Control+s'] });
  const field = put('<textarea></textarea>');
  press('j', field);
  press('s', field, { ctrlKey: true });
  expect([next.mock.calls.length, save.mock.calls.length]).toEqual([0, 1]);
});

test('keys rest under an open dialog, and Enter stays with a focused button', async () => {
  const [next, enter] = [vi.fn(), vi.fn()];
  await keys({ j: next, Enter: enter });
  put('<dialog open></dialog>');
  press('j');
  press('Enter', put('<button></button>'));
  expect([next.mock.calls.length, enter.mock.calls.length]).toEqual([0, 0]);
});
