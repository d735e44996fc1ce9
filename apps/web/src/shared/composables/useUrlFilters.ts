import { computed, type ComputedRef, reactive } from 'vue';
import { type LocationQuery, type LocationQueryValue, useRoute, useRouter } from 'vue-router';

/** How one filter is read from and written to the address. `undefined` is "not set" and leaves the address. */
export interface FilterType<T> {
  readonly read: (raw: readonly string[]) => T;
  readonly write: (value: T) => readonly string[];
}

/** Free text; empty is not set. */
export const text = (fallback = ''): FilterType<string> => ({
  read: ([raw]) => raw ?? fallback,
  write: (value) => (value === fallback ? [] : [value]),
});
/** One of a closed list, or not set. An unknown word in the address counts as not set. */
export const oneOf = <const T extends string>(allowed: readonly T[]): FilterType<T | undefined> => ({
  read: ([raw]) => allowed.find((item) => item === raw),
  write: (value) => (value === undefined ? [] : [value]),
});
/** One of a closed list with a default that is not written. */
export const choice = <const T extends string>(allowed: readonly T[], fallback: T): FilterType<T> => ({
  read: ([raw]) => allowed.find((item) => item === raw) ?? fallback,
  write: (value) => (value === fallback ? [] : [value]),
});
/** Several of a closed list: `?tier=chief&tier=national`. */
export const manyOf = <const T extends string>(allowed: readonly T[]): FilterType<readonly T[]> => ({
  read: (raw) => allowed.filter((item) => raw.includes(item)),
  write: (value) => value,
});
/** Several free values (codes, ids). */
export const many = (): FilterType<readonly string[]> => ({ read: (raw) => raw, write: (value) => value });
/** A whole number, or not set. */
export const whole = (): FilterType<number | undefined> => ({
  read: ([raw]) => (raw !== undefined && /^-?\d{1,12}$/.test(raw) ? Number(raw) : undefined),
  write: (value) => (value === undefined ? [] : [String(value)]),
});
/** Yes or not set. */
export const flag = (): FilterType<boolean> => ({
  read: ([raw]) => raw === 'true',
  write: (value) => (value ? ['true'] : []),
});
/** A day `YYYY-MM-DD`, or not set. */
export const day = (): FilterType<string | undefined> => ({
  read: ([raw]) => (raw && /^\d{4}-\d{2}-\d{2}$/.test(raw) ? raw : undefined),
  write: (value) => (value ? [value] : []),
});

// `any` in the bound only: each filter keeps its own type.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Types = Readonly<Record<string, FilterType<any>>>;
export type FilterValues<T extends Types> = { -readonly [K in keyof T]: T[K] extends FilterType<infer V> ? V : never };

export interface UrlFilters<T extends Types> {
  /** Read and write like a plain object; writing one changes the address (and drops the page cursor). */
  readonly filters: FilterValues<T>;
  /** The values as one object, for query keys and API calls. */
  readonly values: ComputedRef<FilterValues<T>>;
  /** Names of those that are set. */
  readonly active: ComputedRef<readonly (keyof T & string)[]>;
  /** Writes several at once. */
  set(some: Partial<FilterValues<T>>): void;
  /** Takes filters off: all, or those named. */
  clear(...names: (keyof T & string)[]): void;
  /** The address's query with some values changed, for links to the same page. */
  queryWith(some: Partial<FilterValues<T>>): LocationQuery;
}

const listOf = (raw: LocationQueryValue | LocationQueryValue[] | undefined): readonly string[] =>
  (Array.isArray(raw) ? raw : [raw]).filter((item): item is string => typeof item === 'string');

/**
 * Typed filters that live in the address: `const { filters } = useUrlFilters({ q: text(), tier: manyOf(tiers) })`.
 * Other parts of the address stay. `cursor` names the keyset parameter that any change resets (default `after`).
 */
export function useUrlFilters<const T extends Types>(
  types: T,
  options: { readonly cursor?: string } = {},
): UrlFilters<T> {
  const route = useRoute();
  const router = useRouter();
  const names = Object.keys(types) as (keyof T & string)[];
  const cursor = options.cursor ?? 'after';

  const values = computed(
    () =>
      Object.fromEntries(names.map((name) => [name, types[name]!.read(listOf(route.query[name]))])) as FilterValues<T>,
  );
  const active = computed(() => names.filter((name) => types[name]!.write(values.value[name]).length > 0));

  function queryWith(some: Partial<FilterValues<T>>): LocationQuery {
    const query: LocationQuery = { ...route.query };
    if (!(cursor in some)) delete query[cursor];
    for (const name of names) {
      if (!(name in some)) continue;
      const written = some[name] === undefined ? [] : types[name]!.write(some[name]!);
      if (written.length === 0) delete query[name];
      else query[name] = written.length === 1 ? written[0]! : [...written];
    }
    return query;
  }

  function set(some: Partial<FilterValues<T>>): void {
    void router.replace({ query: queryWith(some), hash: route.hash });
  }

  function clear(...some: (keyof T & string)[]): void {
    set(
      Object.fromEntries((some.length > 0 ? some : names).map((name) => [name, undefined])) as Partial<FilterValues<T>>,
    );
  }

  const filters = reactive(
    Object.fromEntries(
      names.map((name) => [
        name,
        computed({ get: () => values.value[name], set: (value) => set({ [name]: value } as Partial<FilterValues<T>>) }),
      ]),
    ),
  ) as FilterValues<T>;

  return { filters, values, active, set, clear, queryWith };
}
