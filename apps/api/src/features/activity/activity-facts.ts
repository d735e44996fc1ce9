import type { Activity, ActivityContext, ActivitySettings } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { sql } from '../../platform/database/index.ts';

/** An activity with what a decision about it needs to know. */
export interface LoadedActivity extends Activity {
  readonly revision: number;
  readonly seriesId: string;
  readonly recommenderId: string;
  readonly studioHasEnded: boolean;
  readonly files: number;
  readonly correctionOpen: boolean;
  readonly settings: ActivitySettings;
}

/** What a decision needs, selected from `activities a JOIN studios s`; the queries use it for offers. */
export const decisionColumns = sql`
  a.id, a.series_id AS "seriesId", a.studio_id AS "studioId", a.kind, a.title, a.summary, a.started_on AS "startedOn",
  a.ended_on AS "endedOn", a.place, a.people, a.metrics, a.state, a.version, a.supersedes_id AS "supersedesId",
  a.created_by AS "createdBy", a.revision, s.recommender_id AS "recommenderId",
  s.standing NOT IN ('active', 'rectifying') AS "studioHasEnded",
  (SELECT count(*)::int FROM activity_evidence e WHERE e.activity_id = a.id) AS files,
  EXISTS (SELECT FROM activities c WHERE c.series_id = a.series_id AND c.id <> a.id
            AND c.state IN ('draft', 'submitted', 'returned')) AS "correctionOpen",
  (SELECT content FROM activity_settings) AS settings`;

/** What the machine asks about the activity's surroundings. */
export const contextOf = (
  loaded: LoadedActivity,
  actor: Actor,
  today: CivilDate,
  given: Partial<Pick<ActivityContext, 'reason' | 'replaced'>> = {},
): ActivityContext => ({
  actor,
  studio: { id: loaded.studioId, recommenderId: loaded.recommenderId, hasEnded: loaded.studioHasEnded },
  today,
  files: loaded.files,
  leastEvidence: loaded.settings.leastEvidence,
  correctionOpen: loaded.correctionOpen,
  replaced: false,
  ...given,
});
