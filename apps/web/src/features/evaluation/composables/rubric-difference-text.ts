import type { RubricDifferenceView } from '@jianglian/contracts/evaluation';
import { scoreText, yuanText } from '@jianglian/domain/kernel';

/** How the values of a field are written. */
export type ValueKind = 'points' | 'percent' | 'factor' | 'yuan' | 'term' | 'list' | 'plain';

const kinds: readonly (readonly [RegExp, ValueKind])[] = [
  [/^(points|each|fullScore|spreadLimit|bonus\.cap|thresholds\.)/, 'points'],
  [/(Percent)$/, 'percent'],
  [/^tierFactor$/, 'factor'],
  [/^subsidyFen$|Fen$/, 'yuan'],
  [/^(rounding\.mode|tieRule|prefill\.rule)$/, 'term'],
  [/^evidence$/, 'list'],
];

export const valueKindOf = (field: string): ValueKind => kinds.find(([pattern]) => pattern.test(field))?.[1] ?? 'plain';

const termOf: Readonly<Record<string, string>> = {
  'rounding.mode': 'rounding-mode',
  tieRule: 'tie-rule',
  'prefill.rule': 'prefill-rule',
};

type Translate = (key: string, params?: Record<string, unknown>) => string;

/** `8.00 分`, `60%`, the word of a term; what is not there says so. */
export function valueText(t: Translate, field: string, value: RubricDifferenceView['before']): string {
  if (value === null || value === '') return t('evaluation.rubricEditor.none');
  switch (valueKindOf(field)) {
    case 'points':
      return scoreText(Number(value));
    case 'percent':
      return `${value}%`;
    case 'factor':
      return `× ${Number(value) / 100}`;
    case 'yuan':
      return yuanText(Number(value));
    case 'term':
      return t(`terms.${termOf[field]}.${value}`);
    case 'list':
      return String(value)
        .split(' ')
        .map((kind) => t(`terms.evidence-kind.${kind}`))
        .join(t('ui.listComma'));
    case 'plain':
      return String(value);
  }
}

/** What the field is called: `名称（中文）`, `自动取值：立项数`. */
export function fieldText(t: Translate, field: string): string {
  const param = /^prefill\.params\.(\w+)$/.exec(field)?.[1];
  if (param) return `${t('evaluation.rubricEditor.field.prefill')}: ${t(`terms.prefill-param.${param}`)}`;
  const [, name = field, language] = /^(\w+)\.(zh|en)$/.exec(field) ?? [];
  const label = t(`evaluation.rubricEditor.named.${name.replaceAll('.', '-')}`);
  if (language === 'zh') return t('evaluation.rubricEditor.inChinese', { label });
  return language === 'en' ? t('evaluation.rubricEditor.inEnglish', { label }) : label;
}
