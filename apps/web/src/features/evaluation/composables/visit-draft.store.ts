import type { VisitAnswer } from '@jianglian/domain/evaluation';
import { createStore, del, get, set, type UseStore } from 'idb-keyval';

/** A picture on this device; `fileId` once the server has it. */
export interface DraftFile {
  readonly key: string;
  readonly name: string;
  readonly blob: Blob | null;
  fileId: string | null;
  note: string;
}

/** What a visitor wrote so far. It lives on the device until it is handed in: there is no net in many a workshop. */
export interface VisitDraft {
  lines: { indicator: string; answer: VisitAnswer | null; note: string }[];
  summary: string;
  photos: DraftFile[];
  signatures: { signer: 'visitor' | 'studio'; name: string; file: DraftFile | null }[];
  form: DraftFile | null;
  keptAt: number | null;
}

let store: UseStore | undefined;
const box = (): UseStore => (store ??= createStore('jianglian-visits', 'drafts'));
const keyOf = (accountId: string, visitId: string) => `${accountId} ${visitId}`;
/** A copy without Vue's proxies: IndexedDB keeps plain things and blobs. */
const plainFile = (file: DraftFile): DraftFile => ({ ...file });
const plain = (draft: VisitDraft): VisitDraft => ({
  lines: draft.lines.map((line) => ({ ...line })),
  summary: draft.summary,
  photos: draft.photos.map(plainFile),
  signatures: draft.signatures.map((one) => ({ ...one, file: one.file && plainFile(one.file) })),
  form: draft.form && plainFile(draft.form),
  keptAt: draft.keptAt,
});

/** A browser without storage (private window) still hands in while the page is open. */
export const visitDrafts = {
  keep: (accountId: string, visitId: string, draft: VisitDraft): Promise<void> =>
    set(keyOf(accountId, visitId), plain(draft), box()).catch(() => undefined),
  drop: (accountId: string, visitId: string): Promise<void> =>
    del(keyOf(accountId, visitId), box()).catch(() => undefined),
  find: (accountId: string, visitId: string): Promise<VisitDraft | undefined> =>
    get<VisitDraft>(keyOf(accountId, visitId), box()).catch(() => undefined),
};
