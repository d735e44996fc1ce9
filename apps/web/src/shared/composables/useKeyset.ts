import { type EntryKey, useInfiniteQuery } from '@pinia/colada';
import { computed, type ComputedRef, type Ref } from 'vue';

export interface KeysetPage<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}

/** A keyset list as `ViewState` (the rows are its data) and `KeysetMore` take it. */
export interface Keyset<Row> {
  readonly data: ComputedRef<readonly Row[] | undefined>;
  readonly error: Readonly<Ref<unknown>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  readonly rows: ComputedRef<readonly Row[]>;
  readonly next: ComputedRef<string | null>;
  refetch(): Promise<unknown>;
  /** Appends the next page. */
  more(): Promise<unknown>;
}

/**
 * A list that grows page by page: `useKeyset(() => ['accounts', values.value], (after, signal) => accountsClient.list({ query: { …, after } }, { signal }))`.
 * While a changed filter is answered the rows before stay in sight.
 */
export function useKeyset<Row>(
  key: () => EntryKey,
  page: (after: string | undefined, signal: AbortSignal) => Promise<KeysetPage<Row>>,
  options: { readonly enabled?: () => boolean } = {},
): Keyset<Row> {
  const query = useInfiniteQuery<KeysetPage<Row>, Error, string | undefined>({
    key,
    query: ({ pageParam, signal }) => page(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next,
    placeholderData: (before) => before,
    ...(options.enabled ? { enabled: options.enabled } : {}),
  });
  const pages = computed(() => query.data.value?.pages);
  const data = computed(() => pages.value?.flatMap(({ rows }) => rows));
  return {
    data,
    error: query.error,
    isLoading: query.isLoading,
    rows: computed(() => data.value ?? []),
    next: computed(() => pages.value?.at(-1)?.next ?? null),
    refetch: () => query.refetch(),
    more: () => query.loadNextPage(),
  };
}
