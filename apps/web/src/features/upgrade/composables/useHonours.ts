import type { HonourRow } from '@jianglian/contracts/upgrade';
import { wanText } from '@jianglian/domain/kernel';
import { tiers } from '@jianglian/domain/studio';
import { honourKinds, honourStandings } from '@jianglian/domain/upgrade';
import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { filter, useKeyset, useUrlFilters } from '@/shared/composables';
import { upgradeClient } from '../upgrade.api.ts';

/** Who comes first for the honour in the address. */
export function useHonours() {
  const { t } = useI18n();
  const url = useUrlFilters({
    kind: filter.choice(honourKinds, 'china-skills-award'),
    standing: filter.oneOf(honourStandings),
    tier: filter.oneOf(tiers),
    recommender: filter.text(),
    q: filter.text(),
  });
  const kind = computed(() => url.filters.kind);
  const asked = computed(() => {
    const { standing, tier, recommender, q } = url.filters;
    return {
      kind: kind.value,
      ...(standing ? { standing } : {}),
      ...(tier ? { tier } : {}),
      ...(recommender ? { recommender } : {}),
      ...(q ? { q } : {}),
    };
  });
  const list = useKeyset(
    () => ['honours', asked.value],
    (after, signal) =>
      upgradeClient.priorities({ query: { ...asked.value, limit: 50, ...(after ? { after } : {}) } }, { signal }),
  );
  /** Of the tabs: of all standings, whatever tab is open. */
  const counts = useQuery({
    key: () => ['honour-counts', { ...asked.value, standing: undefined }],
    query: async ({ signal }) => {
      const { standing: _standing, ...rest } = asked.value;
      return (await upgradeClient.priorities({ query: { ...rest, limit: 1 } }, { signal })).counts;
    },
  });
  const nominations = useQuery({
    key: () => ['nominations', kind.value],
    query: ({ signal }) => upgradeClient.nominations({ query: { kind: kind.value } }, { signal }),
  });
  /** Why, in one line. */
  const why = (reasons: HonourRow['reasons']): string =>
    reasons
      .map(({ code, value }) =>
        t(`terms.honour-reason.${code}`, { value: code === 'benefit' && value !== null ? wanText(value) : value }),
      )
      .join(t('ui.listComma'));
  return { url, kind, asked, list, counts, nominations, why };
}
