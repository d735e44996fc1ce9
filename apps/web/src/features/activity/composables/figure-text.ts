import type { ReportLineView } from '@jianglian/contracts/activity';
import { wanText } from '@jianglian/domain/kernel';
import { useI18n } from 'vue-i18n';

type Line = Pick<ReportLineView, 'value' | 'target' | 'unit'>;

/** A figure and its target in words: `86`, `120 人次`; money in 万元. */
export function useFigureText(): {
  figure: (line: Line) => string;
  target: (line: Line) => string;
  full: (line: Line) => string;
} {
  const { t } = useI18n();
  const bare = (value: number, unit: string) => (unit === 'fen' ? wanText(value) : value.toLocaleString('en-US'));
  const withUnit = (value: number, unit: string) =>
    unit === 'fen'
      ? t('activity.wan', { value: wanText(value) })
      : [bare(value, unit), t(`terms.metric-unit.${unit}`)].filter(Boolean).join(' ');
  return {
    figure: ({ value, unit }) => bare(value, unit),
    target: ({ target, unit }) => (target === null ? '' : withUnit(target, unit)),
    full: ({ value, unit }) => withUnit(value, unit),
  };
}
