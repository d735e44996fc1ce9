import type { QueueView, ScoresheetView } from '@jianglian/contracts/evaluation';
import { useQueryCache } from '@pinia/colada';
import { type ComputedRef, type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { toast } from '@/shared/ui';
import { evaluationClient } from '../evaluation.api.ts';
import { neighbour, nextUnfinished } from './queue.ts';
import type { ScoresheetEditor } from './useScoresheet.ts';

export interface SheetActs {
  readonly busy: Ref<boolean>;
  readonly problem: ShallowRef<unknown>;
  readonly checkOpen: Ref<boolean>;
  readonly recuseOpen: Ref<boolean>;
  step(by: 1 | -1): unknown;
  /** Everything saved, then the check of a complete sheet, else on to the next unfinished studio. */
  saveAndNext(): Promise<void>;
  /** On to the next unfinished studio, also from a complete sheet. */
  skip(): Promise<void>;
  submit(): Promise<void>;
  recuse(reason: string): Promise<void>;
}

/** What an evaluator does with the sheet as a whole, and where that leads. */
export function useSheetActs(
  sheet: () => ScoresheetView,
  queue: () => QueueView,
  editor: ScoresheetEditor,
  { writable, complete }: { readonly writable: ComputedRef<boolean>; readonly complete: ComputedRef<boolean> },
): SheetActs {
  const { t } = useI18n();
  const router = useRouter();
  const cache = useQueryCache();
  const busy = ref(false);
  const problem = shallowRef<unknown>();
  const checkOpen = ref(false);
  const recuseOpen = ref(false);

  const open = (id: string | undefined) =>
    id ? router.push({ name: 'evaluation.scoring', params: { sheetId: id } }) : undefined;
  const call = () => ({ params: { id: sheet().id }, revision: editor.saver.revision.value });

  async function leave() {
    await cache.invalidateQueries({ key: ['scoring-queue'] });
    const next = nextUnfinished(queue().rows, sheet().id);
    if (next) await open(next.scoresheetId);
    else toast(t('evaluation.scoring.allIn'));
  }
  async function act(run: () => Promise<unknown>, said: string) {
    busy.value = true;
    problem.value = undefined;
    const { id } = sheet();
    try {
      await run();
      checkOpen.value = recuseOpen.value = false;
      toast(said);
      void cache.invalidateQueries({ key: ['scoresheet', id] });
      await leave();
    } catch (error) {
      problem.value = error;
    } finally {
      busy.value = false;
    }
  }

  return {
    busy,
    problem,
    checkOpen,
    recuseOpen,
    step: (by) => open(neighbour(queue().rows, sheet().id, by)?.scoresheetId),
    async saveAndNext() {
      if (!(await editor.saver.flush())) return;
      if (writable.value && complete.value) checkOpen.value = true;
      else await leave();
    },
    async skip() {
      if (await editor.saver.flush()) await leave();
    },
    async submit() {
      if (!(await editor.saver.flush())) return;
      const { params, revision } = call();
      const said = t('evaluation.check.done', { studio: sheet().studio.masterName });
      await act(() => evaluationClient.submitSheet({ params, body: { revision } }), said);
    },
    recuse: (reason) => {
      const { params, revision } = call();
      const said = t('evaluation.scoring.recused', { studio: sheet().studio.masterName });
      return act(() => evaluationClient.recuse({ params, body: { revision, reason } }), said);
    },
  };
}
