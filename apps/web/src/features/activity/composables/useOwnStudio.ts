import { computed, type ComputedRef } from 'vue';
import { useSession } from '@/shared/composables';

/** The studio the person signed in logs for, if there is one. */
export function useOwnStudio(): ComputedRef<string | undefined> {
  const session = useSession();
  return computed(() => session.person?.grants.find(({ role }) => role === 'studio')?.studioId ?? undefined);
}
