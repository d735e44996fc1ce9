import { appliedTiers, roundPhases, roundStates, windowEnds } from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, Instant, OfferView, RefusalParam, Revision } from '../shared/index.ts';

const Tier = z.enum(appliedTiers);
const PlacesByTier = z.object({ municipal: z.int(), chief: z.int(), national: z.int() });
const places = (most: number) => z.int().min(0).max(most);
const Reason = z.string().trim().min(2).max(500);

/** Ends are exclusive: at 18:00:00.000 nothing is taken any more. */
export const RoundWindowsView = z
  .object({
    opensAt: Instant,
    applicationsCloseAt: Instant,
    recommendingOpensAt: Instant,
    recommendingClosesAt: Instant,
  })
  .meta({ id: 'RoundWindows' });
export type RoundWindowsView = z.infer<typeof RoundWindowsView>;

export const RoundRow = z
  .object({
    id: Id,
    title: z.string(),
    year: z.int(),
    documentNumber: z.string().nullable(),
    state: z.enum(roundStates),
    /** Where a called round stands at `serverNow`. */
    phase: z.enum(roundPhases).nullable(),
    windows: RoundWindowsView,
    /** 一(一): of the whole round. */
    places: PlacesByTier,
    calledAt: Instant.nullable(),
    awardDocumentNumber: z.string().nullable(),
    awardedOn: CivilDateText.nullable(),
  })
  .meta({ id: 'RoundRow' });
export type RoundRow = z.infer<typeof RoundRow>;

export const RoundDocumentView = z
  .object({ title: z.string(), fileId: Id, name: z.string(), mediaType: z.string(), size: z.int() })
  .meta({ id: 'RoundDocument' });
export type RoundDocumentView = z.infer<typeof RoundDocumentView>;

export const RoundMoveView = z
  .object({
    window: z.enum(windowEnds),
    from: Instant,
    to: Instant,
    reason: z.string(),
    at: Instant,
  })
  .meta({ id: 'RoundMove' });
export type RoundMoveView = z.infer<typeof RoundMoveView>;

/** Places of one recommender in one tier. */
export const QuotaView = z
  .object({
    tier: Tier,
    places: z.int(),
    /** Ranks that stand on them. */
    used: z.int(),
    /** Why they are not the usual ones. */
    reason: z.string().nullable(),
  })
  .meta({ id: 'RoundQuota' });
export type QuotaView = z.infer<typeof QuotaView>;

export const RecommenderQuotasView = z
  .object({ recommenderId: Id, name: z.string(), kind: z.string(), quotas: z.array(QuotaView) })
  .meta({ id: 'RecommenderQuotas' });
export type RecommenderQuotasView = z.infer<typeof RecommenderQuotasView>;

export const RoundView = RoundRow.extend({
  ruleSet: z.object({ id: z.string(), version: z.int() }),
  perRecommender: PlacesByTier,
  publicityWorkingDays: z.int(),
  publicityUntil: CivilDateText.nullable(),
  expertReview: z.boolean(),
  sheetsPerApplication: z.int(),
  cancelReason: z.string().nullable(),
  documents: z.array(RoundDocumentView),
  /** Windows moved after the call, the latest first. */
  moves: z.array(RoundMoveView),
  revision: z.int(),
  serverNow: Instant,
  /** For the office: acts of the round that are its own (`call`, `start-review`, `cancel`). */
  offers: z.array(OfferView),
  /** For the office: everything that is wrong with a draft. */
  faults: z.array(z.object({ code: z.string(), params: z.record(z.string(), RefusalParam) })),
  own: z.object({
    /** For a recommender: its places. */
    recommenders: z.array(RecommenderQuotasView),
    /** For a studio: what it would apply for; null: nothing above its tier, or its title is not running. */
    studios: z.array(z.object({ id: Id, name: z.string(), tier: z.string(), target: Tier.nullable() })),
  }),
}).meta({ id: 'Round' });
export type RoundView = z.infer<typeof RoundView>;

export const RoundSettingsInput = z.strictObject({
  title: z.string().trim().min(1).max(120),
  year: z.int().min(2000).max(2100),
  documentNumber: z.string().trim().max(60).nullable(),
  windows: z.strictObject(RoundWindowsView.shape),
  places: z.strictObject({ municipal: places(999), chief: places(999), national: places(999) }),
  perRecommender: z.strictObject({ municipal: places(99), chief: places(99), national: places(99) }),
  publicityWorkingDays: z.int().min(1).max(60),
  expertReview: z.boolean(),
  sheetsPerApplication: z.int().min(1).max(9),
  documents: z.array(z.strictObject({ title: z.string().trim().min(1).max(120), fileId: Id })).max(20),
});
export type RoundSettingsInput = z.infer<typeof RoundSettingsInput>;

export const OpenCallView = z
  .object({
    id: Id,
    title: z.string(),
    year: z.int(),
    documentNumber: z.string().nullable(),
    phase: z.enum(roundPhases),
    windows: RoundWindowsView,
    places: PlacesByTier,
    documents: z.array(z.object({ position: z.int(), title: z.string(), name: z.string(), size: z.int() })),
  })
  .meta({ id: 'OpenCall' });
export type OpenCallView = z.infer<typeof OpenCallView>;

const acting = { params: ById, permission: 'round:write', reply: RoundView } as const;

export const roundApi = {
  rounds: endpoint({
    method: 'GET',
    path: '/rounds',
    permission: 'round:read',
    summary: 'Rounds, the newest first; drafts for the office only',
    reply: z.object({ rows: z.array(RoundRow), serverNow: Instant }),
  }),
  round: endpoint({
    method: 'GET',
    path: '/rounds/:id',
    permission: 'round:read',
    summary: 'A round: windows, places, documents, and what concerns oneself',
    params: ById,
    reply: RoundView,
  }),
  roundTemplates: endpoint({
    method: 'GET',
    path: '/round-templates',
    permission: 'round:write',
    summary: 'Notices a round can be made from',
    reply: z.array(z.object({ notice: z.string(), title: z.string(), documentNumber: z.string(), year: z.int() })),
  }),
  createRound: endpoint({
    method: 'POST',
    path: '/rounds',
    permission: 'round:write',
    summary: 'A draft like a notice says or like an earlier round, in that year or a later one',
    body: z.strictObject({
      like: z.union([z.strictObject({ notice: z.string().max(60) }), z.strictObject({ round: Id })]),
      year: z.int().min(2000).max(2100),
    }),
    reply: RoundView,
    creates: true,
  }),
  editRound: endpoint({
    method: 'PUT',
    path: '/rounds/:id',
    summary: 'The settings of a draft',
    body: RoundSettingsInput.extend({ revision: Revision }),
    ...acting,
  }),
  callRound: endpoint({
    method: 'POST',
    path: '/rounds/:id/call',
    summary: 'Call the round: every recommender of the day gets its places, everybody concerned is told',
    body: z.strictObject({ revision: Revision }),
    ...acting,
  }),
  moveWindows: endpoint({
    method: 'PUT',
    path: '/rounds/:id/windows',
    summary: 'Other windows for a called round, with a reason; none ends before now',
    body: z.strictObject({ revision: Revision, windows: z.strictObject(RoundWindowsView.shape), reason: Reason }),
    ...acting,
  }),
  startReview: endpoint({
    method: 'POST',
    path: '/rounds/:id/review',
    summary: 'Start the review after the recommenders’ window; what nobody recommended is passed over',
    body: z.strictObject({ revision: Revision }),
    ...acting,
  }),
  cancelRound: endpoint({
    method: 'POST',
    path: '/rounds/:id/cancellation',
    summary: 'Cancel the round with a reason; running applications are closed with it',
    body: z.strictObject({ revision: Revision, reason: Reason }),
    ...acting,
  }),
  roundQuotas: endpoint({
    method: 'GET',
    path: '/rounds/:id/quotas',
    permission: 'round:write',
    summary: 'Places of every recommender and what stands on them',
    params: ById,
    reply: z.array(RecommenderQuotasView),
  }),
  changeQuota: endpoint({
    method: 'PUT',
    path: '/rounds/:id/quotas/:recommenderId',
    permission: 'round:write',
    summary: 'Other places for one recommender, with a reason; none that a rank stands on is taken',
    params: z.strictObject({ id: Id, recommenderId: Id }),
    body: z.strictObject({ tier: Tier, places: places(99), reason: Reason }),
    reply: RecommenderQuotasView,
  }),
  openCalls: endpoint({
    method: 'GET',
    path: '/public/calls',
    permission: 'public',
    summary: 'Rounds that take applications or are about to',
    reply: z.object({ rows: z.array(OpenCallView), serverNow: Instant }),
  }),
  callDocument: endpoint({
    method: 'GET',
    path: '/public/calls/:id/documents/:position',
    permission: 'public',
    summary: 'A document of a called round',
    params: z.strictObject({ id: Id, position: z.coerce.number().int().min(1).max(20) }),
    reply: 'file',
  }),
};
