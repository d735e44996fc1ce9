import type { Actor } from '../identity/index.ts';
import type { Activity } from './activity.ts';

/**
 * Whether somebody who may act sees the activity: its studio always, its recommender and the office once it was handed in. A
 * draft is the studio's own business. Evaluators only read; the queries decide about them.
 */
export const isSeenBy = (
  actor: Pick<Actor, 'grants'>,
  activity: Pick<Activity, 'studioId' | 'state'>,
  recommenderId: string,
): boolean =>
  actor.grants.some(
    (grant) =>
      (grant.role === 'studio' && grant.studioId === activity.studioId) ||
      (activity.state !== 'draft' &&
        (grant.role === 'office' || (grant.role === 'recommender' && grant.recommenderId === recommenderId))),
  );
