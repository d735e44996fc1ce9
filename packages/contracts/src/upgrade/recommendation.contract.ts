import {
  appliedTiers,
  recommendationStates,
  roundPhases,
  roundStates,
  upgradeOutcomes,
} from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { endpoint, Id, Instant, OfferView, RefusalParam } from '../shared/index.ts';
import { ReceiptView } from '../receipt.contract.ts';
import { ApplicationBrief } from './application-brief.ts';
import { AppliedTierName } from './verdict.contract.ts';

const RefusalBrief = z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) });

/** A scan that was uploaded: the sealed letter, or a sealed verification form. */
export const SealedScan = z.object({ fileId: Id, name: z.string(), mediaType: z.string() });

/** An application as its recommender weighs it; `outcome` null: a unit that founds a studio has no verdict to show. */
export const RankedCase = ApplicationBrief.extend({
  outcome: z.enum(upgradeOutcomes).nullable(),
  /** 四(四): 优秀 in the present tier is put forward first. */
  preferred: z.boolean(),
  /** 1, 2, 3 … within its tier; null: not ranked. */
  place: z.int().nullable(),
  /** The sealed verification form (附件2) of this unit. */
  form: SealedScan.nullable(),
}).meta({ id: 'RankedCase' });
export type RankedCase = z.infer<typeof RankedCase>;

/** 推荐 of one recommending unit in one round: the ranking and what hangs on it. */
export const RecommendationView = z
  .object({
    round: z.object({
      id: Id,
      title: z.string(),
      year: z.int(),
      documentNumber: z.string().nullable(),
      state: z.enum(roundStates),
      phase: z.enum(roundPhases).nullable(),
      recommendingOpensAt: Instant,
      recommendingClosesAt: Instant,
      applicationsCloseAt: Instant,
    }),
    recommender: z.object({ id: Id, name: z.string() }),
    /** 0: nothing ranked yet. */
    revision: z.int().min(0),
    state: z.enum(recommendationStates),
    serverNow: Instant,
    /** Each tier's places of this recommender, and who is in them. */
    tiers: z.array(z.object({ tier: AppliedTierName, places: z.int(), ranked: z.array(RankedCase) })),
    /** Handed in and not ranked. */
    others: z.array(RankedCase),
    /** The number the letter of the present list carries; null: nothing is ranked. */
    serial: z.string().nullable(),
    /** The sealed letter, with the number its uploader read on it. */
    letter: SealedScan.extend({ serial: z.string(), outdated: z.boolean() }).nullable(),
    submittedAt: Instant.nullable(),
    submittedBy: z.string().nullable(),
    reopenReason: z.string().nullable(),
    receipts: z.array(ReceiptView),
    /** Why the ranking cannot be changed; empty: it can. */
    closed: z.array(RefusalBrief),
    offers: z.array(OfferView),
  })
  .meta({ id: 'Recommendation' });
export type RecommendationView = z.infer<typeof RecommendationView>;

/** How far one recommender is, for the office. */
export const RecommendationRow = z.object({
  recommenderId: Id,
  recommenderName: z.string(),
  state: z.enum(recommendationStates).nullable(),
  revision: z.int(),
  tiers: z.array(z.object({ tier: AppliedTierName, places: z.int(), used: z.int() })),
  applications: z.int(),
  letter: z.boolean(),
  forms: z.int(),
  submittedAt: Instant.nullable(),
  /** Applications are there and the window is over without a recommendation. */
  late: z.boolean(),
  remindedAt: Instant.nullable(),
});
export type RecommendationRow = z.infer<typeof RecommendationRow>;

const ofRound = z.strictObject({ id: Id });
const ofRecommender = z.strictObject({ id: Id, recommenderId: Id });
const ofRank = z.strictObject({ id: Id, recommenderId: Id, applicationId: Id });
const revision = z.int().min(0);
const ids = z.array(Id).max(99);
const fileId = Id;

export const recommendationApi = {
  recommendations: endpoint({
    method: 'GET',
    path: '/rounds/:id/recommendations',
    permission: 'round:write',
    summary: 'All recommenders of a round: places used, letters, who is late',
    params: ofRound,
    reply: z.array(RecommendationRow),
  }),
  exportRecommendations: endpoint({
    method: 'GET',
    path: '/rounds/:id/recommendations/export',
    permission: 'round:write',
    summary: 'The ranked lists of all recommenders as a spreadsheet',
    params: ofRound,
    reply: 'file',
  }),
  remindRecommenders: endpoint({
    method: 'POST',
    path: '/rounds/:id/recommendations/reminders',
    permission: 'round:write',
    summary: 'Remind recommenders that have not submitted, each at most once a day',
    params: ofRound,
    body: z.strictObject({ recommenderIds: z.array(Id).min(1).max(200), note: z.string().trim().max(300).default('') }),
    reply: z.object({ reminded: z.array(Id), alreadyToday: z.array(Id) }),
  }),
  recommendation: endpoint({
    method: 'GET',
    path: '/rounds/:id/recommendations/:recommenderId',
    permission: 'recommendation:read',
    summary: 'The ranking of one recommender with its places, its letter and what is missing',
    params: ofRecommender,
    reply: RecommendationView,
  }),
  rank: endpoint({
    method: 'PUT',
    path: '/rounds/:id/recommendations/:recommenderId/ranking',
    permission: 'recommendation:write',
    summary: 'Save the ranking as a whole; a stale revision is answered with the newer one',
    params: ofRecommender,
    body: z.strictObject({
      revision,
      ranking: z.strictObject(
        Object.fromEntries(appliedTiers.map((tier) => [tier, ids])) as Record<
          (typeof appliedTiers)[number],
          typeof ids
        >,
      ),
    }),
    reply: RecommendationView,
  }),
  addRank: endpoint({
    method: 'POST',
    path: '/rounds/:id/recommendations/:recommenderId/ranks',
    permission: 'recommendation:write',
    summary: 'Rank one application at the end of its tier; refused with the names of those that hold the places',
    params: ofRecommender,
    body: z.strictObject({ applicationId: Id }),
    reply: RecommendationView,
  }),
  removeRank: endpoint({
    method: 'DELETE',
    path: '/rounds/:id/recommendations/:recommenderId/ranks/:applicationId',
    permission: 'recommendation:write',
    summary: 'Take one application out of the ranking; those behind it move up',
    params: ofRank,
    reply: RecommendationView,
  }),
  recommendationLetter: endpoint({
    method: 'GET',
    path: '/rounds/:id/recommendations/:recommenderId/letter',
    permission: 'recommendation:read',
    summary: 'The recommendation letter (推荐函) of the present list, ready to seal (PDF)',
    params: ofRecommender,
    reply: 'file',
  }),
  sealLetter: endpoint({
    method: 'PUT',
    path: '/rounds/:id/recommendations/:recommenderId/sealed-letter',
    permission: 'recommendation:write',
    summary: 'The sealed letter, scanned, with the number that stands on it',
    params: ofRecommender,
    body: z.strictObject({ revision, fileId, serial: z.string().trim().min(1).max(40) }),
    reply: RecommendationView,
  }),
  verificationForm: endpoint({
    method: 'GET',
    path: '/rounds/:id/recommendations/:recommenderId/ranks/:applicationId/form',
    permission: 'recommendation:read',
    summary: "A ranked unit's verification form (附件2), ready to seal (PDF)",
    params: ofRank,
    reply: 'file',
  }),
  sealForm: endpoint({
    method: 'PUT',
    path: '/rounds/:id/recommendations/:recommenderId/ranks/:applicationId/sealed-form',
    permission: 'recommendation:write',
    summary: 'The sealed verification form of a ranked unit, scanned',
    params: ofRank,
    body: z.strictObject({ revision, fileId }),
    reply: RecommendationView,
  }),
  submitRecommendation: endpoint({
    method: 'POST',
    path: '/rounds/:id/recommendations/:recommenderId/submission',
    permission: 'recommendation:write',
    summary:
      'Submit the ranked list with its sealed papers; the ranked applications are recommended, a receipt is issued',
    params: ofRecommender,
    body: z.strictObject({ revision }),
    reply: RecommendationView,
  }),
  reopenRecommendation: endpoint({
    method: 'POST',
    path: '/rounds/:id/recommendations/:recommenderId/reopening',
    permission: 'round:write',
    summary: 'Give a submitted recommendation back to its recommender while the window is open, with the reason',
    params: ofRecommender,
    body: z.strictObject({ revision, reason: z.string().trim().max(500) }),
    reply: RecommendationView,
  }),
} as const;
