import { useEventListener } from '@vueuse/core';
import { computed, type ComputedRef, onScopeDispose, reactive } from 'vue';
import { isProblem, uuid } from '@/shared/api';
import { compressPicture } from './compress-image.ts';

export interface QueuedFile<Reply> {
  readonly key: string;
  readonly name: string;
  readonly originalSize: number;
  size: number;
  state: 'waiting' | 'compressing' | 'uploading' | 'paused' | 'failed' | 'done';
  /** Part sent, 0 to 1. */
  part: number;
  /** Object URL of a picture, for its thumbnail. */
  preview?: string;
  error?: unknown;
  reply?: Reply;
}

export interface SendOptions {
  readonly key: string;
  readonly progress: (part: number) => void;
  readonly signal: AbortSignal;
}

export interface FileQueue<Reply> {
  readonly items: readonly QueuedFile<Reply>[];
  readonly busy: ComputedRef<boolean>;
  add(files: readonly File[]): void;
  retry(key: string): void;
  remove(key: string): void;
}

/**
 * Sends files one after another (a phone's uplink gains nothing from more). A lost network pauses; it goes on by itself when it is back.
 * Each file keeps its key over all tries, so the server stores it once.
 */
export function useFileQueue<Reply>(
  send: (file: File, options: SendOptions) => Promise<Reply>,
  options: { readonly compress?: () => boolean; readonly sent: (reply: Reply, file: File, key: string) => void },
): FileQueue<Reply> {
  const items = reactive<QueuedFile<Reply>[]>([]) as QueuedFile<Reply>[];
  const sources = new Map<string, File>();
  const running = new Map<string, AbortController>();
  const busy = computed(() => items.some(({ state }) => state !== 'done' && state !== 'failed'));
  let working = false;

  function add(files: readonly File[]): void {
    for (const file of files) {
      const key = uuid();
      sources.set(key, file);
      items.push({
        key,
        name: file.name,
        originalSize: file.size,
        size: file.size,
        state: 'waiting',
        part: 0,
        ...(file.type.startsWith('image/') ? { preview: URL.createObjectURL(file) } : {}),
      });
    }
    void work();
  }

  async function work(): Promise<void> {
    if (working) return;
    working = true;
    for (let item = next(); item; item = next()) await sendOne(item);
    working = false;
  }
  const next = () => items.find(({ state }) => state === 'waiting');

  async function sendOne(item: QueuedFile<Reply>): Promise<void> {
    const abort = new AbortController();
    running.set(item.key, abort);
    try {
      let file = sources.get(item.key)!;
      if (options.compress?.()) {
        item.state = 'compressing';
        file = await compressPicture(file);
        item.size = file.size;
      }
      item.state = 'uploading';
      const reply = await send(file, { key: item.key, progress: (part) => (item.part = part), signal: abort.signal });
      item.reply = reply;
      item.state = 'done';
      item.part = 1;
      options.sent(reply, file, item.key);
    } catch (error) {
      if (abort.signal.aborted) return;
      item.error = error;
      item.state = isProblem(error) && error.offline ? 'paused' : 'failed';
    } finally {
      running.delete(item.key);
    }
  }

  function retry(key: string): void {
    const item = items.find((one) => one.key === key);
    if (!item || item.state === 'uploading' || item.state === 'done') return;
    item.state = 'waiting';
    delete item.error;
    void work();
  }

  function remove(key: string): void {
    running.get(key)?.abort();
    const at = items.findIndex((one) => one.key === key);
    if (at < 0) return;
    const [item] = items.splice(at, 1);
    if (item?.preview) URL.revokeObjectURL(item.preview);
    sources.delete(key);
  }

  useEventListener(window, 'online', () =>
    items.filter(({ state }) => state === 'paused').forEach(({ key }) => retry(key)),
  );
  onScopeDispose(() => {
    for (const abort of running.values()) abort.abort();
    for (const { preview } of items) if (preview) URL.revokeObjectURL(preview);
  });

  return { items, busy, add, retry, remove };
}
