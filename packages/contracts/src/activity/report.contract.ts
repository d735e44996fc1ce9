import { planTargets, reportKinds, timelinesses } from '@jianglian/domain/activity';
import { z } from 'zod';
import { CivilDateText, endpoint, Id, oneOrMore, pageOf, PageQuery, Revision } from '../shared/index.ts';
import { ActivitySettingsView, ReportLineView, ReportRow, ReportView } from './view.contract.ts';

const Year = z.coerce.number().int().min(2000).max(2100);
const ByReport = z.strictObject({ studioId: Id, kind: z.enum(reportKinds), year: Year });

export const reportApi = {
  reports: endpoint({
    method: 'GET',
    path: '/reports',
    permission: 'report:read',
    summary: 'The plans and summaries of a year that the caller may see, written or not; `overdue` is the late list',
    query: z.strictObject({
      ...PageQuery,
      year: Year.optional(),
      kind: z.enum(reportKinds).optional(),
      timeliness: oneOrMore(z.enum(timelinesses)).optional(),
      studioId: Id.optional(),
      search: z.string().trim().max(100).optional(),
    }),
    reply: pageOf(ReportRow),
  }),
  reportCounts: endpoint({
    method: 'GET',
    path: '/reports/counts',
    permission: 'report:read',
    summary: 'How many plans and summaries of a year stand how against their due day',
    query: z.strictObject({ year: Year.optional() }),
    reply: z.object({
      year: z.int(),
      counts: z.array(z.object({ kind: z.enum(reportKinds), timeliness: z.enum(timelinesses), count: z.int() })),
    }),
  }),
  studioReports: endpoint({
    method: 'GET',
    path: '/studios/:studioId/reports',
    permission: 'report:read',
    summary: 'Every plan and summary a studio owes or wrote, the latest first',
    params: z.strictObject({ studioId: Id }),
    reply: z.object({ rows: z.array(ReportRow) }),
  }),
  report: endpoint({
    method: 'GET',
    path: '/reports/:studioId/:kind/:year',
    permission: 'report:read',
    summary: 'One plan or summary; pre-filled from the year’s verified activities',
    params: ByReport,
    reply: ReportView,
  }),
  saveReport: endpoint({
    method: 'PUT',
    path: '/reports/:studioId/:kind/:year',
    permission: 'report:write',
    summary: 'Save the draft of a plan or summary; revision 0 begins it',
    params: ByReport,
    body: z.strictObject({
      revision: z.int().min(0),
      texts: z.record(z.string().max(40), z.string().max(20_000)),
      targets: z.partialRecord(z.enum(planTargets), z.number()).default({}),
    }),
    reply: ReportView,
  }),
  submitReport: endpoint({
    method: 'POST',
    path: '/reports/:studioId/:kind/:year/submission',
    permission: 'report:write',
    summary: 'Hand a plan or summary in; its figures are kept as they stand',
    params: ByReport,
    body: z.strictObject({ revision: Revision }),
    reply: ReportView,
  }),
  reopenReport: endpoint({
    method: 'POST',
    path: '/reports/:studioId/:kind/:year/reopening',
    permission: 'report:reopen',
    summary: 'Open a submitted plan or summary again, with a reason',
    params: ByReport,
    body: z.strictObject({ revision: Revision, reason: z.string().max(2000) }),
    reply: ReportView,
  }),
  yearFigures: endpoint({
    method: 'GET',
    path: '/studios/:studioId/activity-figures',
    permission: 'activity:read',
    summary: 'The figures of a studio’s verified activities in a year, with the plan’s targets',
    params: z.strictObject({ studioId: Id }),
    query: z.strictObject({ year: Year.optional() }),
    reply: z.object({ year: z.int(), lines: z.array(ReportLineView) }),
  }),
  settings: endpoint({
    method: 'GET',
    path: '/activity-settings',
    permission: 'activity:read',
    summary: 'Due days of plans and summaries, and how much evidence a submission needs',
    reply: ActivitySettingsView,
  }),
  changeSettings: endpoint({
    method: 'PUT',
    path: '/activity-settings',
    permission: 'activity:configure',
    summary: 'Change the settings',
    body: z.strictObject({
      revision: Revision,
      leastEvidence: z.int().min(0).max(10),
      due: z.strictObject({
        plan: z.strictObject({ monthDay: z.string().regex(/^\d{2}-\d{2}$/), nextYear: z.boolean() }),
        summary: z.strictObject({ monthDay: z.string().regex(/^\d{2}-\d{2}$/), nextYear: z.boolean() }),
      }),
      exceptions: z
        .array(z.strictObject({ kind: z.enum(reportKinds), year: z.int().min(2000).max(2100), dueOn: CivilDateText }))
        .max(100),
      reason: z.string().max(2000),
    }),
    reply: ActivitySettingsView,
  }),
};
