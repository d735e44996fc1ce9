import { useQuery } from '@pinia/colada';
import { useLocalStorage } from '@vueuse/core';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { type LocationQuery, useRoute } from 'vue-router';
import { dayOf, useServerClock, useSession } from '@/shared/composables';
import { studioClient } from '../studio.api.ts';

interface SavedView {
  readonly name: string;
  readonly query: LocationQuery;
}

const plain = (query: LocationQuery): string =>
  JSON.stringify(
    Object.entries(query)
      .filter(([name]) => name !== 'after')
      .toSorted(([one], [other]) => one.localeCompare(other)),
  );

/** The views above the list: those everybody has, with their figures, and those the person saved on this device. */
export function useSavedViews() {
  const { t } = useI18n();
  const route = useRoute();
  const session = useSession();
  const { now } = useServerClock();
  const saved = useLocalStorage<SavedView[]>(`studio.views.${session.person?.accountId ?? ''}`, []);
  const summary = useQuery({
    key: ['studios', 'summary'],
    query: ({ signal }) => studioClient.summary({}, { signal }),
  });

  const given = computed(() => {
    const year = dayOf(new Date(now.value)).slice(0, 4);
    const figures = summary.data.value;
    const views: { key: string; query: LocationQuery; count: number | undefined }[] = [
      { key: 'running', query: { standing: ['active', 'rectifying'] }, count: figures?.running },
      { key: 'due', query: { dueTo: `${year}-12-31` }, count: figures?.dueThisYear },
      { key: 'rectifying', query: { standing: 'rectifying' }, count: figures?.rectifying },
      { key: 'masters55', query: { standing: ['active', 'rectifying'], ageFrom: '55' }, count: figures?.masters55 },
      { key: 'ended', query: { standing: ['terminated', 'revoked'] }, count: figures?.ended },
    ];
    return views.map((view) => ({ ...view, title: t(`studio.view.${view.key}`) }));
  });
  const tabs = computed(() => [
    { key: 'all', title: t('studio.view.all'), query: {}, count: undefined },
    ...given.value,
    ...saved.value.map(({ name, query }) => ({ key: `own ${name}`, title: name, query, count: undefined })),
  ]);
  const current = computed(() => {
    const { sort: _sort, order: _order, ...asked } = route.query;
    const here = [plain(route.query), plain(asked)];
    return tabs.value.find(({ query }) => here.includes(plain(query)))?.key ?? '';
  });

  return {
    tabs: computed(() =>
      tabs.value.map(({ key, title, count, query }) => ({ key, title, count, to: { name: 'studio.registry', query } })),
    ),
    current,
    /** Whether what is shown could be saved: filtered, and not one of the views yet. */
    savable: computed(() => current.value === '' && Object.keys(route.query).length > 0),
    ownName: computed(() => (current.value.startsWith('own ') ? current.value.slice(4) : undefined)),
    save: (name: string) => {
      const { after: _after, ...query } = route.query;
      saved.value = [...saved.value.filter((view) => view.name !== name), { name, query }];
    },
    forget: (name: string) => (saved.value = saved.value.filter((view) => view.name !== name)),
  };
}
