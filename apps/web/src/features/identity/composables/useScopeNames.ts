import type { GrantView } from '@jianglian/contracts/identity';
import { referenceApi } from '@jianglian/contracts/reference';
import { client } from '@jianglian/contracts/shared';
import { useQuery } from '@pinia/colada';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { http } from '@/shared/api';

const referenceClient = client(referenceApi, http);

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** The recommending units, for pickers and for naming what a role is bound to. */
export function useRecommenders(): ComputedRef<readonly Named[]> {
  const { data } = useQuery({
    key: ['reference'],
    query: ({ signal }) => referenceClient.all(undefined, { signal }),
    staleTime: 600_000,
  });
  return computed(() => data.value?.recommenders ?? []);
}

/** What a role is bound to, in words. */
export function useScopeNames(): (grant: GrantView) => string {
  const { t } = useI18n();
  const recommenders = useRecommenders();
  return ({ studioId, recommenderId }) => {
    if (recommenderId) return recommenders.value.find(({ id }) => id === recommenderId)?.name ?? recommenderId;
    return studioId ?? t('identity.account.noScope');
  };
}
