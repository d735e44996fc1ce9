import type { OverviewView } from '@jianglian/contracts/insight';
import { grades, standings, tiers } from '@jianglian/domain/studio';
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { LocationQueryRaw } from 'vue-router';
import { many, manyOf, useUrlFilters } from '@/shared/composables/useUrlFilters';

const filterTypes = {
  standing: manyOf(standings),
  tier: manyOf(tiers),
  grade: manyOf([...grades, 'none']),
  cluster: many(),
  district: many(),
  recommender: many(),
};
export type FilterName = keyof typeof filterTypes;

/** Where the registry's list shows exactly the rows a number counted. */
export type ListLink = (more?: LocationQueryRaw) => { path: string; query: LocationQueryRaw };

export interface FilterChoice {
  readonly name: FilterName;
  readonly value: string;
  readonly label: string;
}

/** The overview's filters in the address, their chips in words, and links to the list they give. */
export function useOverviewFilters(view: () => OverviewView | undefined) {
  const { t } = useI18n();
  const url = useUrlFilters(filterTypes);
  const asked = computed((): Partial<Record<FilterName, string[]>> => {
    const given = Object.entries(url.values.value).filter(([, value]) => value.length > 0);
    return Object.fromEntries(given);
  });

  const wordOf = (name: FilterName, value: string): string => {
    const known = view();
    if (name === 'cluster') return known?.clusters.find(({ code }) => code === value)?.name ?? value;
    if (name === 'district') return known?.districts.find(({ code }) => code === value)?.shortName ?? value;
    if (name === 'recommender') return known?.recommenders.find(({ id }) => id === value)?.name ?? value;
    return t(`terms.${name}.${value}`);
  };

  const standing = computed(() => asked.value.standing ?? ['active', 'rectifying']);
  const chips = computed(() => [
    {
      key: 'standing',
      label: t('insight.filter.standing'),
      value: standing.value.map((value) => t(`terms.standing.${value}`)).join(t('ui.listComma')),
      fixed: asked.value.standing === undefined,
    },
    ...(Object.keys(filterTypes) as FilterName[])
      .filter((name) => name !== 'standing' && asked.value[name] !== undefined)
      .map((name) => ({
        key: name,
        label: t(`insight.filter.${name}`),
        value: asked.value[name]!.map((value) => wordOf(name, value)).join(t('ui.listComma')),
      })),
  ]);

  /** What can be added to the filters, by heading. */
  const choices: ComputedRef<readonly { name: FilterName; items: readonly FilterChoice[] }[]> = computed(() => {
    const known = view();
    const of = (name: FilterName, values: readonly string[]) => ({
      name,
      items: values
        .filter((value) => !asked.value[name]?.includes(value))
        .map((value) => ({ name, value, label: wordOf(name, value) })),
    });
    return [
      of('standing', standings),
      of('tier', tiers.toReversed()),
      of('grade', [...grades, 'none']),
      of('cluster', known?.clusters.map(({ code }) => code) ?? []),
      of('district', known?.districts.map(({ code }) => code) ?? []),
    ].filter(({ items }) => items.length > 0);
  });

  const add = ({ name, value }: FilterChoice) =>
    url.set({ [name]: [...((asked.value[name] as readonly string[] | undefined) ?? []), value] });
  const remove = (name: string) => url.clear(name as FilterName);

  const list: ListLink = (more = {}) => ({
    path: '/studios',
    query: { ...asked.value, standing: standing.value, ...more },
  });

  return { asked, chips, choices, add, remove, clear: () => url.clear(), list };
}
