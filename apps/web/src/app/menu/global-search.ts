import { computed, type ComputedRef, onMounted, type Ref, ref, shallowRef, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useSession } from '@/shared/composables/useSession';
import { useMenu } from './menu.ts';
import { type SearchHit, searchSources, type SearchSource } from './search-sources.ts';

export interface SearchGroup {
  readonly title: string;
  readonly hits: readonly SearchHit[];
}

const PAUSE_MS = 200;

/** Hits for a text: what the features find (those that fail are left out), then the pages of the own menu. */
export function useGlobalSearch(text: Ref<string>): {
  groups: ComputedRef<readonly SearchGroup[]>;
  busy: Ref<boolean>;
} {
  const { t } = useI18n();
  const session = useSession();
  const { groups: menu } = useMenu();
  const sources = shallowRef<readonly SearchSource[]>([]);
  const found = shallowRef<readonly SearchGroup[]>([]);
  const busy = ref(false);
  onMounted(async () => {
    sources.value = (await searchSources()).filter((source) => session.may(source.permission));
  });

  const pages = computed<SearchGroup>(() => {
    const wanted = text.value.trim().toLowerCase();
    const all = menu.value
      .flatMap(({ items }) => items)
      .map((item) => ({ title: t(item.title), to: { name: item.name } }));
    const hits = all.filter(({ title }) => title.toLowerCase().includes(wanted)).slice(0, wanted ? 5 : 12);
    return { title: t('shell.search.pages'), hits };
  });

  async function ask(source: SearchSource, wanted: string, signal: AbortSignal): Promise<SearchGroup> {
    const hits = await source.find(wanted, signal);
    const all = hits.length > 0 ? source.all?.(wanted) : undefined;
    const more = all ? [{ title: t('shell.search.all', { text: wanted }), to: all }] : [];
    return { title: t(source.title), hits: [...hits, ...more] };
  }

  async function search(wanted: string): Promise<void> {
    const { signal } = (asked = new AbortController());
    const answers = await Promise.allSettled(sources.value.map((source) => ask(source, wanted, signal)));
    if (signal.aborted) return;
    busy.value = false;
    found.value = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
  }

  let asked: AbortController | undefined;
  watch([text, sources], ([value], _, onCleanup) => {
    asked?.abort();
    const wanted = value.trim();
    busy.value = wanted !== '';
    if (!wanted) {
      found.value = [];
      return;
    }
    const timer = setTimeout(() => void search(wanted), PAUSE_MS);
    onCleanup(() => clearTimeout(timer));
  });

  const groups = computed(() =>
    [...(text.value.trim() ? found.value : []), pages.value].filter(({ hits }) => hits.length > 0),
  );
  return { groups, busy };
}
