import type { VisitView } from '@jianglian/contracts/evaluation';
import { refusalsOfRecord, type Rubric, type VisitRecord } from '@jianglian/domain/evaluation';
import { signers } from '@jianglian/domain/evaluation';
import { useDebounceFn } from '@vueuse/core';
import { computed, reactive, ref, shallowRef, watch } from 'vue';
import { upload } from '@/shared/api';
import { useSession } from '@/shared/composables';
import { compressPicture } from '@/shared/files/compress-image';
import { evaluationClient } from '../evaluation.api.ts';
import { type DraftFile, type VisitDraft, visitDrafts } from './visit-draft.store.ts';

const fileOf = ({ fileId, name, note }: { fileId: string; name: string; note: string }): DraftFile => ({
  key: fileId,
  name,
  blob: null,
  fileId,
  note,
});

const draftOf = (view: VisitView): VisitDraft => ({
  lines: view.lines.map(({ indicator, answer, note }) => ({ indicator, answer, note })),
  summary: view.summary,
  photos: view.photos.map(fileOf),
  signatures: signers.map((signer) => {
    const given = view.signatures.find((one) => one.signer === signer);
    return {
      signer,
      name: given?.name ?? '',
      file: given ? fileOf({ fileId: given.fileId, name: '', note: '' }) : null,
    };
  }),
  form: view.form && fileOf(view.form),
  keptAt: null,
});

/** A record as it is written on the device: kept after every change, its pictures sent only when it is handed in. */
export function useVisitDraft(view: VisitView) {
  const { person } = useSession();
  const accountId = person?.accountId ?? '';
  const draft = reactive(draftOf(view));
  const sending = ref<{ done: number; of: number }>();
  const problem = shallowRef<unknown>();
  const ready = ref(false);

  void visitDrafts.find(accountId, view.id).then((kept) => {
    if (kept) Object.assign(draft, kept);
    ready.value = true;
  });
  const keep = useDebounceFn(() => {
    draft.keptAt = Date.now();
    return visitDrafts.keep(accountId, view.id, draft);
  }, 400);
  const content = computed(() => JSON.stringify({ ...draft, keptAt: null }));
  watch(content, () => ready.value && void keep());

  const record = computed((): VisitRecord => ({
    lines: draft.lines,
    signatures: draft.signatures.filter(({ file, name }) => file !== null && name.trim() !== ''),
    hasSignedForm: draft.form !== null,
  }));
  /** The checklist is the rubric's; the rule asks for its lines only. */
  const rubric = {
    indicators: view.lines.map(({ indicator }) => ({ code: indicator, evidence: ['site-photo'] })),
  } as unknown as Rubric;
  const missing = computed(() => refusalsOfRecord(rubric, record.value));

  async function add(files: readonly File[]): Promise<DraftFile[]> {
    const added: DraftFile[] = [];
    for (const file of files) {
      const small = await compressPicture(file);
      added.push({ key: crypto.randomUUID(), name: file.name, blob: small, fileId: null, note: '' });
    }
    return added;
  }

  async function send(file: DraftFile): Promise<string> {
    if (file.fileId) return file.fileId;
    const { id } = await upload<{ id: string }>(
      '/files?purpose=site-visit',
      new File([file.blob as Blob], file.name, { type: file.blob?.type ?? '' }),
      { key: file.key },
    );
    file.fileId = id;
    return id;
  }

  /** Pictures first, one after the other, each kept as sent: a lost network loses none and sends none twice. */
  async function submit(revision: number): Promise<VisitView | undefined> {
    const signed = draft.signatures.filter(({ file, name }) => file !== null && name.trim() !== '');
    const all = [...draft.photos, ...signed.map(({ file }) => file as DraftFile), ...(draft.form ? [draft.form] : [])];
    sending.value = { done: 0, of: all.length };
    problem.value = undefined;
    try {
      for (const file of all) {
        await send(file);
        sending.value = { done: sending.value.done + 1, of: all.length };
        await visitDrafts.keep(accountId, view.id, draft);
      }
      const done = await evaluationClient.recordVisit({
        params: { id: view.id },
        body: {
          revision,
          lines: draft.lines.flatMap(({ indicator, answer, note }) => (answer ? [{ indicator, answer, note }] : [])),
          summary: draft.summary,
          photos: draft.photos.map(({ fileId, note }) => ({ fileId: fileId as string, note })),
          signatures: signed.map(({ signer, name, file }) => ({
            signer,
            name: name.trim(),
            fileId: (file as DraftFile).fileId as string,
          })),
          formFileId: draft.form?.fileId ?? null,
        },
      });
      await visitDrafts.drop(accountId, view.id);
      return done;
    } catch (error) {
      problem.value = error;
      return undefined;
    } finally {
      sending.value = undefined;
    }
  }

  return { draft, ready, missing, sending, problem, add, submit };
}
