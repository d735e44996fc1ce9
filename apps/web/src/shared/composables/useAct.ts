import { type EntryKey, useQueryCache } from '@pinia/colada';
import { type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import { toast } from '../ui/toasts.ts';

export interface Act {
  readonly busy: Ref<boolean>;
  readonly problem: ShallowRef<unknown>;
  /** True when it was done; false leaves its problem for the dialog. */
  readonly run: (act: () => Promise<unknown>, said: string) => Promise<boolean>;
}

/** Runs an act: keeps its problem, says it was done, and asks anew for everything it changed; the first of the keys is waited for. */
export function useAct(changed: () => readonly [EntryKey, ...EntryKey[]]): Act {
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
        const [first, ...others] = changed();
        await cache.invalidateQueries({ key: first });
        for (const key of others) void cache.invalidateQueries({ key });
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
