import type { StudioView } from '@jianglian/contracts/studio';
import { useQuery, useQueryCache } from '@pinia/colada';
import { studioClient } from '../studio.api.ts';

export const studioKey = (id: string, asOf?: string) => ['studios', 'page', id, asOf ?? 'now'] as const;

/** One studio, as it is or as it was on a day. */
export const useStudio = (id: () => string, asOf: () => string | undefined = () => undefined) =>
  useQuery({
    key: () => studioKey(id(), asOf()),
    query: ({ signal }) => studioClient.get({ params: { id: id() }, query: { asOf: asOf() } }, { signal }),
    // The id may come with another view.
    enabled: () => id() !== '',
    placeholderData: (before: StudioView | undefined) => (before?.id === id() ? before : undefined),
  });

/** After an act: the newer view takes its place, lists and figures are asked again. */
export function useStudioChanged() {
  const cache = useQueryCache();
  return (view: StudioView) => {
    cache.setQueryData(studioKey(view.id), view);
    void cache.invalidateQueries({ key: ['studios', 'list'] });
    void cache.invalidateQueries({ key: ['studios', 'summary'] });
    void cache.invalidateQueries({ key: ['studios', 'count'] });
  };
}
