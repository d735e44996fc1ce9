import type { RankedCase, RecommendationView } from '@jianglian/contracts/upgrade';
import { type AppliedTier, appliedTiers, type Ranking, without } from '@jianglian/domain/upgrade';
import { computed, ref, shallowRef, watch } from 'vue';
import { useAutosave } from '@/shared/composables';
import { upgradeClient } from '../upgrade.api.ts';

export const rankingOf = ({ tiers }: Pick<RecommendationView, 'tiers'>): Ranking =>
  Object.fromEntries(
    appliedTiers.map((tier) => [tier, tiers.find((one) => one.tier === tier)?.ranked.map(({ id }) => id) ?? []]),
  ) as unknown as Ranking;

/** The list with one application at a place of its tier, wherever it was before. */
export function placedAt(ranking: Ranking, tier: AppliedTier, id: string, index: number): Ranking {
  const others = without(ranking, id);
  return { ...others, [tier]: others[tier].toSpliced(Math.min(index, others[tier].length), 0, id) };
}

/** A ranking while it is worked on: saved as a whole with its revision after each change; somebody else's change is shown beside it. */
export function useRanking(view: () => RecommendationView) {
  const latest = shallowRef(view());
  const ranking = ref(rankingOf(latest.value));
  const busy = ref(false);
  const problem = shallowRef<unknown>();
  const params = { id: latest.value.round.id, recommenderId: latest.value.recommender.id };
  const saver = useAutosave<Ranking>({
    delay: 500,
    revision: () => latest.value.revision,
    save: async (_item, value, revision) => {
      const body = {
        revision,
        ranking: { municipal: [...value.municipal], chief: [...value.chief], national: [...value.national] },
      };
      latest.value = await upgradeClient.rank({ params, body });
      return latest.value;
    },
  });
  const cases = computed(
    () =>
      new Map<string, RankedCase>(
        [...latest.value.tiers.flatMap(({ ranked }) => ranked), ...latest.value.others].map((one) => [one.id, one]),
      ),
  );
  watch(view, (next) => {
    if (next.revision < latest.value.revision || saver.pending.value > 0) return;
    adopt(next);
  });

  function adopt(next: RecommendationView): void {
    latest.value = next;
    ranking.value = rankingOf(next);
  }
  function change(next: Ranking): void {
    problem.value = undefined;
    ranking.value = next;
    saver.change('ranking', next);
  }
  /** Something the server decides by itself; what was moved a moment ago is saved before. */
  async function act(call: () => Promise<RecommendationView>): Promise<boolean> {
    busy.value = true;
    problem.value = undefined;
    try {
      if (await saver.flush()) adopt(await call());
      else return false;
      return true;
    } catch (error) {
      problem.value = error;
      return false;
    } finally {
      busy.value = false;
    }
  }
  function settle(which: 'mine' | 'theirs'): void {
    const theirs = saver.conflict.value?.theirs as RecommendationView | undefined;
    if (!theirs) return;
    if (which === 'theirs') adopt(theirs);
    else latest.value = theirs;
    saver.resolve(which, theirs.revision);
  }
  return { latest, ranking, cases, saver, busy, problem, params, change, act, settle };
}

export type RankingEditor = ReturnType<typeof useRanking>;
