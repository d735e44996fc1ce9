import { useQuery } from '@pinia/colada';
import { type Act, useAct } from '@/shared/composables';
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

/** An act upon a round: everything of the round is asked for anew. */
export const useRoundAct = (id: () => string): Act => useAct(() => [roundKeys.one(id()), roundKeys.list]);
