import { useQueryCache } from '@pinia/colada';
import { type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import { toast } from '@/shared/ui';

/** Runs an act on evaluators or ties: keeps its problem for the dialog, says it was done, and asks the lists anew. */
export function useEvaluatorAct(): {
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
        await cache.invalidateQueries({ key: ['evaluators'] });
        void cache.invalidateQueries({ key: ['studio-ties'] });
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
