import type { RubricView } from '@jianglian/contracts/evaluation';

/** A field of a draft is reached by its path, as its faults name it: `indicators.3.points`. */
type Node = Readonly<Record<string, unknown>> | readonly unknown[];

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

export function valueAt(rubric: RubricView, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (isNode(at) ? (at as Record<string, unknown>)[key] : undefined), rubric);
}

export const listAt = (rubric: RubricView, path: string): readonly unknown[] => {
  const found = valueAt(rubric, path);
  return Array.isArray(found) ? found : [];
};

/** The draft with one field changed; the rest is the same objects. `undefined` takes the field out. */
export function withValue(rubric: RubricView, path: string, value: unknown): RubricView {
  return changed(rubric, path.split('.'), value) as RubricView;
}

function changed(at: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(at)) return at.with(Number(key), changed(at[Number(key)], rest, value));
  const node = isNode(at) ? (at as Record<string, unknown>) : {};
  const next = changed(node[key], rest, value);
  if (next !== undefined) return { ...node, [key]: next };
  const { [key]: _, ...left } = node;
  return left;
}

export const withAdded = (rubric: RubricView, path: string, item: unknown): RubricView =>
  withValue(rubric, path, [...listAt(rubric, path), item]);

export const withRemoved = (rubric: RubricView, path: string, place: number): RubricView =>
  withValue(rubric, path, listAt(rubric, path).toSpliced(place, 1));

/** Moved by one within its list; at an end nothing happens. */
export function withMoved(rubric: RubricView, path: string, place: number, by: -1 | 1): RubricView {
  const list = listAt(rubric, path);
  const to = place + by;
  if (to < 0 || to >= list.length) return rubric;
  return withValue(rubric, path, list.with(place, list[to]).with(to, list[place]));
}

/** How a field is typed and shown, and what is stored. */
export type FieldKind = 'text' | 'long' | 'code' | 'whole' | 'points' | 'percent' | 'factor' | 'yuan';

const stored: Readonly<Partial<Record<FieldKind, number>>> = { points: 100, factor: 100, yuan: 100 };

/** What the field shows of a stored value. */
export function shownAs(kind: FieldKind, value: unknown): string {
  if (typeof value === 'number') return String(value / (stored[kind] ?? 1));
  return typeof value === 'string' ? value : '';
}

/** What is stored of what was typed: null of an empty number, undefined of what is no number. */
export function readAs(kind: FieldKind, typed: string): string | number | null | undefined {
  if (kind === 'text' || kind === 'long' || kind === 'code') return typed;
  const text = typed.trim().replaceAll(/[,，]/g, '');
  if (text === '') return null;
  if (!/^-?\d+(\.\d+)?$/.test(text)) return undefined;
  return Math.round(Number(text) * (stored[kind] ?? 1));
}
