import type { ActivityView } from '@jianglian/contracts/activity';
import { useQueryCache } from '@pinia/colada';
import { type Ref, ref, shallowRef } from 'vue';
import { isProblem } from '@/shared/api';
import { activityClient } from '../activity.api.ts';

export type Act = 'submit' | 'withdraw' | 'verify' | 'return' | 'correct' | 'discard';
export const isAct = (action: string): action is Act =>
  ['submit', 'withdraw', 'verify', 'return', 'correct', 'discard'].includes(action);

/** Does one act on an activity and lets every list and count know. A stale page shows the newer version with the problem. */
export function useActivityActs(): {
  readonly busy: Readonly<Ref<Act | null>>;
  readonly problem: Ref<unknown>;
  act(
    action: Act,
    activity: Pick<ActivityView, 'id' | 'revision'>,
    reason?: string,
  ): Promise<ActivityView | 'gone' | undefined>;
} {
  const cache = useQueryCache();
  const busy = ref<Act | null>(null);
  const problem = shallowRef<unknown>();

  function send(action: Act, { id, revision }: Pick<ActivityView, 'id' | 'revision'>, reason: string) {
    const params = { id };
    if (action === 'return') return activityClient.return({ params, body: { revision, reason } });
    if (action === 'correct') return activityClient.correct({ params, body: { revision, reason } });
    if (action === 'discard') return activityClient.discard({ params, query: { revision } });
    return activityClient[action]({ params, body: { revision } });
  }

  async function act(action: Act, activity: Pick<ActivityView, 'id' | 'revision'>, reason = '') {
    busy.value = action;
    problem.value = undefined;
    try {
      const after = (await send(action, activity, reason)) ?? ('gone' as const);
      if (after !== 'gone') cache.setQueryData(['activity', after.id], after);
      if (after !== 'gone' && after.id !== activity.id)
        void cache.invalidateQueries({ key: ['activity', activity.id] });
      for (const key of ['activities', 'activity-figures', 'activity-history', 'inbox'])
        void cache.invalidateQueries({ key: [key] });
      return after;
    } catch (error) {
      problem.value = error;
      if (isProblem(error) && error.stale) cache.setQueryData(['activity', activity.id], error.current);
      return undefined;
    } finally {
      busy.value = null;
    }
  }

  return { busy, problem, act };
}
