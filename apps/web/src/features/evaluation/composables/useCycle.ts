import { useQuery } from '@pinia/colada';
import { type Act, useAct } from '@/shared/composables';
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

/** An act of the office: everything of the cycle is asked for anew. */
export const useCycleAct = (id: () => string): Act => useAct(() => [cycleKeys.one(id()), cycleKeys.list]);
