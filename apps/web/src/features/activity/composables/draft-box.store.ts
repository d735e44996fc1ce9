import { createStore, del, entries, set, type UseStore } from 'idb-keyval';
import type { LocalDraft } from './local-draft.ts';

let store: UseStore | undefined;
const box = (): UseStore => (store ??= createStore('jianglian-activities', 'drafts'));

/** A copy without Vue's proxies: IndexedDB keeps plain things and blobs. */
const plain = (draft: LocalDraft): LocalDraft => ({
  ...draft,
  content: JSON.parse(JSON.stringify(draft.content)) as LocalDraft['content'],
  files: draft.files.map((file) => ({ ...file })),
  ...(draft.conflict
    ? { conflict: JSON.parse(JSON.stringify(draft.conflict)) as NonNullable<LocalDraft['conflict']> }
    : {}),
});

/** Drafts on this device. A browser without storage (private window) still sends what it has while the page is open. */
export const draftBox = {
  keep: (draft: LocalDraft): Promise<void> => set(draft.id, plain(draft), box()).catch(() => undefined),
  drop: (id: string): Promise<void> => del(id, box()).catch(() => undefined),
  async of(accountId: string): Promise<LocalDraft[]> {
    const kept = await entries<string, LocalDraft>(box()).catch(() => []);
    return kept.map(([, draft]) => draft).filter((draft) => draft.accountId === accountId);
  },
};
