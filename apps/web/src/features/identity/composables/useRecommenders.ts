import { referenceApi } from '@jianglian/contracts/reference';
import { client } from '@jianglian/contracts/shared';
import { useQuery } from '@pinia/colada';
import { computed, type ComputedRef } from 'vue';
import { http } from '@/shared/api';

const referenceClient = client(referenceApi, http);

/** The recommending units, to bind a role to one. */
export function useRecommenders(): ComputedRef<readonly { readonly id: string; readonly name: string }[]> {
  const { data } = useQuery({
    key: ['reference'],
    query: ({ signal }) => referenceClient.all(undefined, { signal }),
    staleTime: 600_000,
  });
  return computed(() => data.value?.recommenders ?? []);
}
