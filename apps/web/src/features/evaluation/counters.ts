import { useQuery } from '@pinia/colada';
import { useSession } from '@/shared/composables';
import { isUnfinished } from './composables/queue.ts';
import { evaluationClient } from './evaluation.api.ts';

export function useCounters() {
  const session = useSession();
  const queue = useQuery({
    key: ['scoring-queue'],
    enabled: () => session.may('scoresheet:write'),
    query: () => evaluationClient.queue(),
  });
  return { 'evaluation.scoring': () => queue.data.value?.rows.filter(isUnfinished).length };
}
