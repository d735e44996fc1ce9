import { useEventListener } from '@vueuse/core';
import { createStore, del, get, set } from 'idb-keyval';
import { computed, onScopeDispose, ref, type Ref, shallowRef, toValue, type MaybeRefOrGetter } from 'vue';
import { isProblem, isSignedOut } from '@/shared/api';
import { setUnsynced } from './unsynced.ts';

export type SaveStateName = 'clean' | 'dirty' | 'saving' | 'saved' | 'offline' | 'failed' | 'conflict';

export interface AutosaveOptions<Value> {
  /**
   * Sends one item (a mark, a form) with the revision last seen and answers the new revision. Items are sent one after another,
   * so each carries the revision the one before it made. A 409 `shared.stale-revision` becomes a conflict.
   */
  readonly save: (item: string, value: Value, revision: number) => Promise<{ readonly revision: number }>;
  /** Revision of the aggregate as loaded; later ones are taken from the answers. */
  readonly revision: MaybeRefOrGetter<number>;
  /** Milliseconds of quiet before a save. */
  readonly delay?: number;
  /** Name under which unsent items are kept on this device (IndexedDB) over a reload. */
  readonly keep?: MaybeRefOrGetter<string | undefined>;
}

export interface Conflict<Value> {
  readonly item: string;
  readonly mine: Value;
  /** The newer view as the server gave it. */
  readonly theirs: unknown;
}

export interface Autosave<Value> {
  readonly state: Readonly<Ref<SaveStateName>>;
  readonly savedAt: Readonly<Ref<number | undefined>>;
  /** Items changed here and not yet on the server. */
  readonly pending: Readonly<Ref<number>>;
  readonly revision: Readonly<Ref<number>>;
  readonly conflict: Readonly<Ref<Conflict<Value> | undefined>>;
  readonly error: Readonly<Ref<unknown>>;
  /** Notes a change; it is sent after a moment of quiet. */
  change(item: string, value: Value): void;
  /** Sends everything now; true when nothing is left. Call before leaving or submitting. */
  flush(): Promise<boolean>;
  retry(): void;
  /** Ends a conflict: `mine` is sent again over `revision`, `theirs` drops my item. The page shows the newer view itself. */
  resolve(which: 'mine' | 'theirs', revision: number): void;
  /** Items left on this device by an earlier visit; they are pending again after this call. */
  restore(): Promise<ReadonlyMap<string, Value>>;
}

const RETRY_MS = 10_000;
const drafts = () => createStore('jianglian-drafts', 'items');

/** Debounced saving with revisions, that loses nothing when the network goes, the server fails or somebody else was quicker. */
export function useAutosave<Value>(options: AutosaveOptions<Value>): Autosave<Value> {
  const waiting = new Map<string, Value>();
  const count = ref(0);
  const busy = ref(false);
  const trouble = ref<'offline' | 'failed'>();
  const error = shallowRef<unknown>();
  const conflict = shallowRef<Conflict<Value>>();
  const savedAt = ref<number>();
  const newest = ref<number>();
  const revision = computed(() => Math.max(newest.value ?? 0, toValue(options.revision)));
  const owner = Symbol('autosave');
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<boolean> | undefined;

  const state = computed<SaveStateName>(() => {
    if (conflict.value) return 'conflict';
    if (trouble.value && count.value > 0) return trouble.value;
    if (busy.value) return 'saving';
    if (count.value > 0) return 'dirty';
    return savedAt.value ? 'saved' : 'clean';
  });

  function noted(): void {
    count.value = waiting.size;
    setUnsynced(owner, trouble.value || conflict.value ? waiting.size : 0);
    const key = toValue(options.keep);
    if (!key) return;
    // A browser without storage (private window) still saves over the network.
    void (waiting.size > 0 ? set(key, [...waiting], drafts()) : del(key, drafts())).catch(() => undefined);
  }

  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), ms);
  }

  function change(item: string, value: Value): void {
    waiting.delete(item);
    waiting.set(item, value);
    noted();
    if (!conflict.value) later(trouble.value ? RETRY_MS : (options.delay ?? 800));
  }

  function flush(): Promise<boolean> {
    clearTimeout(timer);
    return (running ??= send().finally(() => (running = undefined)));
  }

  async function send(): Promise<boolean> {
    while (waiting.size > 0 && !conflict.value) {
      const [item, value] = waiting.entries().next().value!;
      busy.value = true;
      try {
        const answer = await options.save(item, value, revision.value);
        newest.value = answer.revision;
        if (waiting.get(item) === value) waiting.delete(item);
        trouble.value = undefined;
        error.value = undefined;
        savedAt.value = Date.now();
        noted();
      } catch (caught) {
        busy.value = false;
        fail(item, value, caught);
        return false;
      }
    }
    busy.value = false;
    return waiting.size === 0;
  }

  function fail(item: string, value: Value, caught: unknown): void {
    error.value = caught;
    if (isProblem(caught) && caught.stale) conflict.value = { item, mine: value, theirs: caught.current };
    else trouble.value = isProblem(caught) && caught.offline ? 'offline' : 'failed';
    noted();
    // What the server refused is refused again; only a lost or overloaded server is worth asking again by itself.
    const passing = isProblem(caught) && (caught.offline || caught.status >= 500) && !isSignedOut(caught);
    if (passing) later(RETRY_MS);
  }

  function resolve(which: 'mine' | 'theirs', seen: number): void {
    const stopped = conflict.value;
    if (!stopped) return;
    newest.value = seen;
    conflict.value = undefined;
    error.value = undefined;
    if (which === 'theirs') waiting.delete(stopped.item);
    noted();
    if (waiting.size > 0) void flush();
  }

  async function restore(): Promise<ReadonlyMap<string, Value>> {
    const key = toValue(options.keep);
    const kept = key ? await get<[string, Value][]>(key, drafts()).catch(() => undefined) : undefined;
    for (const [item, value] of kept ?? []) if (!waiting.has(item)) waiting.set(item, value);
    if (kept?.length) {
      noted();
      later(0);
    }
    return new Map(waiting);
  }

  useEventListener(window, 'online', () => waiting.size > 0 && void flush());
  useEventListener(document, 'visibilitychange', () => document.hidden && waiting.size > 0 && void flush());
  useEventListener(window, 'beforeunload', (event) => {
    if (waiting.size > 0 && !toValue(options.keep)) event.preventDefault();
  });
  onScopeDispose(() => {
    clearTimeout(timer);
    if (waiting.size > 0 && !conflict.value) void flush();
    setUnsynced(owner, 0);
  });

  return {
    state,
    savedAt,
    pending: count,
    revision,
    conflict,
    error,
    change,
    flush,
    retry: () => void flush(),
    resolve,
    restore,
  };
}
