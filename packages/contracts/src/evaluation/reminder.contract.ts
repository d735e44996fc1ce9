import { extendableSteps } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Flag, Id, Instant, pageOf, PageQuery, RefusalParam } from '../shared/index.ts';
import { EvaluationStateName, StudioBriefView } from './shared.contract.ts';

export const ReminderStepName = z.enum(extendableSteps);

/** One step of the cycle: how much of it is in, and by when it should have been. */
export const StepProgressView = z.object({
  step: ReminderStepName,
  /** The day the first could have been handed in; null before the step began. */
  from: CivilDateText.nullable(),
  dueAt: Instant,
  closesAt: Instant,
  total: z.int(),
  done: z.int(),
  /** Not handed in though asked for by now. */
  late: z.int(),
  /** Handed in per day, in order; days without any are left out. */
  days: z.array(z.object({ day: CivilDateText, done: z.int() })),
});
export type StepProgressView = z.infer<typeof StepProgressView>;

/** Who reminded last and when. */
const LastReminder = z.object({ at: Instant, by: z.string().nullable() }).nullable();

/** How far an evaluator is: counts and times, never a mark. */
export const EvaluatorProgressRow = z.object({
  accountId: Id,
  name: z.string(),
  hostUnitName: z.string().nullable(),
  assigned: z.int(),
  done: z.int(),
  overdue: z.int(),
  /** From the first mark to handing in, in the middle of the evaluator's sheets. */
  medianMinutes: z.int().nullable(),
  lastActionAt: Instant.nullable(),
  reminded: LastReminder,
});
export type EvaluatorProgressRow = z.infer<typeof EvaluatorProgressRow>;

export const RecommenderProgressRow = z.object({
  recommenderId: Id,
  name: z.string(),
  /** Self-evaluations handed in and waiting for an opinion or having one. */
  asked: z.int(),
  done: z.int(),
  overdue: z.int(),
  lastActionAt: Instant.nullable(),
  reminded: LastReminder,
});
export type RecommenderProgressRow = z.infer<typeof RecommenderProgressRow>;

export const MonitorView = z
  .object({
    at: Instant,
    steps: z.array(StepProgressView),
    evaluators: z.array(EvaluatorProgressRow),
    recommenders: z.array(RecommenderProgressRow),
  })
  .meta({ id: 'CycleMonitor' });
export type MonitorView = z.infer<typeof MonitorView>;

export const StudioProgressRow = z.object({
  evaluationId: Id,
  studio: StudioBriefView,
  state: EvaluationStateName,
  /** Lines with a score. */
  lines: z.int(),
  dueAt: Instant,
  closesAt: Instant,
  submittedAt: Instant.nullable(),
  /** Asked for by now and not in, or handed in after it was asked for. */
  late: z.boolean(),
  sheetsSubmitted: z.int(),
  sheetsWanted: z.int(),
  reminded: LastReminder,
});
export type StudioProgressRow = z.infer<typeof StudioProgressRow>;

const RefusalOf = z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) });

/** A line of the list shown before sending. */
export const ReminderRecipientView = z.object({
  subjectId: Id,
  /** Studio, recommending unit or evaluator. */
  name: z.string(),
  person: z.object({ accountId: Id, name: z.string() }).nullable(),
  open: z.int(),
  studios: z.array(z.string()),
  dueAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  channel: z.enum(['mail', 'no-address', 'not-configured']).nullable(),
  refusal: RefusalOf.nullable(),
  reminded: LastReminder,
});
export type ReminderRecipientView = z.infer<typeof ReminderRecipientView>;

export const ReminderPreviewView = z.object({
  step: ReminderStepName,
  sending: z.int(),
  recipients: z.array(ReminderRecipientView),
});
export type ReminderPreviewView = z.infer<typeof ReminderPreviewView>;

export const ReminderBatchView = z.object({
  id: Id,
  step: ReminderStepName,
  cause: z.enum(['by-hand', 'scheduled']),
  at: Instant,
  by: z.string().nullable(),
  note: z.string(),
  told: z.int(),
  mailed: z.int(),
  skipped: z.array(z.object({ name: z.string(), refusal: RefusalOf })),
});
export type ReminderBatchView = z.infer<typeof ReminderBatchView>;

const Days = z.int().min(0).max(60).nullable();
export const ReminderSettingsView = z.object({
  /** Days before the asked-for date and before the closing; null is never. */
  beforeDueDays: Days,
  beforeClosingDays: Days,
  revision: z.int(),
});
export type ReminderSettingsView = z.infer<typeof ReminderSettingsView>;

export const reminderApi = {
  monitor: endpoint({
    method: 'GET',
    path: '/cycles/:id/monitor',
    permission: 'cycle:read',
    summary: 'How far self-evaluations, opinions and scoring are, by day and by who is waited for',
    params: ById,
    reply: MonitorView,
  }),
  studioProgress: endpoint({
    method: 'GET',
    path: '/cycles/:id/studio-progress',
    permission: 'cycle:read',
    summary: 'The studios of a cycle with how far each is; late ones on request',
    params: ById,
    query: z.strictObject({
      ...PageQuery,
      search: z.string().trim().max(60).optional(),
      late: Flag.optional(),
    }),
    reply: pageOf(StudioProgressRow),
  }),
  previewReminder: endpoint({
    method: 'POST',
    path: '/cycles/:id/reminder-preview',
    permission: 'cycle:write',
    summary: 'Whom a reminder would reach and why not the others; writes nothing',
    params: ById,
    body: z.strictObject({ step: ReminderStepName, subjectIds: z.array(Id).max(5_000).optional() }),
    reply: ReminderPreviewView,
  }),
  sendReminder: endpoint({
    method: 'POST',
    path: '/cycles/:id/reminders',
    permission: 'cycle:write',
    summary: 'Remind those of the list who are late now; nobody twice on a day',
    params: ById,
    body: z.strictObject({
      step: ReminderStepName,
      subjectIds: z.array(Id).min(1).max(5_000),
      note: z.string().trim().max(300).default(''),
      mail: z.boolean(),
    }),
    reply: ReminderBatchView,
    creates: true,
  }),
  reminderBatches: endpoint({
    method: 'GET',
    path: '/cycles/:id/reminders',
    permission: 'cycle:read',
    summary: 'Reminders sent in a cycle, the latest first',
    params: ById,
    reply: z.array(ReminderBatchView),
  }),
  reminderSettings: endpoint({
    method: 'GET',
    path: '/cycles/:id/reminder-settings',
    permission: 'cycle:read',
    summary: 'Before which dates those who have not finished are reminded by themselves',
    params: ById,
    reply: ReminderSettingsView,
  }),
  changeReminderSettings: endpoint({
    method: 'PUT',
    path: '/cycles/:id/reminder-settings',
    permission: 'cycle:write',
    summary: 'Change when those who have not finished are reminded by themselves',
    params: ById,
    body: z.strictObject({ beforeDueDays: Days, beforeClosingDays: Days, revision: z.int().min(0) }),
    reply: ReminderSettingsView,
  }),
} as const;
