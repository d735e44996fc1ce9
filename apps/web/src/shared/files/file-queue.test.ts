import { afterEach, expect, test, vi } from 'vitest';
import { composed } from '../testing/mounted.ts';
import { offline, refused } from '../testing/problems.ts';
import { type FileQueue, type SendOptions, useFileQueue } from './file-queue.ts';

let stop: () => void = () => undefined;
afterEach(() => stop());
const sent = vi.fn();
async function queue(send: (file: File, options: SendOptions) => Promise<string>): Promise<FileQueue<string>> {
  sent.mockReset();
  const made = await composed(() => useFileQueue(send, { sent }));
  stop = made.stop;
  return made.result;
}
const pdf = (name: string) => new File(['%PDF'], name, { type: 'application/pdf' });
const settled = () => new Promise((done) => setTimeout(done, 0));

test('files go one after another and tell how far they are', async () => {
  const order: string[] = [];
  const files = await queue(async (file, { progress }) => {
    order.push(`${file.name} starts`);
    progress(0.5);
    await settled();
    order.push(`${file.name} ends`);
    return file.name;
  });
  files.add([pdf('a'), pdf('b')]);
  expect(files.items.map(({ state, part }) => [state, part])).toEqual([
    ['uploading', 0.5],
    ['waiting', 0],
  ]);
  await vi.waitFor(() => expect(files.busy.value).toBe(false));
  expect(order).toEqual(['a starts', 'a ends', 'b starts', 'b ends']);
  expect(sent.mock.calls.map(([reply]) => reply)).toEqual(['a', 'b']);
});

test('a lost network pauses a file; it goes on with the same key when the network is back', async () => {
  const keys: string[] = [];
  const send = vi.fn(async (_file: File, { key }: SendOptions) => {
    keys.push(key);
    if (keys.length === 1) throw offline();
    return 'ok';
  });
  const files = await queue(send);
  files.add([pdf('a')]);
  await settled();
  expect(files.items[0]!.state).toBe('paused');
  window.dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(files.items[0]!.state).toBe('done'));
  expect(keys[0]).toBe(keys[1]);
});

test('a refused file says why, does not hold up the others, and waits for a retry by hand', async () => {
  const files = await queue(async (file) => {
    if (file.name === 'bad') throw refused();
    return file.name;
  });
  files.add([pdf('bad'), pdf('good')]);
  await vi.waitFor(() => expect(files.items[1]!.state).toBe('done'));
  expect(files.items[0]).toMatchObject({ state: 'failed', error: refused() });
  window.dispatchEvent(new Event('online'));
  expect(files.items[0]!.state).toBe('failed');
});

test('a file taken off while it is sent is given up', async () => {
  let signal: AbortSignal | undefined;
  const files = await queue((_file, options) => {
    signal = options.signal;
    return new Promise(() => undefined);
  });
  files.add([pdf('a')]);
  await settled();
  files.remove(files.items[0]!.key);
  expect(signal?.aborted).toBe(true);
  expect(files.items).toEqual([]);
});
