import { commentRuleNames, scoresheetStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, OfferView, Revision, ScoreValue } from '../shared/index.ts';
import { RubricView } from './rubric.contract.ts';
import { LineRevision } from './self-evaluation.contract.ts';
import { CycleBriefView, EvidenceView, GradeName, PrefillView, StudioBriefView } from './shared.contract.ts';

export const CommentRuleName = z.enum(commentRuleNames);

export const MarkDeduction = z.strictObject({
  /** A reason of the rubric line. */
  code: z.string().min(1).max(40),
  count: z.number().min(0).max(999),
  /** Hundredths taken in all. */
  amount: ScoreValue.min(0),
});

export const MarkView = z.object({
  indicator: z.string(),
  score: ScoreValue.nullable(),
  /** Not applicable and not yet marked are two different things. */
  notApplicable: z.boolean(),
  deductions: z.array(MarkDeduction),
  comment: z.string(),
  revision: LineRevision,
  savedAt: Instant.nullable(),
});
export type MarkView = z.infer<typeof MarkView>;

/** `runningTotal` of the domain: the screen computes the same from the same function while typing. */
export const RunningTotalView = z.object({
  total: ScoreValue,
  marked: z.int(),
  of: z.int(),
  markedPoints: ScoreValue,
  applicablePoints: ScoreValue,
  groups: z.array(
    z.object({
      group: z.string(),
      score: ScoreValue,
      marked: z.int(),
      of: z.int(),
      points: ScoreValue,
      markedPoints: ScoreValue,
    }),
  ),
  missing: z.array(z.string()),
  commentsRequired: z.array(z.object({ indicator: z.string(), rules: z.array(CommentRuleName) })),
  /** Unmarked lines at their automatic value; `high` adds what the figures cannot judge. Equal when nothing is open. */
  projected: z.object({ low: ScoreValue, high: ScoreValue, grade: GradeName, highGrade: GradeName }),
  /** Distance of `projected.low` to the borders: negative is below. */
  distance: z.object({ excellent: ScoreValue, qualified: ScoreValue }),
});
export type RunningTotalView = z.infer<typeof RunningTotalView>;

export const QueueRow = z.object({
  scoresheetId: Id,
  position: z.int(),
  studio: StudioBriefView,
  state: z.enum(scoresheetStates),
  marked: z.int(),
  of: z.int(),
  /** One's own total; null while nothing is marked. */
  total: ScoreValue.nullable(),
  /** The self-evaluation was handed in again after the last own mark. */
  needsReview: z.boolean(),
});
export type QueueRow = z.infer<typeof QueueRow>;

export const QueueView = z
  .object({
    cycle: CycleBriefView.nullable(),
    /** Other cycles one has sheets in. */
    cycles: z.array(z.object({ id: Id, title: z.string() })),
    serverNow: Instant,
    submitted: z.int(),
    total: z.int(),
    /** Median minutes per submitted sheet, for "at this speed"; null before the first. */
    minutesPerSheet: z.number().nullable(),
    rows: z.array(QueueRow),
  })
  .meta({ id: 'ScoringQueue' });
export type QueueView = z.infer<typeof QueueView>;

export const ScoresheetLineView = z.object({
  indicator: z.string(),
  prefill: PrefillView,
  selfScore: ScoreValue.nullable(),
  selfText: z.string(),
  evidence: z.array(EvidenceView),
  mark: MarkView,
});

export const ScoresheetView = z
  .object({
    id: Id,
    revision: Revision,
    state: z.enum(scoresheetStates),
    evaluationId: Id,
    cycle: CycleBriefView,
    studio: StudioBriefView,
    closesAt: Instant,
    serverNow: Instant,
    prefillTakenOn: CivilDateText,
    selfSubmittedAt: Instant.nullable(),
    submittedAt: Instant.nullable(),
    rubric: RubricView,
    lines: z.array(ScoresheetLineView),
    total: RunningTotalView,
    previousId: Id.nullable(),
    nextId: Id.nullable(),
    /** Others' marks stay hidden (always true for an evaluator until all sheets are in). */
    blind: z.boolean(),
    /** All sheets of the panel without names, once all are in; null while blind. */
    panel: z
      .object({
        totals: z.array(z.object({ label: z.string(), total: ScoreValue, own: z.boolean() })),
        mean: ScoreValue,
      })
      .nullable(),
    /** Given back by the office after it was handed in; null when it never was. */
    reopened: z.object({ at: Instant, reason: z.string() }).nullable(),
    /** Entered by the office from one's own paper (代录); null when one marked it oneself. */
    entry: z.object({ byName: z.string(), at: Instant, fileId: Id, seenAt: Instant.nullable() }).nullable(),
    offers: z.array(OfferView),
  })
  .meta({ id: 'Scoresheet' });
export type ScoresheetView = z.infer<typeof ScoresheetView>;

export const MarkInput = z.strictObject({
  score: ScoreValue.min(0).nullable(),
  notApplicable: z.boolean().default(false),
  deductions: z.array(MarkDeduction).max(20).default([]),
  comment: z.string().max(2000).default(''),
  revision: LineRevision,
});

export type MarkInput = z.infer<typeof MarkInput>;

/** After saving: the mark as stored, the sheet's new revision ("第 46 版") and total. 409 carries the newer `MarkView` as `current`. */
export const MarkSaved = z.object({ mark: MarkView, sheetRevision: Revision, total: RunningTotalView });
export type MarkSaved = z.infer<typeof MarkSaved>;

export const scoringApi = {
  queue: endpoint({
    method: 'GET',
    path: '/scoring/queue',
    permission: 'scoresheet:write',
    summary: "The evaluator's own queue",
    query: z.strictObject({ cycleId: Id.optional() }),
    reply: QueueView,
  }),
  scoresheet: endpoint({
    method: 'GET',
    path: '/scoresheets/:id',
    permission: 'scoresheet:write',
    summary: 'One own sheet: rubric, automatic values, self-evaluation, evidence, marks',
    params: ById,
    reply: ScoresheetView,
  }),
  saveMark: endpoint({
    method: 'PUT',
    path: '/scoresheets/:id/marks/:indicator',
    permission: 'scoresheet:write',
    summary: 'Autosave one mark; a stale revision is answered with the newer mark',
    params: z.strictObject({ id: Id, indicator: z.string().min(1).max(10) }),
    body: MarkInput,
    reply: MarkSaved,
  }),
  submitSheet: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/submission',
    permission: 'scoresheet:write',
    summary: 'Hand the sheet in; lists unmarked lines and required comments',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: ScoresheetView,
  }),
  recuse: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/recusal',
    permission: 'scoresheet:write',
    summary: 'Recuse oneself with a reason; the place becomes free',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) }),
    reply: QueueView,
  }),
} as const;
