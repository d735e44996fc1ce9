import type { SubsidyAccountView } from '@jianglian/contracts/upgrade';
import { useQuery, useQueryCache } from '@pinia/colada';
import { computed, ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { toast } from '@/shared/ui';
import { upgradeClient } from '../upgrade.api.ts';

/** One studio's account, and the acts on it: each answers the account as it is now. */
export function useAccount(studioId: () => string) {
  const { t } = useI18n();
  const cache = useQueryCache();
  const key = () => ['subsidy-account', studioId()];
  const query = useQuery({
    key,
    query: ({ signal }) => upgradeClient.subsidyAccount({ params: { id: studioId() } }, { signal }),
  });
  const busy = ref(false);
  const problem = ref<unknown>();
  const may = (action: string) => query.data.value?.offers.some((offer) => offer.action === action) ?? false;

  /** True when it was done. */
  async function act(call: () => Promise<SubsidyAccountView>, done: string): Promise<boolean> {
    busy.value = true;
    problem.value = undefined;
    try {
      cache.setQueryData(key(), await call());
      toast(t(done));
      void cache.invalidateQueries({ key: ['subsidies'] });
      void cache.invalidateQueries({ key: ['subsidy-totals'] });
      return true;
    } catch (error) {
      problem.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }
  const rights = computed(() => ({ enter: may('enter'), state: may('state'), judge: may('judge') }));
  /** A new dialog begins without the last one's problem. */
  const afresh = () => {
    problem.value = undefined;
  };
  return { query, busy, problem, rights, act, afresh };
}
export type Account = ReturnType<typeof useAccount>;
