import type { Activity } from './activity.ts';
import type { MetricRow } from './metric.ts';
import { sameTitle } from './metrics.rule.ts';
import type { Figure, FiguresBy } from './tally.ts';

/** What a tally needs of an activity. */
export type TalliedActivity = Pick<Activity, 'id' | 'kind' | 'state' | 'startedOn' | 'metrics'>;

export const nothing: Figure = { value: 0, activities: [] };

/** The sum of an amount over the activities, with those that gave anything. */
export function figureOf(
  activities: readonly TalliedActivity[],
  amount: (activity: TalliedActivity) => number,
): Figure {
  const giving = activities.flatMap((activity) => {
    const value = amount(activity);
    return value > 0 ? [{ id: activity.id, value }] : [];
  });
  return { value: giving.reduce((sum, { value }) => sum + value, 0), activities: giving.map(({ id }) => id) };
}

export const countOf = (
  activities: readonly TalliedActivity[],
  wanted: (activity: TalliedActivity) => boolean,
): Figure => figureOf(activities, (activity) => (wanted(activity) ? 1 : 0));

/** Figures added up; an activity behind several of them is named once. */
export const unite = (...figures: readonly Figure[]): Figure => ({
  value: figures.reduce((sum, figure) => sum + figure.value, 0),
  activities: [...new Set(figures.flatMap((figure) => figure.activities))],
});

export function byEach<Key extends string>(keys: readonly Key[], figure: (key: Key) => Figure): FiguresBy<Key> {
  return Object.fromEntries(keys.map((key) => [key, figure(key)])) as Record<Key, Figure>;
}

export const numberIn = (activity: TalliedActivity, metric: string): number => {
  const value = activity.metrics[metric];
  return typeof value === 'number' ? value : 0;
};

export const rowsIn = (activity: TalliedActivity, metric: string): readonly MetricRow[] => {
  const value = activity.metrics[metric];
  return Array.isArray(value) ? value : [];
};

/** The sum of the values of the rows that have these choices. */
export const rowSum = (activity: TalliedActivity, metric: string, choices: MetricRow): number =>
  rowsIn(activity, metric)
    .filter((row) => Object.entries(choices).every(([name, value]) => row[name] === value))
    .reduce((sum, row) => sum + Number(row.value), 0);

/** One thing that rows of several activities name, with everything they say about it. */
export interface Named {
  readonly rows: readonly MetricRow[];
  readonly activities: readonly string[];
}

/** The distinct things of a titled metric, in the order of first mention. */
export function namedIn(activities: readonly TalliedActivity[], metric: string): readonly Named[] {
  const found = new Map<string, { rows: MetricRow[]; activities: Set<string> }>();
  for (const activity of activities) {
    for (const row of rowsIn(activity, metric)) {
      const key = sameTitle(String(row.title));
      const named = found.get(key) ?? { rows: [], activities: new Set<string>() };
      named.rows.push(row);
      named.activities.add(activity.id);
      found.set(key, named);
    }
  }
  return [...found.values()].map(({ rows, activities: ids }) => ({ rows, activities: [...ids] }));
}

/** How many named things there are, with the activities that mention them. */
export const countNamed = (things: readonly Named[], wanted: (thing: Named) => boolean = () => true): Figure => {
  const counted = things.filter(wanted);
  return { value: counted.length, activities: [...new Set(counted.flatMap((thing) => thing.activities))] };
};
