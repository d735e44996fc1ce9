import type { ConsequenceView, RectificationItemView, RectificationView } from '@jianglian/contracts/evaluation';
import { scoreText, yuanText } from '@jianglian/domain/kernel';
import { useQuery, useQueryCache } from '@pinia/colada';
import { ref, type Ref, type ShallowRef, shallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { toast } from '@/shared/ui';
import { evaluationClient } from '../evaluation.api.ts';
import { useWording } from './useWording.ts';

export const useRectification = (id: () => string) =>
  useQuery({
    key: () => ['rectification', id()],
    query: () => evaluationClient.rectification({ params: { id: id() } }),
  });

export interface RectificationAct {
  readonly busy: Ref<boolean>;
  readonly problem: ShallowRef<unknown>;
  run: (act: () => Promise<RectificationView>, said: string) => Promise<boolean>;
}

/** Runs one act: keeps its problem for the form, shows the new view at once, says that it was done. */
export function useRectificationAct(id: () => string): RectificationAct {
  const cache = useQueryCache();
  const busy = ref(false);
  const problem = shallowRef<unknown>();
  return {
    busy,
    problem,
    async run(act, said) {
      busy.value = true;
      problem.value = undefined;
      try {
        cache.setQueryData(['rectification', id()], await act());
        toast(said);
        void cache.invalidateQueries({ key: ['rectifications'] });
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

/** The words of an order: what an item is, why it stands there, what a consequence means. */
export function useRectificationText() {
  const { t } = useI18n();
  const wording = useWording();
  const nameOf = (item: Pick<RectificationItemView, 'code' | 'kind' | 'name' | 'text'>, index = 0): string =>
    item.kind === 'act'
      ? (item.text ?? t('evaluation.rectification.act', { n: index + 1 }))
      : item.name
        ? wording(item.name)
        : item.code;
  return {
    nameOf,
    causeOf: ({ cause, percent, borderPercent }: Pick<RectificationItemView, 'cause' | 'percent' | 'borderPercent'>) =>
      t(`terms.rectification-cause.${cause}`, { percent: percent ?? 0, border: borderPercent ?? 0 }),
    consequence: ({ code, toTier }: ConsequenceView) =>
      t(`terms.rectification-consequence.${code}`, { tier: toTier ? t(`terms.tier.${toTier}`) : '' }),
    subsidy: ({ code, atMostFen }: { readonly code: string; readonly atMostFen: number | null }) =>
      t(`terms.rectification-subsidy.${code}`, { amount: atMostFen === null ? '' : yuanText(atMostFen) }),
    scoreText,
  };
}

/** The last minute of a term, for showing: it ends before the next day begins. */
export const lastMinute = (closesAt: string): string => new Date(Date.parse(closesAt) - 60_000).toISOString();
