import { useQuery } from '@pinia/colada';
import { get, set } from 'idb-keyval';
import { computed, type ComputedRef, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import { isProblem } from '@/shared/api';
import type { TeamMember } from '../components/PeoplePicker.vue';
import { teamClient } from '../activity.api.ts';

interface Team {
  readonly studio: string;
  readonly master: string;
  readonly members: readonly TeamMember[];
}

/** The studio's people to choose from; the last list seen is kept on this device for where there is no network. */
export function useTeam(studioId: Ref<string | undefined>): {
  studio: ComputedRef<string>;
  team: ComputedRef<readonly TeamMember[]>;
} {
  const { t } = useI18n();
  const query = useQuery({
    key: () => ['activity-team', studioId.value ?? ''],
    enabled: () => studioId.value !== undefined,
    query: async (): Promise<Team> => {
      const key = `jianglian.team.${studioId.value}`;
      try {
        const view = await teamClient.get({ params: { id: studioId.value! }, query: {} });
        const members = view.team
          .filter(({ leftOn }) => leftOn === null)
          .map(({ id, name }) => ({ memberId: id, name }));
        const team = { studio: view.name, master: view.master.name, members };
        await set(key, team).catch(() => undefined);
        return team;
      } catch (error) {
        const kept = isProblem(error) && error.offline ? await get<Team>(key).catch(() => undefined) : undefined;
        if (kept) return kept;
        throw error;
      }
    },
  });
  const team = computed(() => {
    if (!query.data.value) return [];
    const { master, members } = query.data.value;
    const listed = members.filter(({ name }) => name !== master);
    const first = members.find(({ name }) => name === master) ?? { name: master };
    return [{ ...first, duty: t('activity.form.master') }, ...listed];
  });
  return { studio: computed(() => query.data.value?.studio ?? ''), team };
}
