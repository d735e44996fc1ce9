import type { CivilDate } from '../kernel/index.ts';
import type { ActivityKind } from './kind.ts';
import type { Metrics } from './metric.ts';

export const activityStates = ['draft', 'submitted', 'returned', 'verified', 'superseded'] as const;
export type ActivityState = (typeof activityStates)[number];

/** Somebody who took part: of the team list (`memberId`) or a guest by name. */
export interface ActivityPerson {
  readonly memberId?: string;
  readonly name: string;
  readonly duty?: string;
}

/** What a studio writes down; a draft may still lack most of it. */
export interface ActivityContent {
  readonly kind: ActivityKind;
  readonly title: string;
  readonly summary: string;
  readonly startedOn: CivilDate;
  readonly endedOn: CivilDate | null;
  readonly place: string;
  readonly people: readonly ActivityPerson[];
  readonly metrics: Metrics;
}

/** One logged piece of work. `version` counts from 1; a correction is the next version and names the one it replaces. */
export interface Activity extends ActivityContent {
  readonly id: string;
  readonly studioId: string;
  readonly state: ActivityState;
  readonly version: number;
  readonly supersedesId: string | null;
  readonly createdBy: string;
}
