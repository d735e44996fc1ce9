import type { ReviewQueueView, ReviewSheetView } from '@jianglian/contracts/upgrade';
import { useQueryCache } from '@pinia/colada';
import { ref, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { toast } from '@/shared/ui';
import type { useScoresheet } from '../../evaluation/index.ts';
import { upgradeClient } from '../upgrade.api.ts';

/** What an expert does with a sheet as a whole, and where that leads. */
export function useReviewActs(
  sheet: () => ReviewSheetView,
  queue: () => ReviewQueueView,
  editor: ReturnType<typeof useScoresheet>,
) {
  const { t } = useI18n();
  const router = useRouter();
  const cache = useQueryCache();
  const busy = ref(false);
  const problem = shallowRef<unknown>();
  const checkOpen = ref(false);
  const recuseOpen = ref(false);
  const at = () => queue().rows.findIndex(({ sheetId }) => sheetId === sheet().id);
  const open = (sheetId: string | undefined) =>
    sheetId ? router.push({ name: 'upgrade.reviews', params: { sheetId } }) : undefined;
  const neighbour = (by: 1 | -1) => queue().rows[at() + by]?.sheetId;

  async function leave() {
    await cache.invalidateQueries({ key: ['review-queue'] });
    const { rows } = queue();
    const next = [...rows.slice(at() + 1), ...rows.slice(0, Math.max(0, at()))].find(({ state }) => state === 'draft');
    if (next) await open(next.sheetId);
    else toast(t('upgrade.review.allIn'));
  }
  async function act(run: () => Promise<unknown>, said: string) {
    busy.value = true;
    problem.value = undefined;
    try {
      await run();
      checkOpen.value = recuseOpen.value = false;
      toast(said);
      void cache.invalidateQueries({ key: ['review-sheet', sheet().id] });
      await leave();
    } catch (error) {
      problem.value = error;
    } finally {
      busy.value = false;
    }
  }
  const call = () => ({ params: { id: sheet().id }, revision: editor.saver.revision.value });
  const studio = () => ({ studio: sheet().application.masterName });
  return {
    busy,
    problem,
    checkOpen,
    recuseOpen,
    neighbour,
    step: (by: 1 | -1) => open(neighbour(by)),
    async skip() {
      if (await editor.saver.flush()) await leave();
    },
    async submit() {
      if (!(await editor.saver.flush())) return;
      const { params, revision } = call();
      await act(
        () => upgradeClient.submitReviewSheet({ params, body: { revision } }),
        t('upgrade.review.submitted', studio()),
      );
    },
    recuse(reason: string) {
      const { params, revision } = call();
      return act(
        () => upgradeClient.recuseReview({ params, body: { revision, reason } }),
        t('upgrade.review.recused', studio()),
      );
    },
  };
}
