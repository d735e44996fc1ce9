import { signers, visitAnswers, visitReasons, visitStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import {
  ById,
  CivilDateText,
  endpoint,
  Id,
  Instant,
  OfferView,
  oneOrMore,
  Revision,
  ScoreValue,
} from '../shared/index.ts';
import { ConflictKindName, CycleBriefView, StudioBriefView, WordingView } from './shared.contract.ts';

export const VisitStateName = z.enum(visitStates);
export const VisitReasonName = z.enum(visitReasons);
export const VisitAnswerName = z.enum(visitAnswers);
export const SignerName = z.enum(signers);

const Person = z.object({ accountId: Id, name: z.string() });

/** What the office sees of a visit in the plan. */
export const VisitRow = z.object({
  id: Id,
  evaluationId: Id,
  revision: Revision,
  state: VisitStateName,
  reason: VisitReasonName,
  reasonText: z.string().nullable(),
  studio: StudioBriefView,
  plannedOn: CivilDateText.nullable(),
  note: z.string(),
  visitors: z.array(Person),
  endedReason: z.string().nullable(),
  doneAt: Instant.nullable(),
  /** Answers by kind, once done. */
  found: z.object({ yes: z.int(), partly: z.int(), no: z.int() }).nullable(),
  offers: z.array(OfferView),
});
export type VisitRow = z.infer<typeof VisitRow>;

/** The draw of a cycle: its seed is fixed once, before anybody sees what it gives, and draws the same for ever. */
export const VisitDrawView = z.object({
  seed: z.string(),
  percent: z.int(),
  fixedAt: Instant,
  fixedBy: z.string(),
  drawnAt: Instant.nullable(),
  drawnBy: z.string().nullable(),
  revision: Revision,
});

export const VisitBoardView = z
  .object({
    draw: VisitDrawView.nullable(),
    defaultPercent: z.int(),
    /** What confirming the draw would add now; null before the seed is fixed. */
    preview: z
      .object({
        /** Neither candidates nor probable 不合格, and how many of them are wanted. */
        rest: z.int(),
        wanted: z.int(),
        /** Not scored yet: a later confirmation adds to the draw, by the same seed. */
        unscored: z.int(),
        rows: z.array(z.object({ evaluationId: Id, studio: StudioBriefView, reason: VisitReasonName })),
      })
      .nullable(),
    open: z.boolean(),
    visits: z.array(VisitRow),
    /** Evaluations that may be added by hand. */
    others: z.array(z.object({ evaluationId: Id, name: z.string() })),
  })
  .meta({ id: 'CycleVisits' });
export type VisitBoardView = z.infer<typeof VisitBoardView>;

export const VisitorRow = z.object({
  accountId: Id,
  name: z.string(),
  roles: z.array(z.string()),
  planned: z.int(),
  conflicts: z.array(z.object({ studioName: z.string(), kind: ConflictKindName, source: z.string() })),
});
export type VisitorRow = z.infer<typeof VisitorRow>;

/** One's own visits. Nothing of why a studio was chosen, and no score. */
export const OwnVisitRow = z.object({
  id: Id,
  state: VisitStateName,
  studio: StudioBriefView,
  cycleTitle: z.string(),
  plannedOn: CivilDateText.nullable(),
  note: z.string(),
  visitors: z.array(Person),
  doneAt: Instant.nullable(),
});
export type OwnVisitRow = z.infer<typeof OwnVisitRow>;

export const VisitFileView = z.object({ fileId: Id, name: z.string(), mediaType: z.string(), note: z.string() });

const Findings = {
  summary: z.string(),
  photos: z.array(VisitFileView),
  signatures: z.array(z.object({ signer: SignerName, name: z.string(), fileId: Id })),
  form: VisitFileView.nullable(),
};

export const VisitLineView = z.object({
  indicator: z.string(),
  name: WordingView,
  fullMark: WordingView,
  points: ScoreValue,
  answer: VisitAnswerName.nullable(),
  note: z.string(),
});

/** A visit as who makes it works on it. */
export const VisitView = z
  .object({
    id: Id,
    evaluationId: Id,
    revision: Revision,
    state: VisitStateName,
    studio: StudioBriefView,
    cycle: CycleBriefView,
    plannedOn: CivilDateText.nullable(),
    note: z.string(),
    visitors: z.array(Person),
    doneAt: Instant.nullable(),
    lines: z.array(VisitLineView),
    ...Findings,
    offers: z.array(OfferView),
  })
  .meta({ id: 'SiteVisit' });
export type VisitView = z.infer<typeof VisitView>;

/** What was found, beside the evaluation: for who decides, and after publication for the studio. */
export const VisitResultView = z
  .object({
    state: VisitStateName,
    plannedOn: CivilDateText.nullable(),
    doneAt: Instant.nullable(),
    visitors: z.array(z.string()),
    lines: z.array(VisitLineView),
    ...Findings,
  })
  .meta({ id: 'VisitResult' });
export type VisitResultView = z.infer<typeof VisitResultView>;

export const VisitRecordInput = z.strictObject({
  revision: Revision,
  lines: z
    .array(z.strictObject({ indicator: z.string().max(10), answer: VisitAnswerName, note: z.string().max(1000) }))
    .max(60),
  summary: z.string().max(4000).default(''),
  photos: z.array(z.strictObject({ fileId: Id, note: z.string().max(200).default('') })).max(40),
  signatures: z
    .array(z.strictObject({ signer: SignerName, name: z.string().trim().min(1).max(40), fileId: Id }))
    .max(10),
  formFileId: Id.nullable().default(null),
});

const WithReason = z.strictObject({ revision: Revision, reason: z.string().trim().min(2).max(500) });

export const visitApi = {
  visits: endpoint({
    method: 'GET',
    path: '/cycles/:id/visits',
    permission: 'visit:write',
    summary: 'The draw of the cycle, what it would add, and every visit with its plan',
    params: ById,
    reply: VisitBoardView,
  }),
  fixDraw: endpoint({
    method: 'POST',
    path: '/cycles/:id/visit-draw',
    permission: 'visit:write',
    summary: 'Fix seed and share of the draw, once; without a seed the server makes one',
    params: ById,
    body: z.strictObject({
      percent: z.int().min(0).max(100),
      seed: z.string().trim().min(4).max(60).optional(),
    }),
    reply: VisitBoardView,
    creates: true,
  }),
  confirmDraw: endpoint({
    method: 'POST',
    path: '/cycles/:id/visit-draw/confirmation',
    permission: 'visit:write',
    summary: 'Take the drawn studios into the plan; studios scored later are added by confirming again',
    params: ById,
    body: z.strictObject({ revision: Revision }),
    reply: VisitBoardView,
  }),
  addVisit: endpoint({
    method: 'POST',
    path: '/evaluations/:id/visit',
    permission: 'visit:write',
    summary: 'Visit a studio the draw did not choose, with a reason',
    params: ById,
    body: z.strictObject({ reason: z.string().trim().min(2).max(500) }),
    reply: VisitBoardView,
    creates: true,
  }),
  visitors: endpoint({
    method: 'GET',
    path: '/cycles/:id/visitors',
    permission: 'visit:write',
    summary: 'Who may go, with their conflicts with the studios of these visits',
    params: ById,
    query: z.strictObject({ visit: oneOrMore(Id).optional() }),
    reply: z.array(VisitorRow),
  }),
  planVisits: endpoint({
    method: 'POST',
    path: '/cycles/:id/visit-plan',
    permission: 'visit:write',
    summary: 'Plan visits for one day with their visitors, all or none; a conflict is refused with its source',
    params: ById,
    body: z.strictObject({
      visits: z
        .array(z.strictObject({ id: Id, revision: Revision }))
        .min(1)
        .max(200),
      on: CivilDateText,
      visitors: z.array(Id).max(10),
      note: z.string().trim().max(500).default(''),
    }),
    reply: VisitBoardView,
  }),
  cancelVisit: endpoint({
    method: 'POST',
    path: '/visits/:id/cancellation',
    permission: 'visit:write',
    summary: 'Cancel a visit, with a reason',
    params: ById,
    body: WithReason,
    reply: VisitBoardView,
  }),
  restoreVisit: endpoint({
    method: 'POST',
    path: '/visits/:id/restoration',
    permission: 'visit:write',
    summary: 'Take a cancelled visit back into the plan, with a reason',
    params: ById,
    body: WithReason,
    reply: VisitBoardView,
  }),
  reopenVisit: endpoint({
    method: 'POST',
    path: '/visits/:id/reopening',
    permission: 'visit:write',
    summary: 'Give a record back to its visitors, with a reason',
    params: ById,
    body: WithReason,
    reply: VisitBoardView,
  }),
  myVisits: endpoint({
    method: 'GET',
    path: '/visits',
    permission: 'visit:carry-out',
    summary: 'Visits one has to make or has made',
    reply: z.array(OwnVisitRow),
  }),
  visit: endpoint({
    method: 'GET',
    path: '/visits/:id',
    permission: 'visit:carry-out',
    summary: 'One visit with its checklist, for its visitors and the office',
    params: ById,
    reply: VisitView,
  }),
  recordVisit: endpoint({
    method: 'PUT',
    path: '/visits/:id/record',
    permission: 'visit:carry-out',
    summary: 'Hand in what was found: every line, photos, both signatures or the signed form',
    params: ById,
    body: VisitRecordInput,
    reply: VisitView,
  }),
  visitResult: endpoint({
    method: 'GET',
    path: '/evaluations/:id/visit',
    permission: 'evaluation:read',
    summary: 'What a visit found: the office, and after publication the studio and its recommender',
    params: ById,
    reply: VisitResultView,
  }),
} as const;
