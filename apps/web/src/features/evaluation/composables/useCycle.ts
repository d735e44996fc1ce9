import { useQuery, useQueryCache } from '@pinia/colada';
import { ref, type Ref, type ShallowRef, shallowRef } from 'vue';
import { toast } from '@/shared/ui';
import { evaluationClient } from '../evaluation.api.ts';

export const cycleKeys = {
  list: ['cycles'] as const,
  one: (id: string) => ['cycle', id] as const,
};

export const useCycle = (id: () => string) =>
  useQuery({
    key: () => [...cycleKeys.one(id())],
    query: () => evaluationClient.cycle({ params: { id: id() } }),
  });

/** Runs an act of the office: keeps its problem for the dialog, says it was done, and refreshes everything of the cycle. */
export function useCycleAct(id: () => string): {
  readonly busy: Ref<boolean>;
  readonly problem: ShallowRef<unknown>;
  run: (act: () => Promise<unknown>, said: string) => Promise<boolean>;
} {
  const cache = useQueryCache();
  const busy = ref(false);
  const problem = shallowRef<unknown>();
  return {
    busy,
    problem,
    async run(act, said) {
      busy.value = true;
      problem.value = undefined;
      try {
        await act();
        toast(said);
        await cache.invalidateQueries({ key: [...cycleKeys.one(id())] });
        void cache.invalidateQueries({ key: [...cycleKeys.list] });
        return true;
      } catch (error) {
        problem.value = error;
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
