import type { FormalCheckRow, FormalCheckView } from '@jianglian/contracts/upgrade';
import { useMutation, useQuery, useQueryCache } from '@pinia/colada';
import { computed } from 'vue';
import { upgradeClient } from '../upgrade.api.ts';

/** One case under the office's hands, with the round's list beside it; every act brings the newer check back. */
export function useFormalCheck(id: () => string) {
  const cache = useQueryCache();
  const check = useQuery({
    key: () => ['formal-check', id()],
    query: () => upgradeClient.formalCheck({ params: { id: id() } }),
  });
  const roundId = computed(() => check.data.value?.round.id);
  const list = useQuery({
    key: () => ['formal-checks', roundId.value ?? ''],
    enabled: () => roundId.value !== undefined,
    query: () => upgradeClient.formalChecks({ params: { id: roundId.value! } }),
  });
  const rows = computed<readonly FormalCheckRow[]>(() => list.data.value?.rows ?? []);
  const act = useMutation({
    mutation: (run: (view: FormalCheckView) => Promise<FormalCheckView>) => run(check.data.value!),
    onSuccess: (view) => cache.setQueryData(['formal-check', view.application.id], view),
    onSettled: (_, error) => {
      if (error) void cache.invalidateQueries({ key: ['formal-check', id()] });
      void cache.invalidateQueries({ key: ['formal-checks'] });
    },
  });
  const at = computed(() => rows.value.findIndex(({ application }) => application.id === id()));
  /** The case before or after in the order of the list. */
  const neighbour = (by: 1 | -1) => rows.value[at.value + by]?.application.id;
  /** The next one still to be checked, going round; none when all are. */
  const nextOpen = () =>
    [...rows.value.slice(at.value + 1), ...rows.value.slice(0, Math.max(0, at.value))].find(
      ({ application }) => application.state === 'recommended' && !application.awaitsEvaluation,
    )?.application.id;
  return { check, rows, act, neighbour, nextOpen };
}
