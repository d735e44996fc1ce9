import { awardOutcomes, declineGrounds, roundStates } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, OfferView, Revision } from '../shared/index.ts';
import { ApplicationBrief } from './application-brief.ts';
import { AppliedTierName } from './verdict.contract.ts';

const Outcome = z.enum(awardOutcomes);

/** A candidate in its tier's order, with what the order rests on and what was decided. */
export const AwardRow = z
  .object({
    application: ApplicationBrief,
    /** Of the decision; 0 before the first. */
    revision: z.int(),
    recommenderName: z.string(),
    recommenderRank: z.int().nullable(),
    /** 优秀 at the last evaluation (四(四)). */
    excellent: z.boolean(),
    /** Of the expert review, in hundredths. */
    reviewScore: z.int().nullable(),
    /** R24, in hundredths (二(三)). */
    priorityPoints: z.int().nullable(),
    position: z.int(),
    tied: z.boolean(),
    /** Null: the places end within a tie. */
    proposal: Outcome.nullable(),
    outcome: Outcome.nullable(),
    ground: z.enum(declineGrounds).nullable(),
    reason: z.string().nullable(),
    clause: z.string().nullable(),
    decidedBy: z.string().nullable(),
    /** Studios of the same unit, occupation and tier, in this round or the register (三(三)). */
    twins: z.array(z.string()),
    /** Objections and changes that hold the publication up. */
    frozenBy: z.int(),
    /** What changed in the register since the decision. */
    changes: OfferView.shape.refusals,
    documentNumber: z.string().nullable(),
    publishedOn: CivilDateText.nullable(),
    /** The studio that was upgraded or founded. */
    awardedStudioId: Id.nullable(),
    /** Nobody has an account for the founded studio yet; the security administrator grants it. */
    accountMissing: z.boolean(),
  })
  .meta({ id: 'AwardRow' });
export type AwardRow = z.infer<typeof AwardRow>;

export const AwardTierView = z.object({
  tier: AppliedTierName,
  /** 一(一). */
  places: z.int(),
  awarded: z.int(),
  declined: z.int(),
  undecided: z.int(),
  rows: z.array(AwardRow),
});
export type AwardTierView = z.infer<typeof AwardTierView>;

export const AwardsView = z
  .object({
    id: Id,
    title: z.string(),
    year: z.int(),
    state: z.enum(roundStates),
    revision: Revision,
    expertReview: z.boolean(),
    /** Recommended and not looked at yet. */
    unchecked: z.int(),
    /** 先行申报: still waiting for their evaluation (三(三)). */
    waiting: z.int(),
    proposedBy: z.string().nullable(),
    proposedAt: Instant.nullable(),
    releasedBy: z.string().nullable(),
    releasedAt: Instant.nullable(),
    shortfallReason: z.string().nullable(),
    publicityWorkingDays: z.int(),
    publicityUntil: CivilDateText.nullable(),
    publicityContact: z.string().nullable(),
    /** Last day of a publicity released today. */
    untilIfReleased: CivilDateText,
    awardDocumentNumber: z.string().nullable(),
    awardedOn: CivilDateText.nullable(),
    offers: z.array(OfferView),
    tiers: z.array(AwardTierView),
  })
  .meta({ id: 'Awards' });
export type AwardsView = z.infer<typeof AwardsView>;

const permission = 'award:write';
const publication = {
  revision: Revision,
  documentNumber: z.string().trim().min(1).max(60),
  awardedOn: CivilDateText.optional(),
};

export const awardApi = {
  awards: endpoint({
    method: 'GET',
    path: '/rounds/:id/awards',
    permission,
    summary: 'The accepted applications of a round by tier, in order, with what is proposed and decided',
    params: ById,
    reply: AwardsView,
  }),
  decideAwards: endpoint({
    method: 'PUT',
    path: '/rounds/:id/awards',
    permission,
    summary: 'Decide applications, one or many, within the places; leaving the order needs a reason',
    params: ById,
    body: z.strictObject({
      decisions: z
        .array(
          z.strictObject({
            applicationId: Id,
            /** Of the decision as it was seen; 0 before the first. */
            revision: z.int().min(0),
            outcome: Outcome.nullable(),
            reason: z.string().trim().max(1000).nullable().default(null),
          }),
        )
        .min(1)
        .max(500),
    }),
    reply: AwardsView,
  }),
  proposeAwards: endpoint({
    method: 'POST',
    path: '/rounds/:id/award-proposal',
    permission,
    summary: 'Propose the decided awards for release by a colleague; places left empty need a reason',
    params: ById,
    body: z.strictObject({ revision: Revision, shortfallReason: z.string().trim().max(500).nullable().default(null) }),
    reply: AwardsView,
  }),
  takeBackAwards: endpoint({
    method: 'POST',
    path: '/rounds/:id/award-proposal/withdrawal',
    permission,
    summary: 'Take the proposal back, with a reason, to change decisions',
    params: ById,
    body: z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) }),
    reply: AwardsView,
  }),
  releaseAwards: endpoint({
    method: 'POST',
    path: '/rounds/:id/award-release',
    permission,
    summary: 'Release the proposal of a colleague into publicity for the working days of the round',
    params: ById,
    body: z.strictObject({ revision: Revision, contact: z.string().trim().min(4).max(300) }),
    reply: AwardsView,
  }),
  publishAwards: endpoint({
    method: 'POST',
    path: '/rounds/:id/award-publication',
    permission,
    summary: 'Publish with a document number: studios are upgraded and founded; what is frozen is left out knowingly',
    params: ById,
    body: z.strictObject({ ...publication, leaveOut: z.array(Id).max(999).default([]) }),
    reply: AwardsView,
  }),
  publishAward: endpoint({
    method: 'POST',
    path: '/applications/:id/award-publication',
    permission,
    summary: 'Publish one result that was left out of the publication',
    params: ById,
    body: z.strictObject(publication),
    reply: AwardsView,
  }),
} as const;
