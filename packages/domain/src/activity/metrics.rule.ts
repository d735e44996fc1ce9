import type { Refusal } from '../kernel/index.ts';
import { activityRefusals as refuse } from './activity.refusals.ts';
import { choices } from './choice.ts';
import type { ActivityKind } from './kind.ts';
import type { Metrics, MetricSpec, MetricUnit, NumberMetric, RowsMetric } from './metric.ts';
import { greatest, longestTitle, mostRows } from './metric.ts';
import { metricsFor, neededMetrics } from './metric-table.ts';

/** Everything wrong with the metrics as they stand, also in a draft: unknown names, wrong shapes, values out of range. */
export function metricRefusals(kind: ActivityKind, metrics: Metrics): readonly Refusal[] {
  const specs = metricsFor(kind);
  return Object.entries(metrics).flatMap(([name, value]) => {
    const spec = Object.hasOwn(specs, name) ? specs[name] : undefined;
    return spec
      ? valueRefusals(spec, value, `metrics.${name}`)
      : refuse('metric-unknown', { field: `metrics.${name}`, kind });
  });
}

function valueRefusals(spec: MetricSpec, value: unknown, field: string): readonly Refusal[] {
  switch (spec.shape) {
    case 'number':
      return numberRefusals(spec, value, field, 0);
    case 'choice':
      return isListed(choices[spec.of], value) ? [] : [refuse('metric-not-listed', { field, list: spec.of })];
    case 'flag':
      return typeof value === 'boolean' ? [] : [refuse('metric-not-yes-or-no', { field })];
    case 'rows':
      return rowsRefusals(spec, value, field);
  }
}

function numberRefusals(
  spec: { readonly unit: MetricUnit },
  value: unknown,
  field: string,
  least: 0 | 1,
): readonly Refusal[] {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
    return [refuse('metric-not-whole', { field, least })];
  }
  return value > greatest[spec.unit]
    ? [refuse('metric-too-great', { field, greatest: greatest[spec.unit], unit: spec.unit })]
    : [];
}

function rowsRefusals(spec: RowsMetric, value: unknown, field: string): readonly Refusal[] {
  if (!Array.isArray(value)) return [refuse('metric-not-rows', { field })];
  if (value.length > mostRows) return [refuse('metric-rows-too-many', { field, most: mostRows })];
  const seen = new Set<string>();
  return value.flatMap((row: unknown, index) => {
    const path = `${field}.${index}`;
    if (typeof row !== 'object' || row === null) return [refuse('metric-not-rows', { field: path })];
    const cells = row as Readonly<Record<string, unknown>>;
    const key = rowKey(spec, cells);
    const twice = seen.has(key) ? [refuse('metric-row-twice', { field: path })] : [];
    seen.add(key);
    return [...cellRefusals(spec, cells, path), ...twice];
  });
}

function cellRefusals(spec: RowsMetric, cells: Readonly<Record<string, unknown>>, path: string): readonly Refusal[] {
  const last = spec.titled ? 'title' : 'value';
  const unknown = Object.keys(cells)
    .filter((name) => name !== last && !Object.hasOwn(spec.by, name))
    .map((name) => refuse('metric-unknown', { field: `${path}.${name}` }));
  const unlisted = Object.entries(spec.by)
    .filter(([name, list]) => !isListed(choices[list], cells[name]))
    .map(([name, list]) => refuse('metric-not-listed', { field: `${path}.${name}`, list }));
  return [
    ...unknown,
    ...unlisted,
    ...(spec.titled ? titleRefusals(cells.title, path) : numberRefusals(spec, cells.value, `${path}.value`, 1)),
  ];
}

function titleRefusals(title: unknown, path: string): readonly Refusal[] {
  const field = `${path}.title`;
  if (typeof title !== 'string' || title.trim() === '') return [refuse('metric-title-missing', { field })];
  return title.length > longestTitle ? [refuse('text-too-long', { field, most: longestTitle })] : [];
}

const rowKey = (spec: RowsMetric, cells: Readonly<Record<string, unknown>>): string =>
  JSON.stringify([spec.titled && sameTitle(String(cells.title)), ...Object.keys(spec.by).map((name) => cells[name])]);

const isListed = (list: readonly string[], value: unknown): boolean =>
  typeof value === 'string' && list.includes(value);

/** The form in which two titles of one project are the same: width, case and spaces do not tell them apart. */
export const sameTitle = (title: string): string => title.normalize('NFKC').toLowerCase().replace(/\s+/g, '');

/** What a submission of the kind still lacks: one refusal per group of which nothing was measured. */
export function missingMetrics(kind: ActivityKind, metrics: Metrics): readonly Refusal[] {
  const lacking = neededMetrics[kind]
    .filter((group) => !group.some((name) => isGiven(metrics[name])))
    .map((group) => refuse('metrics-missing', { field: `metrics.${group[0]}`, kind, metrics: group }));
  const uncovered = metrics.benefitCertified === true && !isGiven(metrics.benefit);
  return uncovered ? [...lacking, refuse('benefit-missing', { field: 'metrics.benefit' })] : lacking;
}

const isGiven = (value: Metrics[string] | undefined): boolean =>
  Array.isArray(value)
    ? value.length > 0
    : typeof value === 'number'
      ? value > 0
      : value !== undefined && value !== false;

/** The number's spec by unit, for forms that draw one stepper per number. */
export const isNumber = (spec: MetricSpec): spec is NumberMetric => spec.shape === 'number';
