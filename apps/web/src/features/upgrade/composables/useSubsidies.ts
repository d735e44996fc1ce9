import type { SubsidyTotals } from '@jianglian/contracts/upgrade';
import { tiers } from '@jianglian/domain/studio';
import { claimStates, subsidyAmounts } from '@jianglian/domain/upgrade';
import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import { filter, useKeyset, useUrlFilters } from '@/shared/composables';
import { upgradeClient } from '../upgrade.api.ts';

export type SubsidyGroup = 'byTier' | 'byYear' | 'byRecommender';
export const groupFilter = { byTier: 'tier', byYear: 'year', byRecommender: 'recommender' } as const satisfies Record<
  SubsidyGroup,
  string
>;

/** The ledger of many: its filters live in the address; sums and export ask with the same. */
export function useSubsidies() {
  const url = useUrlFilters({
    q: filter.text(),
    state: filter.oneOf(claimStates),
    tier: filter.oneOf(tiers),
    year: filter.whole(),
    amount: filter.oneOf(subsidyAmounts),
    recommender: filter.text(),
  });
  const asked = computed(
    () =>
      Object.fromEntries(
        Object.entries(url.values.value).filter(([, value]) => value !== undefined && value !== ''),
      ) as Partial<{
        q: string;
        state: (typeof claimStates)[number];
        year: number;
        amount: (typeof subsidyAmounts)[number];
      }>,
  );
  /** Sums of the tabs: of all states, whatever tab is open. */
  const askedForSums = computed(() => {
    const { state: _state, amount: _amount, ...rest } = asked.value;
    return rest;
  });
  const list = useKeyset(
    () => ['subsidies', asked.value],
    (after, signal) =>
      upgradeClient.subsidies({ query: { ...asked.value, limit: 50, ...(after ? { after } : {}) } }, { signal }),
  );
  const totals = useQuery({
    key: () => ['subsidy-totals', askedForSums.value],
    query: ({ signal }): Promise<SubsidyTotals> =>
      upgradeClient.subsidyTotals({ query: askedForSums.value }, { signal }),
    staleTime: 30_000,
    placeholderData: (before: SubsidyTotals | undefined) => before,
  });
  return { url, asked, list, totals };
}
