import { computed, type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue';
import { useI18n } from 'vue-i18n';
import { isProblem } from '@/shared/api';
import { useRefusalText } from './refusal-text.ts';

/** One sentence for whatever was caught: the portal's own problem, a lost network, a proxy's page, a fault. */
export function useProblemText(caught: MaybeRefOrGetter<unknown>): ComputedRef<string> {
  const { t } = useI18n();
  const sentence = useRefusalText();
  return computed(() => {
    const error = toValue(caught);
    if (!isProblem(error)) return t('ui.problem.unknown');
    if (error.code.startsWith('web.')) return t(`ui.problem.${error.code.slice(4)}`);
    return error.problem.title || sentence({ code: error.code, params: {} });
  });
}
