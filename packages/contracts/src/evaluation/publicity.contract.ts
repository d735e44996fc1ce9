import { correctionKinds, correctionStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import {
  ById,
  CivilDateText,
  endpoint,
  Id,
  Instant,
  OfferView,
  oneOrMore,
  PageQuery,
  pageOf,
  Revision,
  ScoreValue,
} from '../shared/index.ts';
import { EvaluationStateName, GradeName, StudioBriefView, TierName } from './shared.contract.ts';

/** `corrected`: published, and another result since. */
export const publicityStatuses = ['announced', 'published', 'corrected', 'retracted'] as const;

/** A cycle in publicity or published, as the public sees it. */
export const PublicityCycleView = z.object({
  id: Id,
  title: z.string(),
  year: z.int(),
  stage: z.enum(['publicity', 'published']),
  publicityFrom: CivilDateText.nullable(),
  publicityUntil: CivilDateText.nullable(),
  /** Objections are taken until this instant. */
  publicityEndsAt: Instant.nullable(),
  contact: z.string().nullable(),
  documentNumber: z.string().nullable(),
  publishedOn: CivilDateText.nullable(),
  studios: z.int(),
  /** Not published with the others because an objection is being looked into. */
  pending: z.int(),
});
export type PublicityCycleView = z.infer<typeof PublicityCycleView>;

/** Name, unit and occupation only, with tier and grade. */
export const PublicityRow = z.object({
  id: Id,
  studioName: z.string(),
  masterName: z.string(),
  hostUnitName: z.string(),
  occupationName: z.string().nullable(),
  tier: TierName,
  grade: GradeName.nullable(),
  status: z.enum(publicityStatuses),
  documentNumber: z.string().nullable(),
  /** Day of the latest correction or retraction. */
  changedOn: CivilDateText.nullable(),
});
export type PublicityRow = z.infer<typeof PublicityRow>;

const OutcomeView = z.object({ grade: GradeName.nullable(), score: ScoreValue.nullable() });

/** Another result for one studio: the old and the new one, why, and by whom it was proposed and released. */
export const CorrectionView = z.object({
  id: Id,
  evaluationId: Id,
  studio: StudioBriefView,
  kind: z.enum(correctionKinds),
  state: z.enum(correctionStates),
  objectionId: Id.nullable(),
  before: OutcomeView,
  after: OutcomeView,
  reason: z.string(),
  clause: z.string().nullable(),
  proposedBy: z.string(),
  proposedAt: Instant,
  releasedBy: z.string().nullable(),
  releasedAt: Instant.nullable(),
  documentNumber: z.string().nullable(),
  effectiveOn: CivilDateText.nullable(),
  revision: Revision,
  offers: z.array(OfferView),
});
export type CorrectionView = z.infer<typeof CorrectionView>;

/** A studio whose publication waits, or that can now follow the others. */
export const PendingPublicationView = z.object({
  evaluationId: Id,
  revision: Revision,
  studio: StudioBriefView,
  state: EvaluationStateName,
  grade: GradeName.nullable(),
  finalScore: ScoreValue.nullable(),
  openObjections: z.int(),
  openCorrections: z.int(),
  offers: z.array(OfferView),
});
export type PendingPublicationView = z.infer<typeof PendingPublicationView>;

export const PublicityView = z.object({
  announced: z.int(),
  published: z.int(),
  retracted: z.int(),
  objections: z.object({ open: z.int(), upheld: z.int(), rejected: z.int(), withdrawn: z.int() }),
  /** Frozen by an objection or a correction, or left behind by the cycle's publication. */
  pending: z.array(PendingPublicationView),
  corrections: z.array(CorrectionView),
});
export type PublicityView = z.infer<typeof PublicityView>;

const permission = 'decision:write';

export const publicityApi = {
  publicityCycles: endpoint({
    method: 'GET',
    path: '/publicity',
    permission: 'public',
    summary: 'Evaluations in publicity (公示) or published, newest first',
    reply: z.array(PublicityCycleView),
  }),
  publicityCycle: endpoint({
    method: 'GET',
    path: '/publicity/:id',
    permission: 'public',
    summary: 'One evaluation in publicity or published: until when and how to object',
    params: ById,
    reply: PublicityCycleView,
  }),
  publicityRows: endpoint({
    method: 'GET',
    path: '/publicity/:id/studios',
    permission: 'public',
    summary: 'Its studios with tier and grade, page by page',
    params: ById,
    query: z.strictObject({
      ...PageQuery,
      search: z.string().trim().max(60).optional(),
      tier: oneOrMore(TierName).optional(),
      grade: oneOrMore(GradeName).optional(),
    }),
    reply: pageOf(PublicityRow),
  }),
  publicity: endpoint({
    method: 'GET',
    path: '/cycles/:id/publicity',
    permission,
    summary: 'The publicity of a cycle for the office: what waits, what was corrected',
    params: ById,
    reply: PublicityView,
  }),
  publishOne: endpoint({
    method: 'POST',
    path: '/evaluations/:id/publication',
    permission,
    summary: 'Publish the result of one studio that an objection had frozen',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      documentNumber: z.string().trim().min(1).max(60),
      publishedOn: CivilDateText.optional(),
    }),
    reply: PendingPublicationView,
  }),
  proposeCorrection: endpoint({
    method: 'POST',
    path: '/evaluations/:id/corrections',
    permission,
    summary: 'Propose another grade or score, or to take a published result back; a colleague releases it',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      kind: z.enum(correctionKinds),
      grade: GradeName.nullable().default(null),
      score: ScoreValue.min(0).max(10_000).nullable().default(null),
      reason: z.string().trim().min(2).max(1000),
      clause: z.string().trim().max(20).nullable().default(null),
    }),
    reply: CorrectionView,
  }),
  releaseCorrection: endpoint({
    method: 'POST',
    path: '/corrections/:id/release',
    permission,
    summary: 'Release the correction a colleague proposed; after publication with a document number',
    params: ById,
    body: z.strictObject({
      revision: Revision,
      documentNumber: z.string().trim().min(1).max(60).nullable().default(null),
    }),
    reply: CorrectionView,
  }),
  discardCorrection: endpoint({
    method: 'POST',
    path: '/corrections/:id/discarding',
    permission,
    summary: 'Discard a proposed correction',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: CorrectionView,
  }),
} as const;
