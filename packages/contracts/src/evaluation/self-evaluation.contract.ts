import { selfParts } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, OfferView, ScoreValue } from '../shared/index.ts';
import { IndicatorGroupView, IndicatorView } from './rubric.contract.ts';
import {
  CycleBriefView,
  EvaluationStateName,
  EvidenceView,
  GradeName,
  PrefillView,
  StudioBriefView,
} from './shared.contract.ts';

/** Version of a line or a mark that is saved by itself; 0: never saved. */
export const LineRevision = z.int().min(0);

/** One evaluation as the studio and its recommender see it in a list. Grade and score only after publication. */
export const MyEvaluationRow = z.object({
  id: Id,
  studio: StudioBriefView,
  cycle: CycleBriefView,
  state: EvaluationStateName,
  selfEvaluationClosesAt: Instant,
  selfSubmittedAt: Instant.nullable(),
  /** Printed on the form; the same for good. */
  serial: z.string(),
  /** Handed in after the due instant, or not yet although it has passed. */
  late: z.boolean(),
  /** The recommender returned it and it has not been handed in again. */
  returned: z.boolean(),
  linesFilled: z.int(),
  lines: z.int(),
  grade: GradeName.nullable(),
  finalScore: ScoreValue.nullable(),
});
export type MyEvaluationRow = z.infer<typeof MyEvaluationRow>;

export const SelfLineView = z.object({
  indicator: IndicatorView,
  prefill: PrefillView,
  score: ScoreValue.nullable(),
  text: z.string(),
  evidence: z.array(EvidenceView),
  revision: LineRevision,
  savedAt: Instant.nullable(),
  /** What this line still lacks for submission (`evaluation.self-…` sentences). */
  missing: z.array(z.enum(['score', 'text'])),
  /** What differs from the version that was handed in last; empty before the first. */
  changed: z.array(z.enum(selfParts)),
});
export type SelfLineView = z.infer<typeof SelfLineView>;

export const SelfEvaluationView = z
  .object({
    id: Id,
    revision: z.int(),
    state: EvaluationStateName,
    studio: StudioBriefView,
    cycle: CycleBriefView,
    recommenderName: z.string(),
    dueAt: Instant,
    closesAt: Instant,
    serverNow: Instant,
    submittedAt: Instant.nullable(),
    late: z.boolean(),
    /** The number printed on the form; it never changes. */
    serial: z.string(),
    /** Each time it was handed in. `digest` tells versions apart on paper: it is printed beside the number. */
    submissions: z.array(z.object({ number: z.int(), at: Instant, late: z.boolean(), digest: z.string() })),
    /** The recommender's return, while it waits to be handed in again and afterwards. */
    returned: z.object({ at: Instant, reason: z.string() }).nullable(),
    /** Day the automatic values were last taken; fixed once handed in. */
    prefillTakenOn: CivilDateText,
    groups: z.array(IndicatorGroupView),
    lines: z.array(SelfLineView),
    total: ScoreValue,
    prefillTotal: ScoreValue,
    offers: z.array(OfferView),
  })
  .meta({ id: 'SelfEvaluation' });
export type SelfEvaluationView = z.infer<typeof SelfEvaluationView>;

/** Evidence that may be used, with the other activities that hold a file of the same content. */
export const AvailableEvidenceView = EvidenceView.extend({ twins: z.array(Id) });
export type AvailableEvidenceView = z.infer<typeof AvailableEvidenceView>;

export const SelfLineInput = z.strictObject({
  score: ScoreValue.min(0).nullable(),
  text: z.string().max(4000),
  evidence: z.array(Id).max(50),
  revision: LineRevision,
});

export type SelfLineInput = z.infer<typeof SelfLineInput>;

/** A mark or line that was saved: its new revision, and the aggregate's. */
export const SelfLineSaved = SelfLineView.omit({ indicator: true, prefill: true }).extend({ total: ScoreValue });
export type SelfLineSaved = z.infer<typeof SelfLineSaved>;

export const selfEvaluationApi = {
  myEvaluations: endpoint({
    method: 'GET',
    path: '/evaluations',
    permission: 'evaluation:read',
    summary: 'Evaluations of the studios one may see, newest first',
    query: z.strictObject({ studioId: Id.optional() }),
    reply: z.array(MyEvaluationRow),
  }),
  selfEvaluation: endpoint({
    method: 'GET',
    path: '/evaluations/:id/self-evaluation',
    permission: 'evaluation:read',
    summary: 'The self-evaluation: 18 lines with automatic values and evidence',
    params: ById,
    reply: SelfEvaluationView,
  }),
  availableEvidence: endpoint({
    method: 'GET',
    path: '/evaluations/:id/available-evidence',
    permission: 'evaluation:read',
    summary: 'Verified activities of the period that may be used as evidence',
    params: ById,
    reply: z.array(AvailableEvidenceView),
  }),
  saveSelfLine: endpoint({
    method: 'PUT',
    path: '/evaluations/:id/self-evaluation/lines/:indicator',
    permission: 'self-evaluation:write',
    summary: 'Autosave one line; a stale revision is answered with the newer line',
    params: z.strictObject({ id: Id, indicator: z.string().min(1).max(10) }),
    body: SelfLineInput,
    reply: SelfLineSaved,
  }),
  submitSelfEvaluation: endpoint({
    method: 'POST',
    path: '/evaluations/:id/self-evaluation/submission',
    permission: 'self-evaluation:write',
    summary: 'Hand the self-evaluation in; lists what is missing',
    params: ById,
    body: z.strictObject({ revision: z.int().min(1) }),
    reply: SelfEvaluationView,
  }),
} as const;
