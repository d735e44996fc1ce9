import type { ChoiceList } from './choice.ts';
import type { MetricUnit } from './metric.ts';

/** The words the metric table is written in. */
export const number = <const Unit extends MetricUnit>(unit: Unit) => ({ shape: 'number', unit }) as const;
export const choice = <const List extends ChoiceList>(of: List) => ({ shape: 'choice', of }) as const;
export const flag = { shape: 'flag' } as const;
export const rows = <const By extends Readonly<Record<string, ChoiceList>>>(by: By, unit: MetricUnit = 'count') =>
  ({ shape: 'rows', unit, by, titled: false }) as const;
export const titledRows = <const By extends Readonly<Record<string, ChoiceList>>>(by: By) =>
  ({ shape: 'rows', unit: 'count', by, titled: true }) as const;
