import type { ActivityView, EvidenceView } from '@jianglian/contracts/activity';
import { type ActivityContent, contentRefusals, gapsOf } from '@jianglian/domain/activity';
import type { Refusal } from '@jianglian/domain/kernel';
import { useQuery, useQueryCache } from '@pinia/colada';
import { useDebounceFn, useOnline } from '@vueuse/core';
import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { isProblem, uuid } from '@/shared/api';
import { useServerClock, useSession } from '@/shared/composables';
import { compressPicture } from '@/shared/files/compress-image';
import { useRefusalText } from '@/shared/ui';
import { activityClient } from '../activity.api.ts';
import { blankContent, contentOf, isPending, type LocalDraft } from './local-draft.ts';
import { holdDraft, useOutbox } from './useOutbox.ts';
import { useOwnStudio } from './useOwnStudio.ts';

/** Milliseconds of quiet before the device keeps what was typed, and before the server gets it. */
const KEEP_MS = 300;
const SEND_MS = 2500;

/** One activity being written: kept on this device at every step, sent when there is a network. `id` of one that exists. */
export function useActivityForm(id: string | undefined, draftId: string | undefined) {
  const session = useSession();
  const studioId = useOwnStudio();
  const { today } = useServerClock();
  const outbox = useOutbox();
  const cache = useQueryCache();
  const online = useOnline();
  const sentence = useRefusalText();

  const draft = ref<LocalDraft>();
  const loading = shallowRef<unknown>();
  const problem = shallowRef<unknown>();
  const keptAt = ref<number>();
  const sentAt = ref<number>();
  const busy = ref(false);
  const compressing = ref(false);
  const tried = ref(false);
  let letGo: (() => void) | undefined;

  const view = useQuery({
    key: () => ['activity', draft.value?.id ?? ''],
    enabled: () => (draft.value?.revision ?? 0) > 0,
    query: () => activityClient.get({ params: { id: draft.value!.id } }),
  });
  const settings = useQuery({ key: ['activity-settings'], query: () => activityClient.settings() });
  const evidence = computed<readonly EvidenceView[]>(() => view.data.value?.evidence ?? []);

  watch(
    () => outbox.ready.value,
    (ready) => ready && void open(),
    { immediate: true },
  );

  async function open(): Promise<void> {
    if (draft.value) return;
    const known = outbox.find(id ?? draftId ?? '');
    try {
      if (known) draft.value = known;
      else if (id) draft.value = held(await activityClient.get({ params: { id } }));
      else if (studioId.value) draft.value = fresh(studioId.value);
    } catch (error) {
      loading.value = error;
    }
    if (draft.value) letGo = holdDraft(draft.value.id);
  }

  function base() {
    const accountId = session.person!.accountId;
    return { accountId, attempted: false, dirty: false, files: [], submit: false, changedAt: Date.now() };
  }
  function fresh(studio: string): LocalDraft {
    return { ...base(), id: uuid(), studioId: studio, content: blankContent(today.value), revision: 0 };
  }
  function held(of: ActivityView): LocalDraft {
    return { ...base(), id: of.id, studioId: of.studio.id, content: contentOf(of), revision: of.revision };
  }

  const content = computed<ActivityContent>({
    get: () => draft.value?.content ?? blankContent(today.value),
    set: (next) => {
      if (!draft.value) return;
      draft.value = outbox.add(draft.value);
      draft.value.content = next;
      draft.value.dirty = true;
      draft.value.changedAt = Date.now();
      void keepSoon();
      void sendSoon();
    },
  });
  /** One field of the content, for `v-model`. */
  const field = <Name extends keyof ActivityContent>(name: Name): Ref<ActivityContent[Name]> =>
    computed({ get: () => content.value[name], set: (value) => (content.value = { ...content.value, [name]: value }) });

  const keepSoon = useDebounceFn(async () => {
    if (!draft.value || !outbox.find(draft.value.id)) return;
    await outbox.keep(draft.value);
    keptAt.value = Date.now();
  }, KEEP_MS);
  // A form somebody only looked into is not worth a row on the server: it needs a title, or has one already.
  const sendSoon = useDebounceFn(() => {
    if (draft.value && (draft.value.revision > 0 || draft.value.content.title.trim() !== ''))
      void send().catch(() => undefined);
  }, SEND_MS);

  async function send() {
    const sending = draft.value;
    if (!sending || sending.conflict || !isPending(sending) || !outbox.find(sending.id)) return undefined;
    try {
      const outcome = await outbox.sync(sending);
      problem.value = undefined;
      sentAt.value = Date.now();
      void cache.invalidateQueries({ key: ['activity', sending.id] });
      if (outcome === 'submitted') void cache.invalidateQueries({ key: ['activities'] });
      return outcome;
    } catch (error) {
      if (!isProblem(error) || !error.offline) problem.value = error;
      throw error;
    }
  }

  async function addFiles(files: readonly File[]): Promise<void> {
    if (!draft.value || files.length === 0) return;
    draft.value = outbox.add(draft.value);
    compressing.value = true;
    for (const file of files) {
      const small = await compressPicture(file);
      draft.value.files.push({
        key: uuid(),
        name: small.name,
        type: small.type,
        originalSize: file.size,
        size: small.size,
        blob: small,
        part: 0,
      });
      await outbox.keep(draft.value);
    }
    compressing.value = false;
    keptAt.value = Date.now();
    void sendSoon();
  }
  function dropFile(key: string): void {
    if (!draft.value) return;
    draft.value.files = draft.value.files.filter((file) => file.key !== key);
    void keepSoon();
  }
  async function shown(act: Promise<unknown>): Promise<void> {
    try {
      await act;
      await view.refetch();
    } catch (error) {
      problem.value = error;
    }
  }
  const detach = (fileId: string) => shown(activityClient.detach({ params: { id: draft.value!.id, fileId } }));
  /** One place further to the front: the first picture is the one lists show. */
  async function moveForward(fileId: string): Promise<void> {
    const files = evidence.value.map((file) => ({ fileId: file.fileId, note: file.note }));
    const at = files.findIndex((file) => file.fileId === fileId);
    files.splice(at - 1, 0, ...files.splice(at, 1));
    await shown(activityClient.arrange({ params: { id: draft.value!.id }, body: { files } }));
  }

  const files = computed(() => evidence.value.length + (draft.value?.files.length ?? 0));
  const refusals = computed<readonly Refusal[]>(() => {
    if (!tried.value) return [];
    const told = isProblem(problem.value) ? problem.value.refusals : [];
    const own = [
      ...contentRefusals(content.value, today.value),
      ...gapsOf(content.value, { files: files.value, least: settings.data.value?.leastEvidence ?? 0 }),
    ];
    return [...own, ...told.filter(({ code }) => !own.some((one) => one.code === code))];
  });
  const faults = (path: string): readonly string[] =>
    refusals.value.filter(({ params }) => params['field'] === path).map((refusal) => sentence(refusal));

  /** `submitted`, `later` (no network: it will be by itself), or `refused`: the form says why. */
  async function finish(submit: boolean): Promise<'saved' | 'submitted' | 'later' | 'refused'> {
    if (!draft.value) return 'refused';
    tried.value = submit;
    if (submit && refusals.value.length > 0) return 'refused';
    draft.value = outbox.add(draft.value);
    draft.value.submit = submit;
    if (draft.value.revision === 0) draft.value.dirty = true;
    busy.value = true;
    await outbox.keep(draft.value);
    keptAt.value = Date.now();
    try {
      // Saving that is under way ends first; what it did not take along goes with the second call.
      await send();
      const outcome = draft.value.submit || isPending(draft.value) ? await send() : undefined;
      if (draft.value.conflict || outcome === 'waiting') return 'refused';
      return submit ? 'submitted' : 'saved';
    } catch (error) {
      return isProblem(error) && (error.offline || error.status >= 500) ? 'later' : 'refused';
    } finally {
      busy.value = false;
    }
  }

  function resolve(which: 'mine' | 'theirs'): void {
    const newer = draft.value?.conflict;
    if (!draft.value || !newer) return;
    if (which === 'theirs') draft.value.content = contentOf(newer);
    draft.value.dirty = which === 'mine';
    draft.value.revision = newer.revision;
    delete draft.value.conflict;
    void outbox.keep(draft.value).then(() => send().catch(() => undefined));
  }

  onScopeDispose(() => {
    letGo?.();
    const left = draft.value;
    if (!left || !outbox.find(left.id)) return;
    if (!isPending(left)) void outbox.drop(left.id);
    else
      void send().then(
        () => (isPending(left) ? undefined : outbox.drop(left.id)),
        () => undefined,
      );
  });

  return {
    draft,
    content,
    field,
    evidence,
    view,
    online,
    busy,
    compressing,
    problem,
    loading,
    refusals,
    faults,
    keptAt,
    sentAt,
    addFiles,
    dropFile,
    detach,
    moveForward,
    finish,
    resolve,
  };
}
