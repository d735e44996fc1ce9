import { signers, visitAnswers, visitReasons, visitStates } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import { CivilDateText, Id, Instant, OfferView, Revision, ScoreValue } from '../shared/index.ts';
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
