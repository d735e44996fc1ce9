import type { VerdictView } from '@jianglian/contracts/upgrade';
import { type AppliedTier, appliedTiers, type ExceptionGround, exceptionGrounds } from '@jianglian/domain/upgrade';
import type { Grade } from '@jianglian/domain/studio';
import { useQuery, useQueryCache } from '@pinia/colada';
import { computed, ref, watch } from 'vue';
import { filter, useUrlFilters } from '@/shared/composables';
import { upgradeClient } from '../upgrade.api.ts';

export interface SupposedMaster {
  readonly birthDate: string | null;
  readonly skillLevel: string | null;
  readonly highestAward: string | null;
}

/** The verdict of a studio, for the target and the way in the address, and what would be under something supposed. */
export function useVerdict(studioId: () => string) {
  const cache = useQueryCache();
  const url = useUrlFilters({ target: filter.oneOf(appliedTiers), exception: filter.oneOf(exceptionGrounds) });
  const { filters } = url;
  const asked = computed(() => ({
    ...(filters.target ? { target: filters.target } : {}),
    ...(filters.exception ? { exception: filters.exception } : {}),
  }));
  const query = useQuery({
    key: () => ['upgrade-verdict', studioId(), asked.value],
    query: ({ signal }) => upgradeClient.verdict({ params: { id: studioId() }, query: asked.value }, { signal }),
  });

  const supposed = ref<VerdictView>();
  const grade = ref<Grade>();
  const busy = ref(false);
  const problem = ref<unknown>();

  async function suppose(call: () => Promise<VerdictView>): Promise<boolean> {
    busy.value = true;
    problem.value = undefined;
    try {
      supposed.value = await call();
      return true;
    } catch (error) {
      problem.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }
  function back() {
    supposed.value = undefined;
    grade.value = undefined;
    problem.value = undefined;
  }
  watch([asked, studioId], back);

  return {
    query,
    supposed,
    grade,
    busy,
    problem,
    back,
    /** Another target, or another way of applying; undefined is the ordinary one. */
    ask: (asking: { target: AppliedTier | undefined; exception: ExceptionGround | undefined }) => {
      url.set(asking);
    },
    shown: computed(() => supposed.value ?? query.data.value),
    supposeGrade: (to: Grade | undefined) => {
      if (to === undefined) {
        back();
        return Promise.resolve(true);
      }
      grade.value = to;
      return suppose(() =>
        upgradeClient.simulate({ body: { kind: 'grade', studioId: studioId(), ...asked.value, grade: to } }),
      );
    },
    supposeMaster: (master: SupposedMaster) => {
      grade.value = undefined;
      return suppose(() =>
        upgradeClient.simulate({
          body: { kind: 'master', studioId: studioId(), ...asked.value, ...master } as never,
        }),
      );
    },
    /** After something was declared, confirmed or waived. */
    changed: () => {
      back();
      return Promise.all([
        cache.invalidateQueries({ key: ['upgrade-verdict', studioId()] }),
        cache.invalidateQueries({ key: ['declared-facts', studioId()] }),
      ]);
    },
  };
}
