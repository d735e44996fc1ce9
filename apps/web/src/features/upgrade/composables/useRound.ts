import { useQuery, useQueryCache } from '@pinia/colada';
import { ref, type Ref, type ShallowRef, shallowRef } from 'vue';
import { toast } from '@/shared/ui';
import { upgradeClient } from '../upgrade.api.ts';

export const roundKeys = {
  list: ['rounds'] as const,
  /** Everything of one round starts with this. */
  one: (id: string) => ['round', id] as const,
};

export const useRound = (id: () => string) =>
  useQuery({
    key: () => [...roundKeys.one(id())],
    query: () => upgradeClient.round({ params: { id: id() } }),
  });

/** Runs an act upon a round: keeps its problem for the dialog, says it was done, and refreshes everything of the round. */
export function useRoundAct(id: () => string): {
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
        await cache.invalidateQueries({ key: [...roundKeys.one(id())] });
        void cache.invalidateQueries({ key: [...roundKeys.list] });
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
