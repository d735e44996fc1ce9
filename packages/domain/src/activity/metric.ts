import type { Choice, ChoiceList } from './choice.ts';

/** What a number counts. `fen` is money in integer fen, `hour` a class hour, `person-time` one person once. */
export const metricUnits = ['count', 'person', 'person-time', 'hour', 'day', 'fen'] as const;
export type MetricUnit = (typeof metricUnits)[number];

/** A whole number of some unit, nothing below zero. */
export interface NumberMetric {
  readonly shape: 'number';
  readonly unit: MetricUnit;
}

export interface ChoiceMetric {
  readonly shape: 'choice';
  readonly of: ChoiceList;
}

export interface FlagMetric {
  readonly shape: 'flag';
}

/** A number per combination of choices, as rows `{ …choices, value }`. Titled rows stand for one named thing each and carry no number. */
export interface RowsMetric {
  readonly shape: 'rows';
  readonly unit: MetricUnit;
  readonly by: Readonly<Record<string, ChoiceList>>;
  readonly titled: boolean;
}

export type MetricSpec = NumberMetric | ChoiceMetric | FlagMetric | RowsMetric;

/** The greatest value a unit takes: far above any studio's, so that a slip of the finger is caught. Fen: one thousand million yuan. */
export const greatest: Readonly<Record<MetricUnit, number>> = {
  count: 9_999,
  person: 99_999,
  'person-time': 999_999,
  hour: 99_999,
  day: 366,
  fen: 100_000_000_000,
};

export const mostRows = 50;
export const longestTitle = 120;

/** A metric as stored: the shape decides which. */
export type MetricValue = number | string | boolean | readonly MetricRow[];
export type MetricRow = Readonly<Record<string, string | number>>;
export type Metrics = Readonly<Record<string, MetricValue>>;

type RowOf<Spec extends RowsMetric> = {
  readonly [Name in keyof Spec['by']]: Choice<Spec['by'][Name]>;
} & (Spec['titled'] extends true ? { readonly title: string } : { readonly value: number });

/** The value a metric of this shape has. */
export type ValueOf<Spec> = Spec extends NumberMetric
  ? number
  : Spec extends FlagMetric
    ? boolean
    : Spec extends ChoiceMetric
      ? Choice<Spec['of']>
      : Spec extends RowsMetric
        ? readonly RowOf<Spec>[]
        : never;
