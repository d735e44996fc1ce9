import { useQuery } from '@pinia/colada';
import { useIntervalFn } from '@vueuse/core';
import { insightClient } from './insight.api.ts';

const EVERY_MINUTE = 60_000;

/** The number beside 待办: asked again every minute while the page is in sight, and whenever the inbox itself is loaded. */
export function useCounters() {
  const count = useQuery({ key: ['inbox', 'count'], query: () => insightClient.inboxCount() });
  useIntervalFn(() => {
    if (!document.hidden) void count.refetch();
  }, EVERY_MINUTE);
  return { 'insight.inbox': () => count.data.value?.open };
}
