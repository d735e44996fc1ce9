import type { OpinionView } from '@jianglian/contracts/evaluation';
import { useQueryCache } from '@pinia/colada';
import { computed, type ComputedRef, reactive, ref, watch } from 'vue';
import { type Autosave, useAutosave } from '@/shared/composables';
import { evaluationClient } from '../evaluation.api.ts';

export type OpinionDraft = Pick<OpinionView, 'comment' | 'lines'>;
type Line = OpinionView['lines'][number];

export interface OpinionEditor {
  readonly draft: OpinionDraft;
  readonly saver: Autosave<OpinionDraft>;
  /** The view as last answered: offers follow what was saved. */
  readonly latest: ComputedRef<OpinionView>;
  readonly busy: Readonly<{ value: boolean }>;
  readonly problem: { value: unknown };
  lineOf(indicator: string): Line | undefined;
  /** `undefined` takes the adjustment of a line away. */
  setLine(indicator: string, part: Partial<Omit<Line, 'indicator'>> | undefined): void;
  setComment(text: string): void;
  settle(which: 'mine' | 'theirs'): void;
  act(action: string, reason?: string): Promise<boolean>;
}

/** The recommender's opinion: saved as a whole under one revision while it is written, then given. */
export function useOpinion(view: () => OpinionView): OpinionEditor {
  const cache = useQueryCache();
  const latest = ref(view());
  const draft = reactive<OpinionDraft>({ comment: view().comment, lines: [...view().lines] });
  const busy = ref(false);
  const problem = ref<unknown>();
  const revision = computed(() => latest.value.revision);
  const params = { id: view().evaluationId };

  const saver = useAutosave<OpinionDraft>({
    revision,
    async save(_, { comment, lines }, seen) {
      latest.value = await evaluationClient.saveOpinion({ params, body: { revision: seen, comment, lines } });
      return latest.value;
    },
  });
  function take(now: OpinionView) {
    latest.value = now;
    draft.comment = now.comment;
    draft.lines = [...now.lines];
  }
  watch(view, (now) => {
    if (saver.pending.value === 0 && now.revision >= latest.value.revision) take(now);
  });
  const noted = () => saver.change('opinion', { comment: draft.comment, lines: [...draft.lines] });

  const calls: Readonly<Record<string, (seen: number, reason: string) => Promise<OpinionView>>> = {
    agree: (seen) => evaluationClient.agree({ params, body: { revision: seen } }),
    adjust: (seen) => evaluationClient.adjust({ params, body: { revision: seen } }),
    return: (seen, reason) => evaluationClient.returnSelfEvaluation({ params, body: { revision: seen, reason } }),
    'take-back': (seen, reason) => evaluationClient.takeBackOpinion({ params, body: { revision: seen, reason } }),
  };

  return {
    draft,
    saver,
    latest: computed(() => latest.value),
    busy,
    problem,
    lineOf: (indicator) => draft.lines.find((line) => line.indicator === indicator),
    setLine(indicator, part) {
      const others = draft.lines.filter((line) => line.indicator !== indicator);
      const before = draft.lines.find((line) => line.indicator === indicator) ?? { indicator, score: null, reason: '' };
      draft.lines = part ? [...others, { ...before, ...part }] : others;
      noted();
    },
    setComment(text) {
      draft.comment = text;
      noted();
    },
    settle(which) {
      const theirs = saver.conflict.value?.theirs as OpinionView | undefined;
      if (!theirs) return;
      if (which === 'theirs') take(theirs);
      else latest.value = theirs;
      saver.resolve(which, theirs.revision);
    },
    async act(action, reason = '') {
      busy.value = true;
      problem.value = undefined;
      try {
        if (!(await saver.flush())) return false;
        take(await calls[action]!(saver.revision.value, reason));
        for (const key of [['opinion', params.id], ['opinions'], ['self-evaluation', params.id], ['inbox']]) {
          void cache.invalidateQueries({ key });
        }
        return true;
      } catch (error) {
        problem.value = error;
        return false;
      } finally {
        busy.value = false;
      }
    },
  };
}
