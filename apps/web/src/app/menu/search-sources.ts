import type { Access } from '@jianglian/contracts/shared';
import type { RouteLocationRaw } from 'vue-router';

export interface SearchHit {
  readonly title: string;
  readonly sub?: string;
  readonly to: RouteLocationRaw;
}

/** What a feature answers to the global search: `export const search: SearchSource` in `features/<f>/search.ts`, fetched when the field is opened. */
export interface SearchSource {
  /** i18n key of the heading over its hits. */
  readonly title: string;
  readonly permission: Access;
  readonly order?: number;
  find(text: string, signal: AbortSignal): Promise<readonly SearchHit[]>;
  /** The list that shows everything for the text. */
  all?(text: string): RouteLocationRaw;
}

const sources = import.meta.glob<{ search: SearchSource }>('../../features/*/search.ts');

export async function searchSources(): Promise<readonly SearchSource[]> {
  const loaded = await Promise.all(Object.values(sources).map((load) => load()));
  return loaded.map(({ search }) => search).toSorted((a, b) => (a.order ?? 50) - (b.order ?? 50));
}
