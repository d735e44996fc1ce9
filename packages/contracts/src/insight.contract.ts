import { figureCodes, taskCategories, taskGroups, taskKinds } from '@jianglian/domain/insight';
import { z } from 'zod';
import { CivilDateText, endpoint, Id, Instant } from './shared/index.ts';
import { StudioFilter } from './studio/list.contract.ts';

const Count = z.int().min(0);

/** Studios of one place by tier and by last grade; `none` is not evaluated yet. `change` compares with the end of last year. */
export const StudioTally = z.object({
  count: Count,
  change: z.int(),
  tiers: z.object({ district: Count, municipal: Count, chief: Count, national: Count }),
  grades: z.object({ excellent: Count, qualified: Count, failed: Count, none: Count }),
  /** Running studios whose evaluation falls due by the end of the year. */
  due: Count,
});
export type StudioTally = z.infer<typeof StudioTally>;

export const ClusterTally = StudioTally.extend({
  code: z.string(),
  name: z.string(),
  level: z.enum(['L1', 'L2', 'L3', 'L4', 'S']),
  groupName: z.string().nullable(),
  confirmed: z.boolean(),
});
export type ClusterTally = z.infer<typeof ClusterTally>;

/** A district or functional area with its place on the tile map; null is off the map. */
export const DistrictTally = StudioTally.extend({
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  type: z.string(),
  zone: z.string(),
  x: z.int().nullable(),
  y: z.int().nullable(),
});
export type DistrictTally = z.infer<typeof DistrictTally>;

export const RecommenderTally = StudioTally.extend({
  id: Id,
  name: z.string(),
  kind: z.enum(['district', 'functional-area', 'department']),
});
export type RecommenderTally = z.infer<typeof RecommenderTally>;

/** What the overview is narrowed by: fields of the registry's list, under the same names and with the same meaning. */
export const OverviewFilter = {
  standing: StudioFilter.standing,
  tier: StudioFilter.tier,
  grade: StudioFilter.grade,
  cluster: StudioFilter.cluster,
  district: StudioFilter.district,
  recommender: StudioFilter.recommender,
};

/** One number and the query with which the registry's list has exactly these rows (null: the filter leaves none). */
export const FigureView = z.object({
  code: z.enum(figureCodes),
  value: Count,
  /** What a share is taken of: the running ones, or the evaluated ones for 优秀. */
  of: Count,
  /** The same at the end of last year; null where a comparison says nothing. */
  before: z.object({ value: Count, of: Count }).nullable(),
  /** The nearest day that matters: the next deadline of a rectification, the earliest evaluation due. */
  nextOn: CivilDateText.nullable(),
  list: z.record(z.string(), z.union([z.string(), z.array(z.string())])).nullable(),
});
export type FigureView = z.infer<typeof FigureView>;

export const OverviewView = z
  .object({
    at: Instant,
    today: CivilDateText,
    comparedWith: CivilDateText,
    scope: z.enum(['city', 'own']),
    total: StudioTally,
    figures: z.array(FigureView),
    clusters: z.array(ClusterTally),
    districts: z.array(DistrictTally),
    recommenders: z.array(RecommenderTally),
  })
  .meta({ id: 'Overview' });
export type OverviewView = z.infer<typeof OverviewView>;

export const TaskView = z
  .object({
    /** Stable while the task stands: kind and subject. */
    key: z.string(),
    kind: z.enum(taskKinds),
    category: z.enum(taskCategories),
    dueAt: Instant.nullable(),
    since: Instant.nullable(),
    studio: z.object({ id: Id, name: z.string() }).nullable(),
    /** What the page of the one action needs: an activity, a studio, a cycle … */
    subject: z.object({ type: z.string(), id: z.string() }).nullable(),
    /** Counts and names the sentences mention. */
    params: z.record(z.string(), z.union([z.string(), z.number()])),
    /** 催办: who reminded of it last (nobody: the clock), when, and in what words. */
    reminded: z.object({ at: Instant, by: z.string().nullable(), note: z.string() }).nullable(),
  })
  .meta({ id: 'Task' });
export type TaskView = z.infer<typeof TaskView>;

export const InboxView = z
  .object({
    at: Instant,
    /** Tasks of one's own; those that wait for others are listed, not counted. */
    open: Count,
    waiting: Count,
    groups: z.array(z.object({ group: z.enum(taskGroups), tasks: z.array(TaskView) })),
  })
  .meta({ id: 'Inbox' });
export type InboxView = z.infer<typeof InboxView>;

export const insightApi = {
  overview: endpoint({
    method: 'GET',
    path: '/insight/overview',
    permission: 'overview:read',
    summary: 'Figures, clusters, districts and recommenders of the studios the caller may see',
    query: z.strictObject(OverviewFilter),
    reply: OverviewView,
  }),
  inbox: endpoint({
    method: 'GET',
    path: '/inbox',
    permission: 'signed-in',
    summary: 'What the caller has to do now, derived from the states of things',
    reply: InboxView,
  }),
  inboxCount: endpoint({
    method: 'GET',
    path: '/inbox/count',
    permission: 'signed-in',
    summary: 'How many open tasks of their own the caller has',
    reply: z.object({ open: Count }),
  }),
} as const;
