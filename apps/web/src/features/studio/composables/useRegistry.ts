import type { StudioListRow } from '@jianglian/contracts/studio';
import { studioSorts } from '@jianglian/contracts/studio';
import { grades, runningStandings, standings, tiers } from '@jianglian/domain/studio';
import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { useReference } from '@/features/reference';
import { filter, useKeyset, useUrlFilters } from '@/shared/composables';
import type { SortBy } from '@/shared/ui';
import { studioClient } from '../studio.api.ts';

const filterTypes = {
  q: filter.text(),
  tier: filter.manyOf(tiers),
  standing: filter.manyOf(standings),
  cluster: filter.many(),
  district: filter.many(),
  recommender: filter.many(),
  grade: filter.manyOf([...grades, 'none']),
  dueFrom: filter.day(),
  dueTo: filter.day(),
  year: filter.many(),
  ageFrom: filter.whole(),
};
export type RegistryFilter = keyof typeof filterTypes;

const sortKeys = { name: 'name', awardedOn: 'awarded', evaluationDueOn: 'due', lastActiveOn: 'activity' } as const;
type SortKey = keyof typeof sortKeys;

/** The registry's list: filters and order live in the address, so that a link is a saved view. */
export function useRegistry() {
  const { t } = useI18n();
  const reference = useReference();
  const url = useUrlFilters({
    ...filterTypes,
    sort: filter.choice(studioSorts, 'due'),
    order: filter.choice(['asc', 'desc'], 'asc'),
  });

  const asked = computed(() => {
    const { q, ageFrom, dueFrom, dueTo, sort: _sort, order: _order, year, ...lists } = url.values.value;
    const set = Object.fromEntries(Object.entries(lists).filter(([, values]) => values.length > 0));
    return {
      ...(set as { -readonly [Name in keyof typeof lists]?: [...(typeof lists)[Name]] }),
      ...(q ? { q } : {}),
      ...(year.length > 0 ? { year: year.map(Number).filter(Number.isInteger) } : {}),
      ...(dueFrom ? { dueFrom } : {}),
      ...(dueTo ? { dueTo } : {}),
      ...(ageFrom === undefined ? {} : { ageFrom }),
    };
  });
  const order = computed(() => ({ sort: url.values.value.sort, order: url.values.value.order }));
  const sort = computed<SortBy | undefined>({
    get: () => {
      const key = (Object.keys(sortKeys) as SortKey[]).find((name) => sortKeys[name] === order.value.sort);
      return key && { key, direction: order.value.order };
    },
    set: (by) => by && url.set({ sort: sortKeys[by.key as SortKey], order: by.direction }),
  });

  const list = useKeyset<StudioListRow>(
    () => ['studios', 'list', { ...asked.value }, { ...order.value }],
    (after, signal) => studioClient.list({ query: { ...asked.value, ...order.value, after } }, { signal }),
  );
  const count = useQuery({
    key: () => ['studios', 'count', { ...asked.value }],
    query: ({ signal }) => studioClient.count({ query: asked.value }, { signal }),
    placeholderData: (before) => before,
  });

  const wordOf = (name: RegistryFilter, value: string): string => {
    if (name === 'cluster') return reference.clusterName(value);
    if (name === 'district') return reference.districtName(value);
    if (name === 'recommender') return reference.recommenderName(value);
    if (name === 'tier' || name === 'standing' || name === 'grade') return t(`terms.${name}.${value}`);
    return value;
  };
  const isActive = (name: string): name is RegistryFilter => name in filterTypes && name !== 'q';
  const chips = computed(() =>
    url.active.value.filter(isActive).map((name) => ({
      key: name,
      label: t(`studio.filter.${name}`),
      value: [url.values.value[name]]
        .flat()
        .map((value) => wordOf(name, String(value)))
        .join(t('ui.listComma')),
    })),
  );

  return {
    url,
    asked,
    order,
    sort,
    list,
    count,
    chips,
    filtered: computed(() => url.active.value.some((name) => name in filterTypes)),
    clear: () => url.clear(...(Object.keys(filterTypes) as RegistryFilter[])),
  };
}

export const running = [...runningStandings];
