import type { ActivityContent } from '@jianglian/domain/activity';
import { metricsFor, reportFigureNames } from '@jianglian/domain/activity';
import { useQuery } from '@pinia/colada';
import { computed, type ComputedRef, type Ref } from 'vue';
import { activityClient } from '../activity.api.ts';

/** What the year's verified activities have summed up to so far, for the metrics that are a figure of the summary by themselves. */
export function useYearSums(
  studioId: Ref<string | undefined>,
  content: Ref<ActivityContent>,
): ComputedRef<Readonly<Record<string, number>>> {
  const year = computed(() => Number(content.value.startedOn.slice(0, 4)));
  const query = useQuery({
    key: () => ['activity-figures', studioId.value ?? '', year.value],
    enabled: () => studioId.value !== undefined && year.value >= 2000,
    query: () => activityClient.yearFigures({ params: { studioId: studioId.value! }, query: { year: year.value } }),
  });
  return computed(() => {
    if (!query.data.value) return {};
    const values = new Map<string, number>(query.data.value.lines.map(({ name, value }) => [name, value]));
    const summed = Object.entries(metricsFor(content.value.kind)).filter(
      ([name, spec]) =>
        spec.shape === 'number' &&
        spec.unit !== 'fen' &&
        (reportFigureNames as readonly string[]).includes(name) &&
        // Only training's own class hours are the summary's.
        (name !== 'hours' || content.value.kind === 'training'),
    );
    return Object.fromEntries(summed.map(([name]) => [name, values.get(name) ?? 0]));
  });
}
