import type { PriorityView } from '@jianglian/contracts/upgrade';
import { useQuery } from '@pinia/colada';
import { computed } from 'vue';
import { upgradeClient } from '../upgrade.api.ts';

/** Points of priority of a round's applications, by application; for rankings and decisions as for the check. */
export function useCasePriorities(roundId: () => string) {
  const query = useQuery({
    key: () => ['case-priorities', roundId()],
    query: () => upgradeClient.casePriorities({ params: { id: roundId() } }),
  });
  return computed<ReadonlyMap<string, PriorityView>>(
    () => new Map((query.data.value ?? []).map((priority) => [priority.applicationId, priority])),
  );
}
