import { priorityItems } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, ScoreValue } from '../shared/index.ts';

export const PriorityItemView = z.object({
  item: z.enum(priorityItems),
  clause: z.string(),
  quote: z.string(),
  unit: z.enum(['person', 'person-time', 'count']),
  value: z.int(),
  /** From which figure it counts. */
  from: z.int(),
  points: ScoreValue,
  of: ScoreValue,
  source: z.enum(['verified', 'declared']),
  activities: z.array(z.object({ id: Id, title: z.string(), startedOn: CivilDateText })),
});

/** 二(三), R24: shown beside a case, part of no score. Points in hundredths. */
export const PriorityView = z
  .object({
    applicationId: Id,
    from: CivilDateText,
    to: CivilDateText,
    points: ScoreValue,
    of: ScoreValue,
    declared: ScoreValue,
    /** 优秀 at the last evaluation, in the present tier (四(四)). */
    preferred: z.boolean(),
    items: z.array(PriorityItemView),
  })
  .meta({ id: 'CasePriority' });
export type PriorityView = z.infer<typeof PriorityView>;

export const casePriorityApi = {
  casePriorities: endpoint({
    method: 'GET',
    path: '/rounds/:id/priorities',
    permission: 'recommendation:read',
    summary: 'Points of priority of the applications within reach, item by item with the activities behind them',
    params: ById,
    reply: z.array(PriorityView),
  }),
};
