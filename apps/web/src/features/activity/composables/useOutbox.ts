import { useEventListener, useIntervalFn } from '@vueuse/core';
import { computed, type ComputedRef, effectScope, reactive, ref, type Ref, watch } from 'vue';
import type { EvidenceView } from '@jianglian/contracts/activity';
import { isProblem, upload } from '@/shared/api';
import { useSession } from '@/shared/composables';
import { setUnsynced } from '@/shared/composables/unsynced';
import { activityClient } from '../activity.api.ts';
import { draftBox } from './draft-box.store.ts';
import { isPending, type LocalDraft } from './local-draft.ts';
import { type DraftServer, syncDraft, type SyncOutcome } from './sync-draft.ts';

const server: DraftServer = {
  create: (draft) => activityClient.create({ body: draft as never }),
  edit: (id, revision, content) =>
    activityClient.edit({ params: { id }, body: { revision, ...(content as object) } as never }),
  upload: (id, { key, name, type, blob }, progress) =>
    upload<EvidenceView>(`/activities/${id}/evidence`, new File([blob], name, { type }), { key, progress }),
  submit: (id, revision) => activityClient.submit({ params: { id }, body: { revision } }),
};

export interface Outbox {
  /** Of the person signed in, the latest change first. */
  readonly drafts: ComputedRef<readonly LocalDraft[]>;
  readonly ready: Readonly<Ref<boolean>>;
  find(id: string): LocalDraft | undefined;
  /** Takes a draft into the box; it is the reactive one that comes back. */
  add(draft: LocalDraft): LocalDraft;
  /** Stores the device's copy. */
  keep(draft: LocalDraft): Promise<void>;
  drop(id: string): Promise<void>;
  /** Sends one; a draft that is under way already is waited for. Throws what the form has to show. */
  sync(draft: LocalDraft): Promise<SyncOutcome>;
}

const RETRY_MS = 20_000;
let shared: Outbox | undefined;

/** What was logged on this device and is not on the server: kept over a restart, sent when the network is back. */
export const useOutbox = (): Outbox => (shared ??= effectScope(true).run(create)!);

function create(): Outbox {
  const session = useSession();
  const held = reactive(new Map<string, LocalDraft>());
  const ready = ref(false);
  const running = new Map<string, Promise<SyncOutcome>>();
  const owner = Symbol('activities');
  const drafts = computed(() => [...held.values()].toSorted((one, other) => other.changedAt - one.changedAt));
  const pending = computed(() => drafts.value.filter(isPending));
  const stuck = ref(false);

  watch(
    () => session.person?.accountId,
    async (accountId) => {
      held.clear();
      ready.value = false;
      if (!accountId) return;
      for (const draft of await draftBox.of(accountId)) if (!held.has(draft.id)) held.set(draft.id, draft);
      ready.value = true;
      void syncAll();
    },
    { immediate: true },
  );
  watch([pending, stuck], () => setUnsynced(owner, stuck.value ? pending.value.length : 0));
  useEventListener(window, 'online', () => void syncAll());
  useEventListener(window, 'offline', () => (stuck.value = true));
  useIntervalFn(() => pending.value.length > 0 && void syncAll(), RETRY_MS);

  /** Only what a person has asked to save or submit is sent unasked: a form just opened is nobody's business yet. */
  async function syncAll(): Promise<void> {
    for (const draft of pending.value.filter(
      ({ attempted, revision, submit }) => attempted || revision > 0 || submit,
    )) {
      try {
        if ((await sync(draft)) !== 'conflict') await tidy(draft);
      } catch {
        if (stuck.value) return;
      }
    }
  }

  /** What the server has completely need not stay here. */
  async function tidy(draft: LocalDraft): Promise<void> {
    if (!isPending(draft) && draft.files.length === 0 && !open.has(draft.id)) await drop(draft.id);
  }

  function sync(draft: LocalDraft): Promise<SyncOutcome> {
    const known = running.get(draft.id);
    if (known) return known;
    const work = send(draft).finally(() => running.delete(draft.id));
    running.set(draft.id, work);
    return work;
  }

  async function send(draft: LocalDraft): Promise<SyncOutcome> {
    try {
      const outcome = await syncDraft(draft, server, () => draftBox.keep(draft));
      stuck.value = false;
      if (outcome === 'submitted') await drop(draft.id);
      return outcome;
    } catch (error) {
      stuck.value = isProblem(error) && (error.offline || error.status >= 500);
      throw error;
    }
  }

  async function drop(id: string): Promise<void> {
    held.delete(id);
    await draftBox.drop(id);
  }

  return {
    drafts,
    ready,
    find: (id) => held.get(id),
    add: (draft) => {
      held.set(draft.id, draft);
      return held.get(draft.id)!;
    },
    keep: (draft) => draftBox.keep(draft),
    drop,
    sync,
  };
}

const open = new Set<string>();
/** A draft in a form stays in the box while the form is open. */
export const holdDraft = (id: string): (() => void) => {
  open.add(id);
  return () => open.delete(id);
};
