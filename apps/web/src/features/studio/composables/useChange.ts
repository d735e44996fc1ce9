import type { ChangeView } from '@jianglian/contracts/studio';
import { useQuery, useQueryCache } from '@pinia/colada';
import { studioClient } from '../studio.api.ts';

const keyOf = (id: string) => ['studio-changes', 'one', id] as const;

/** One application for a change. */
export const useChange = (id: () => string) =>
  useQuery({
    key: () => keyOf(id()),
    query: ({ signal }) => studioClient.change({ params: { id: id() } }, { signal }),
  });

/** After an act: the newer view takes its place; lists, tasks and the studio itself are asked again. */
export function useChangeChanged() {
  const cache = useQueryCache();
  return (view: ChangeView) => {
    cache.setQueryData(keyOf(view.id), view);
    void cache.invalidateQueries({ key: ['studio-changes', 'list'] });
    void cache.invalidateQueries({ key: ['studio-changes', 'counts'] });
    void cache.invalidateQueries({ key: ['studios'] });
    void cache.invalidateQueries({ key: ['inbox'] });
  };
}
