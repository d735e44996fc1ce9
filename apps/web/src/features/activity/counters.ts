import { useQuery } from '@pinia/colada';
import { useSession } from '@/shared/composables';
import { activityClient } from './activity.api.ts';
import { useOutbox } from './composables/useOutbox.ts';

/** What waits for the recommender; and drafts left on this device are sent as soon as their owner signs in, whatever page is open. */
export function useCounters() {
  const session = useSession();
  if (session.may('activity:write')) useOutbox();
  const waiting = useQuery({
    key: ['activities', 'waiting-count'],
    enabled: () => session.may('activity:verify'),
    query: () => activityClient.counts({ query: { mine: 'true', state: ['submitted'] } }),
  });
  return { 'activity.verification': () => waiting.data.value?.states[0]?.count };
}
