import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { composed } from '../testing/mounted.ts';
import { broken, offline, refused, stale } from '../testing/problems.ts';
import { unsyncedCount } from './unsynced.ts';
import { type Autosave, useAutosave } from './useAutosave.ts';

let stop: () => void = () => undefined;
async function saver(
  save: (item: string, value: number, revision: number) => Promise<{ revision: number }>,
): Promise<Autosave<number>> {
  const made = await composed(() => useAutosave<number>({ save, revision: 7, delay: 800 }));
  stop = made.stop;
  return made.result;
}
const accept = () => vi.fn(async (_item: string, _value: number, revision: number) => ({ revision: revision + 1 }));

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  stop();
  vi.useRealTimers();
});

test('many changes of one field are one save, of the last value, after a moment of quiet', async () => {
  const save = accept();
  const autosave = await saver(save);
  for (const value of [1, 2, 3]) autosave.change('A1', value);
  expect(autosave.state.value).toBe('dirty');
  await vi.advanceTimersByTimeAsync(700);
  expect(save).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  expect(save.mock.calls).toEqual([['A1', 3, 7]]);
  expect(autosave.state.value).toBe('saved');
});

test('items go one after another, each with the revision the one before it made', async () => {
  const save = accept();
  const autosave = await saver(save);
  autosave.change('A1', 1);
  autosave.change('A2', 2);
  expect(await autosave.flush()).toBe(true);
  expect(save.mock.calls).toEqual([
    ['A1', 1, 7],
    ['A2', 2, 8],
  ]);
  expect(autosave.revision.value).toBe(9);
});

test('a change made while its item is on the way is sent after it', async () => {
  let answer: (reply: { revision: number }) => void = () => undefined;
  const save = vi.fn((_item: string, value: number) =>
    value === 1 ? new Promise<{ revision: number }>((done) => (answer = done)) : Promise.resolve({ revision: 9 }),
  );
  const autosave = await saver(save);
  autosave.change('A1', 1);
  const done = autosave.flush();
  autosave.change('A1', 2);
  answer({ revision: 8 });
  expect(await done).toBe(true);
  expect(save.mock.calls.at(-1)).toEqual(['A1', 2, 8]);
});

test('without a network the items wait, are counted, and go when it is back', async () => {
  const save = vi.fn().mockRejectedValueOnce(offline()).mockResolvedValue({ revision: 8 });
  const autosave = await saver(save);
  autosave.change('A1', 1);
  autosave.change('A2', 2);
  expect(await autosave.flush()).toBe(false);
  expect(autosave.state.value).toBe('offline');
  expect([autosave.pending.value, unsyncedCount.value]).toEqual([2, 2]);
  window.dispatchEvent(new Event('online'));
  await vi.advanceTimersByTimeAsync(0);
  expect([autosave.state.value, autosave.pending.value, unsyncedCount.value]).toEqual(['saved', 0, 0]);
});

test('a server in trouble is asked again by itself, a refusal is not', async () => {
  const save = vi.fn().mockRejectedValueOnce(broken()).mockRejectedValue(refused());
  const autosave = await saver(save);
  autosave.change('A1', 1);
  await autosave.flush();
  expect(autosave.state.value).toBe('failed');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(save).toHaveBeenCalledTimes(2);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(save).toHaveBeenCalledTimes(2);
});

test('a stale revision stops with both versions, and keeping mine sends it over the newer one', async () => {
  const save = vi
    .fn()
    .mockRejectedValueOnce(stale({ score: 5, revision: 12 }))
    .mockResolvedValue({ revision: 13 });
  const autosave = await saver(save);
  autosave.change('A1', 1);
  await autosave.flush();
  expect(autosave.state.value).toBe('conflict');
  expect(autosave.conflict.value).toEqual({ item: 'A1', mine: 1, theirs: { score: 5, revision: 12 } });
  autosave.resolve('mine', 12);
  await vi.advanceTimersByTimeAsync(0);
  expect(save.mock.calls.at(-1)).toEqual(['A1', 1, 12]);
  expect(autosave.state.value).toBe('saved');
});

test('taking the newest drops only my item of the conflict', async () => {
  const save = vi
    .fn()
    .mockRejectedValueOnce(stale({ revision: 12 }))
    .mockResolvedValue({ revision: 13 });
  const autosave = await saver(save);
  autosave.change('A1', 1);
  autosave.change('A2', 2);
  await autosave.flush();
  autosave.resolve('theirs', 12);
  await vi.advanceTimersByTimeAsync(0);
  expect(save.mock.calls.at(-1)).toEqual(['A2', 2, 12]);
  expect(autosave.pending.value).toBe(0);
});
