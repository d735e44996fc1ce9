import type { CycleView } from '@jianglian/contracts/evaluation';
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

/** The windows of a cycle on one line, for the bar: where each ends between the opening of the first and the end of the last. */
export function windowsOf({ windows }: Pick<CycleView, 'windows'>, now: number) {
  const ends = [Date.parse(windows.selfEvaluation.closesAt), Date.parse(windows.scoring.closesAt)] as const;
  const start = Math.min(now, ends[0] - 30 * 86_400_000);
  const end = Math.max(now, ends[1]) + 5 * 86_400_000;
  const share = (at: number) => ((at - start) / (end - start)) * 100;
  return { selfEvaluation: share(ends[0]), scoring: share(ends[1]), now: share(now) };
}
