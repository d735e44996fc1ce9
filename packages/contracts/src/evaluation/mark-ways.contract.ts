import { markOrigins, offlineStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, endpoint, Id, Instant, OfferView, Revision, ScoreValue } from '../shared/index.ts';
import { RubricView } from './rubric.contract.ts';
import { MarkInput, MarkView, ScoresheetView } from './scoring.contract.ts';
import { StudioBriefView } from './shared.contract.ts';

/** A mark as it once was; `byName` is null for the evaluator's own hand. */
export const MarkVersionView = MarkView.extend({
  savedAt: Instant,
  origin: z.enum(markOrigins),
  byName: z.string().nullable(),
});
export type MarkVersionView = z.infer<typeof MarkVersionView>;

/** A whole sheet from the evaluator's paper. */
export const PaperEntry = z.strictObject({
  revision: Revision,
  fileId: Id,
  marks: z
    .array(MarkInput.omit({ revision: true }).extend({ indicator: z.string().min(1).max(10) }))
    .min(1)
    .max(100),
});
export type PaperEntry = z.infer<typeof PaperEntry>;

const RefusalView = OfferView.shape.refusals.element;
const PlainMark = MarkView.omit({ savedAt: true, revision: true });

/** A workbook that came back, row by row; nothing is written by looking at it. */
export const OfflineCheckView = z.object({
  rows: z.array(
    z.object({
      /** As the spreadsheet numbers it. */
      number: z.int(),
      sheetId: z.string(),
      studioName: z.string(),
      indicator: z.string(),
      state: z.enum(offlineStates),
      mine: PlainMark.nullable(),
      /** As it is on the server. */
      theirs: PlainMark.extend({ revision: z.int() }).nullable(),
      refusals: z.array(RefusalView),
    }),
  ),
  counts: z.object({ same: z.int(), empty: z.int(), changed: z.int(), conflict: z.int(), refused: z.int() }),
});
export type OfflineCheckView = z.infer<typeof OfflineCheckView>;

export const OfflineApplication = z.strictObject({
  marks: z
    .array(MarkInput.extend({ sheetId: Id, indicator: z.string().min(1).max(10) }))
    .min(1)
    .max(5_000),
});

export const OfflineAppliedView = z.object({
  saved: z.int(),
  /** Not saved: changed meanwhile, or closed. */
  refused: z.array(z.object({ sheetId: Id, indicator: z.string(), refusals: z.array(RefusalView) })),
});
export type OfflineAppliedView = z.infer<typeof OfflineAppliedView>;

/** Other ways a mark comes in, and what it was: versions, paper (代录), workbooks filled in offline. */
export const markWaysApi = {
  markVersions: endpoint({
    method: 'GET',
    path: '/scoresheets/:id/marks/:indicator/versions',
    permission: 'mark-history:read',
    summary: 'Every version of a mark: for its evaluator, and for the office once all sheets are in',
    params: z.strictObject({ id: Id, indicator: z.string().min(1).max(10) }),
    reply: z.array(MarkVersionView),
  }),
  entryForm: endpoint({
    method: 'GET',
    path: '/scoresheets/:id/entry',
    permission: 'assignment:write',
    summary: 'What the office needs to enter a sheet from paper: the lines, never a mark',
    params: ById,
    reply: z.object({
      id: Id,
      revision: Revision,
      evaluatorName: z.string(),
      studio: StudioBriefView,
      rubric: RubricView,
      refusals: z.array(RefusalView),
    }),
  }),
  enterSheet: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/entry',
    permission: 'assignment:write',
    summary:
      "Enter a whole sheet from the evaluator's paper and hand it in; both names are kept and the evaluator is told",
    params: ById,
    body: PaperEntry,
    reply: z.object({ id: Id, total: ScoreValue }),
  }),
  acknowledgeEntry: endpoint({
    method: 'POST',
    path: '/scoresheets/:id/entry-acknowledgement',
    permission: 'scoresheet:write',
    summary: 'The evaluator has compared what was entered with the paper',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: ScoresheetView,
  }),
  workbook: endpoint({
    method: 'GET',
    path: '/scoring/workbook',
    permission: 'scoresheet:write',
    summary: "One's own sheets of a cycle as a protected workbook for work offline",
    query: z.strictObject({ cycleId: Id }),
    reply: 'file',
  }),
  checkWorkbook: endpoint({
    method: 'POST',
    path: '/scoring/workbook',
    permission: 'scoresheet:write',
    summary: 'Look at a workbook that came back (field `file` of a form) row by row; writes nothing',
    query: z.strictObject({ cycleId: Id }),
    multipart: true,
    reply: OfflineCheckView,
  }),
  applyWorkbook: endpoint({
    method: 'POST',
    path: '/scoring/workbook/marks',
    permission: 'scoresheet:write',
    summary: 'Save the chosen marks of a workbook; each over the revision it was compared with',
    body: OfflineApplication,
    reply: OfflineAppliedView,
  }),
} as const;
