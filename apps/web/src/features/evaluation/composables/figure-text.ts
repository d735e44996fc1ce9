import type { PrefillView } from '@jianglian/contracts/evaluation';
import { wanText } from '@jianglian/domain/kernel';
import { useI18n } from 'vue-i18n';

type Figure = PrefillView['parts'][number]['figures'][number];

/** The figures of an automatic value in words: name, number with its unit, name of the part of the sum. */
export function useFigureText(): {
  figureText: (figure: Figure | undefined) => string;
  figureName: (code: string) => string;
  partName: (code: string) => string;
} {
  const { t } = useI18n();
  return {
    figureText(figure) {
      if (!figure) return '0';
      if (figure.unit === 'fen') return t('evaluation.prefill.wan', { amount: wanText(figure.value) });
      const plain = String(Math.round(figure.value * 100) / 100);
      return figure.unit === 'percent' ? `${plain}%` : plain;
    },
    figureName: (code) => t(`terms.prefill-figure.${code}`),
    partName: (code) => t(`terms.prefill-part.${code}`),
  };
}
