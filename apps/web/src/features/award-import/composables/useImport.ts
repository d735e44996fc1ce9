import type { AwardImportView } from '@jianglian/contracts/award-import';
import { useQuery, useQueryCache } from '@pinia/colada';
import { useIntervalFn } from '@vueuse/core';
import { computed, ref, watch } from 'vue';
import { isProblem } from '@/shared/api';
import { awardImportClient } from '../award-import.api.ts';

const POLL_MS = 700;

/** One import: its view, kept fresh while a job runs, and acts that leave the newest view behind. */
export function useImport(id: () => string) {
  const cache = useQueryCache();
  const key = () => ['award-import', 'one', id()];
  const query = useQuery({
    key,
    query: ({ signal }) => awardImportClient.one({ params: { id: id() } }, { signal }),
    staleTime: 0,
  });
  const list = computed(() => query.data.value);
  const working = computed(() => list.value?.state === 'checking' || list.value?.state === 'applying');
  const poll = useIntervalFn(() => void query.refetch(), POLL_MS, { immediate: false });
  watch(working, (works) => (works ? poll.resume() : poll.pause()), { immediate: true });

  const busy = ref(false);
  const problem = ref<unknown>();
  const keep = (view: AwardImportView) => cache.setQueryData(key(), view);

  /** Runs an act with the present revision. Undefined when it was refused: `problem` says why, the newer view is shown. */
  async function act<Reply>(work: (revision: number) => Promise<Reply>): Promise<Reply | undefined> {
    const revision = list.value?.revision;
    if (busy.value || revision === undefined) return undefined;
    busy.value = true;
    problem.value = undefined;
    try {
      return await work(revision);
    } catch (error) {
      problem.value = error;
      if (isProblem(error) && error.stale && error.current) keep(error.current as AwardImportView);
      else if (isProblem(error) && error.status === 409) void query.refetch();
      return undefined;
    } finally {
      busy.value = false;
    }
  }
  return { query, list, working, busy, problem, keep, act };
}

export type ImportHandle = ReturnType<typeof useImport>;
