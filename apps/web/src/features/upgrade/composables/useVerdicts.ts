import { appliedTiers, upgradeOutcomes, upgradeRules } from '@jianglian/domain/upgrade';
import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import { filter, useKeyset, useUrlFilters } from '@/shared/composables';
import { upgradeClient } from '../upgrade.api.ts';

const rules = upgradeRules.map(({ id }) => id);

/** The list of verdicts: its filters live in the address; counts and export ask with the same. */
export function useVerdicts() {
  const url = useUrlFilters({
    q: filter.text(),
    outcome: filter.oneOf(upgradeOutcomes),
    target: filter.oneOf(appliedTiers),
    rule: filter.oneOf(rules),
    missing: filter.text(),
    recommender: filter.text(),
    by: filter.day(),
  });
  const asked = computed(
    () =>
      Object.fromEntries(
        Object.entries(url.values.value).filter(([, value]) => value !== undefined && value !== ''),
      ) as Partial<{ outcome: (typeof upgradeOutcomes)[number]; target: (typeof appliedTiers)[number]; rule: string }>,
  );
  /** Counts of the tabs: of all verdicts, whatever tab is open. */
  const askedForCounts = computed(() => {
    const { outcome: _outcome, ...rest } = asked.value;
    return rest;
  });
  const list = useKeyset(
    () => ['upgrade-verdicts', asked.value],
    (after, signal) =>
      upgradeClient.verdicts({ query: { ...asked.value, limit: 50, ...(after ? { after } : {}) } }, { signal }),
  );
  const summary = useQuery({
    key: () => ['upgrade-verdicts-summary', askedForCounts.value],
    query: ({ signal }) => upgradeClient.summary({ query: askedForCounts.value }, { signal }),
    staleTime: 30_000,
    placeholderData: (before) => before,
  });
  return { url, asked, list, summary };
}
