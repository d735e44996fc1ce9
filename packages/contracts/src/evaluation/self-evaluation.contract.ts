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
  WordingView,
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
});
export type SelfLineView = z.infer<typeof SelfLineView>;

export const SelfEvaluationView = z
  .object({
    id: Id,
    revision: z.int(),
    state: EvaluationStateName,
    studio: StudioBriefView,
    cycle: CycleBriefView,
    closesAt: Instant,
    serverNow: Instant,
    submittedAt: Instant.nullable(),
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

/** Result of a studio, after publication: reasons per indicator, never an evaluator's name. */
export const ResultLineView = z.object({
  indicator: z.string(),
  group: z.string(),
  name: WordingView,
  points: ScoreValue,
  prefill: ScoreValue.nullable(),
  selfScore: ScoreValue.nullable(),
  /** Mean of the counted sheets; null: not applicable. */
  score: ScoreValue.nullable(),
  deductions: z.array(z.object({ code: z.string(), text: WordingView, sheets: z.int() })),
  comments: z.array(z.string()),
});

export const ResultView = z
  .object({
    evaluationId: Id,
    studio: StudioBriefView,
    cycle: CycleBriefView,
    grade: GradeName,
    baseScore: ScoreValue.nullable(),
    bonus: ScoreValue,
    finalScore: ScoreValue.nullable(),
    thresholds: z.object({ excellent: ScoreValue, qualified: ScoreValue }),
    documentNumber: z.string(),
    publishedOn: CivilDateText,
    reasons: z.array(
      z.object({ code: z.string(), params: z.record(z.string(), z.unknown()), clause: z.string().nullable() }),
    ),
    decisionReason: z.string().nullable(),
    veto: z.object({ code: z.string(), text: WordingView, reason: z.string() }).nullable(),
    groups: z.array(
      z.object({
        code: z.string(),
        name: WordingView,
        points: ScoreValue,
        score: ScoreValue.nullable(),
        percent: z.number().nullable(),
      }),
    ),
    lines: z.array(ResultLineView),
    sheets: z.int(),
  })
  .meta({ id: 'EvaluationResult' });
export type ResultView = z.infer<typeof ResultView>;

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
    reply: z.array(EvidenceView),
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
  result: endpoint({
    method: 'GET',
    path: '/evaluations/:id/result',
    permission: 'evaluation:read',
    summary: 'The published result with reasons per indicator',
    params: ById,
    reply: ResultView,
  }),
} as const;
