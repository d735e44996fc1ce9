import type { ActivityKind, MetricSpec, MetricValue } from '@jianglian/domain/activity';
import { metricsFor } from '@jianglian/domain/activity';
import { wanText, yuanText } from '@jianglian/domain/kernel';
import { useI18n } from 'vue-i18n';

type Metrics = Readonly<Record<string, unknown>>;

export interface MetricLine {
  readonly name: string;
  readonly label: string;
  /** One text, or one per row of a metric by choices. */
  readonly texts: readonly string[];
}

/** Metrics in words, in the order of the kind's table. */
export function useMetricText(): {
  lines: (kind: ActivityKind, metrics: Metrics) => readonly MetricLine[];
  /** `24 人次 · 3 课时`: the first few, for a row of a list. */
  brief: (kind: ActivityKind, metrics: Metrics) => string;
} {
  const { t } = useI18n();
  const unit = (of: string) => t(`terms.metric-unit.${of}`);
  const counted = (value: number, of: string) => [String(value), unit(of)].filter(Boolean).join(' ');

  function texts(name: string, spec: MetricSpec, value: MetricValue): readonly string[] {
    if (spec.shape === 'number') {
      return [
        spec.unit === 'fen'
          ? t('activity.yuan', { value: yuanText(Number(value)) })
          : counted(Number(value), spec.unit),
      ];
    }
    if (spec.shape === 'flag') return value === true ? [t('activity.yes')] : [];
    if (spec.shape === 'choice') return [t(`terms.${spec.of}.${value as string}`)];
    return (Array.isArray(value) ? value : []).map((row) => {
      const chosen = Object.entries(spec.by).map(([column, list]) => t(`terms.${list}.${String(row[column])}`));
      return [
        ...(spec.titled ? [String(row.title)] : []),
        ...chosen,
        ...(spec.titled ? [] : [counted(Number(row.value), spec.unit)]),
      ].join(' · ');
    });
  }

  const lines = (kind: ActivityKind, metrics: Metrics): readonly MetricLine[] =>
    Object.entries(metricsFor(kind)).flatMap(([name, spec]) => {
      const value = metrics[name] as MetricValue | undefined;
      const told = value === undefined ? [] : texts(name, spec, value);
      return told.length === 0 ? [] : [{ name, label: t(`terms.metric.${name}`), texts: told }];
    });

  function brief(kind: ActivityKind, metrics: Metrics): string {
    return Object.entries(metricsFor(kind))
      .flatMap(([name, spec]) => {
        const value = metrics[name] as MetricValue | undefined;
        if (value === undefined || value === 0 || value === false) return [];
        const label = t(`terms.metric.${name}`);
        if (spec.shape === 'number') {
          if (spec.unit === 'fen') return [`${label} ${t('activity.wan', { value: wanText(Number(value)) })}`];
          return [
            spec.unit === 'person-time' || spec.unit === 'hour'
              ? counted(Number(value), spec.unit)
              : `${label} ${value as number}`,
          ];
        }
        if (spec.shape === 'choice') return [t(`terms.${spec.of}.${value as string}`)];
        if (spec.shape === 'flag') return [label];
        const rows = Array.isArray(value) ? value : [];
        const sum = spec.titled ? rows.length : rows.reduce((total, row) => total + Number(row.value), 0);
        return sum > 0 ? [`${label} ${sum}`] : [];
      })
      .slice(0, 3)
      .join(' · ');
  }

  return { lines, brief };
}
