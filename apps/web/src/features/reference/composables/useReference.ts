import type { ReferenceView } from '@jianglian/contracts/reference';
import { isValidOn, type Validity } from '@jianglian/domain/reference';
import { useQuery } from '@pinia/colada';
import { computed, type ComputedRef } from 'vue';
import { dayOf, useServerClock } from '@/shared/composables';
import { referenceClient } from '../reference.api.ts';

export const referenceKey = ['reference'] as const;

/** Every dictionary, asked once and kept for ten minutes; an edit asks again. */
export const useReferenceQuery = () =>
  useQuery({
    key: () => referenceKey,
    query: ({ signal }) => referenceClient.all({}, { signal }),
    staleTime: 600_000,
  });

/** The dictionaries for pickers (what holds today) and for naming codes (everything that ever held). */
export function useReference() {
  const query = useReferenceQuery();
  const { now } = useServerClock();
  const today = computed(() => dayOf(new Date(now.value)));
  const rows = <Name extends keyof ReferenceView>(name: Name): ComputedRef<ReferenceView[Name] | readonly []> =>
    computed(() => query.data.value?.[name] ?? []);
  const held = <Entry extends Partial<Validity>>(entries: ComputedRef<readonly Entry[]>) =>
    computed(() =>
      entries.value.filter(({ validFrom = null, validTo = null }) => isValidOn({ validFrom, validTo }, today.value)),
    );

  const clusters = rows('clusters') as ComputedRef<ReferenceView['clusters']>;
  const districts = rows('districts') as ComputedRef<ReferenceView['districts']>;
  const recommenders = rows('recommenders') as ComputedRef<ReferenceView['recommenders']>;
  const occupations = rows('occupations') as ComputedRef<ReferenceView['occupations']>;
  const nameOf = (entries: readonly { code: string; name: string }[], code: string) =>
    entries.find((entry) => entry.code === code)?.name ?? code;

  return {
    query,
    today,
    clusters: held(clusters),
    districts: held(districts),
    recommenders: held(recommenders),
    occupations: held(occupations),
    allDistricts: districts,
    clusterName: (code: string) => nameOf(clusters.value, code),
    districtName: (code: string) => districts.value.find((district) => district.code === code)?.shortName ?? code,
    recommenderName: (id: string) => recommenders.value.find((one) => one.id === id)?.name ?? id,
  };
}
