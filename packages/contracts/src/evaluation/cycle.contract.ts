import { defaultOpinionReturnDays } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Instant, OfferView, Revision } from '../shared/index.ts';
import { CycleBriefView, MovedWindows, WindowsView } from './shared.contract.ts';

const settings = {
  title: z.string().trim().min(1).max(120),
  year: z.int().min(2000).max(2100),
  periodFrom: CivilDateText,
  periodTo: CivilDateText,
  rubricVersion: z.string().min(1).max(60),
  windows: WindowsView,
  /** Length of 公示, in working days. */
  publicityWorkingDays: z.int().min(1).max(60),
  /** Days a studio has at least when its recommender returns the self-evaluation. */
  opinionReturnDays: z.int().min(1).max(30).default(defaultOpinionReturnDays),
  excellentCapPercent: z.int().min(0).max(100),
  sheetsPerStudio: z.int().min(1).max(9),
};
export const CycleSettings = z.strictObject(settings);
export type CycleSettings = z.infer<typeof CycleSettings>;

/** Evaluations of the cycle by state, and sheets by how far they are (counts only: no mark shines through). */
export const CycleProgressView = z.object({
  evaluations: z.object({
    total: z.int(),
    planned: z.int(),
    selfEvaluating: z.int(),
    submitted: z.int(),
    missed: z.int(),
    scored: z.int(),
    decided: z.int(),
    announced: z.int(),
    published: z.int(),
    retracted: z.int(),
    withdrawn: z.int(),
  }),
  sheets: z.object({ wanted: z.int(), assigned: z.int(), submitted: z.int(), recused: z.int() }),
});

export const CycleView = CycleBriefView.extend({
  publicityWorkingDays: z.int(),
  opinionReturnDays: z.int(),
  excellentCapPercent: z.int(),
  sheetsPerStudio: z.int(),
  revision: Revision,
  /** Last day of the publicity (公示), once released. */
  publicityUntil: CivilDateText.nullable(),
  progress: CycleProgressView,
  offers: z.array(OfferView),
  /** For the countdown. */
  serverNow: Instant,
}).meta({ id: 'Cycle' });
export type CycleView = z.infer<typeof CycleView>;

export const CycleRow = CycleBriefView.extend({ progress: CycleProgressView });
export type CycleRow = z.infer<typeof CycleRow>;

const act = z.strictObject({ revision: Revision });
const actWithReason = z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) });

export const cycleApi = {
  cycles: endpoint({
    method: 'GET',
    path: '/cycles',
    permission: 'cycle:read',
    summary: 'Evaluation cycles, newest first',
    reply: z.array(CycleRow),
  }),
  cycle: endpoint({
    method: 'GET',
    path: '/cycles/:id',
    permission: 'cycle:read',
    summary: 'One cycle with progress and what can be done now',
    params: ById,
    reply: CycleView,
  }),
  createCycle: endpoint({
    method: 'POST',
    path: '/cycles',
    permission: 'cycle:write',
    summary: 'Draft a cycle; its cohort is worked out from award and last evaluation',
    body: CycleSettings,
    reply: CycleView,
    creates: true,
  }),
  editCycle: endpoint({
    method: 'PUT',
    path: '/cycles/:id',
    permission: 'cycle:write',
    summary: 'Change the settings of a draft',
    params: ById,
    body: CycleSettings.extend({ revision: Revision }),
    reply: CycleView,
  }),
  cloneCycle: endpoint({
    method: 'POST',
    path: '/cycles/:id/copies',
    permission: 'cycle:write',
    summary:
      'Draft the next cycle like this one: settings and windows some years on, a cohort of its own, no evaluators',
    params: ById,
    reply: CycleView,
    creates: true,
  }),
  changeWindows: endpoint({
    method: 'PUT',
    path: '/cycles/:id/windows',
    permission: 'cycle:write',
    summary: 'Move windows of a running cycle, later only, with a reason',
    params: ById,
    body: actWithReason.extend({ windows: MovedWindows }),
    reply: CycleView,
  }),
  openCycle: endpoint({
    method: 'POST',
    path: '/cycles/:id/opening',
    permission: 'cycle:write',
    summary: 'Open the draft for self-evaluation',
    params: ById,
    body: act,
    reply: CycleView,
  }),
  startScoring: endpoint({
    method: 'POST',
    path: '/cycles/:id/scoring',
    permission: 'cycle:write',
    summary: 'End self-evaluation and begin scoring; what was not handed in is marked missed',
    params: ById,
    body: act,
    reply: CycleView,
  }),
  startDeciding: endpoint({
    method: 'POST',
    path: '/cycles/:id/deciding',
    permission: 'cycle:write',
    summary: 'Seal the sheets and begin deciding',
    params: ById,
    body: act,
    reply: CycleView,
  }),
  cancelCycle: endpoint({
    method: 'POST',
    path: '/cycles/:id/cancellation',
    permission: 'cycle:write',
    summary: 'Cancel the cycle with a reason',
    params: ById,
    body: actWithReason,
    reply: CycleView,
  }),
} as const;
