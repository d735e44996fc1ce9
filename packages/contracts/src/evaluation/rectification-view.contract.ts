import { consequenceChoices, itemCauses, rectificationStates, rectificationSteps } from '@jianglian/domain/evaluation';
import { z } from 'zod';
import {
  CivilDateText,
  FenValue,
  Id,
  Instant,
  OfferView,
  RefusalParam,
  Revision,
  ScoreValue,
} from '../shared/index.ts';
import { EvidenceFileView, EvidenceView, StudioBriefView, TierName, WordingView } from './shared.contract.ts';

export const RectificationStateName = z.enum(rectificationStates);
export const ConsequenceChoiceName = z.enum(consequenceChoices);

/** The office's terms; a rectification keeps those it was ordered with. */
export const RectificationSettingsView = z.object({
  days: z.int(),
  extensionDays: z.int(),
  answerWorkingDays: z.int(),
  passPercent: z.int(),
  checkers: z.int(),
});

/** What would follow, on what it rests, and whether the notice says so: `default` is the city's own default. */
export const ConsequenceView = z.object({
  choice: ConsequenceChoiceName,
  act: z.enum(['downgraded', 'revoked', 'reported-to-ministry']),
  effect: z.enum(['downgraded', 'revoked']),
  toTier: TierName.nullable(),
  clause: z.string(),
  default: z.boolean(),
  /** Sentence `terms.rectification-consequence.<code>`. */
  code: z.string(),
});
export type ConsequenceView = z.infer<typeof ConsequenceView>;

export const SubsidyConsequenceView = z.object({
  /** Sentence `terms.rectification-subsidy.<code>`. */
  code: z.string(),
  fromFen: FenValue.nullable(),
  toFen: FenValue.nullable(),
  atMostFen: FenValue.nullable(),
  default: z.boolean(),
});

/** Who has to do something now. */
export const RectificationTurn = z.enum(['office', 'studio', 'checkers', 'ministry', 'nobody']);

export const RectificationRow = z.object({
  id: Id,
  revision: Revision,
  studio: StudioBriefView,
  cycleTitle: z.string(),
  state: RectificationStateName,
  turn: RectificationTurn,
  orderedOn: CivilDateText,
  issuedOn: CivilDateText.nullable(),
  dueOn: CivilDateText,
  extended: z.boolean(),
  expired: z.boolean(),
  answerUntil: CivilDateText.nullable(),
  /** The end of the term that runs now, exclusive; null when none does. */
  closesAt: Instant.nullable(),
  items: z.int(),
  closedAt: Instant.nullable(),
});
export type RectificationRow = z.infer<typeof RectificationRow>;

export const RectificationItemView = z.object({
  code: z.string(),
  kind: z.enum(['line', 'act']),
  /** What the act is; a line has name and full mark of the rubric. */
  text: z.string().nullable(),
  name: WordingView.nullable(),
  fullMark: WordingView.nullable(),
  points: ScoreValue.nullable(),
  score: ScoreValue.nullable(),
  percent: z.number().nullable(),
  borderPercent: z.int().nullable(),
  cause: z.enum(itemCauses),
  reason: z.string().nullable(),
  removed: z.boolean(),
  plan: z.string().nullable(),
  planBy: CivilDateText.nullable(),
  report: z.string().nullable(),
  activities: z.array(EvidenceView.omit({ alsoUsedIn: true })),
  files: z.array(EvidenceFileView),
});
export type RectificationItemView = z.infer<typeof RectificationItemView>;

export const RectificationStepView = z.object({
  id: Id,
  kind: z.enum(rectificationSteps),
  at: Instant,
  side: z.enum(['office', 'studio', 'checker', 'clock']),
  /** Names of officials and checkers are for the office. */
  by: z.string().nullable(),
  text: z.string().nullable(),
  files: z.array(EvidenceFileView),
  facts: z.record(z.string(), RefusalParam),
});
export type RectificationStepView = z.infer<typeof RectificationStepView>;

export const ItemEffectView = z.object({
  code: z.string(),
  kind: z.enum(['line', 'act']),
  met: z.boolean(),
  mean: ScoreValue.nullable(),
  needed: ScoreValue.nullable(),
  done: z.int(),
  of: z.int(),
  /** In an order that says nothing about who wrote them. */
  comments: z.array(z.string()),
});

export const RectificationView = RectificationRow.extend({
  settings: RectificationSettingsView,
  score: ScoreValue.nullable(),
  veto: z.object({ code: z.string(), text: WordingView, reason: z.string() }).nullable(),
  documentNumber: z.string().nullable(),
  firstDueOn: CivilDateText,
  planText: z.string().nullable(),
  reportText: z.string().nullable(),
  reportedAt: Instant.nullable(),
  itemList: z.array(RectificationItemView),
  /** Lines of the rubric the office may still take in. */
  otherLines: z.array(
    z.object({ code: z.string(), name: WordingView, points: ScoreValue, score: ScoreValue.nullable() }),
  ),
  steps: z.array(RectificationStepView),
  /** For the office: who checks, and how far; the marks of others only once all are in. */
  checks: z.array(
    z.object({ id: Id, name: z.string(), accountId: Id, state: z.string(), submittedAt: Instant.nullable() }),
  ),
  effect: z.object({ passed: z.boolean(), items: z.array(ItemEffectView) }).nullable(),
  conclusion: z.string().nullable(),
  intended: ConsequenceChoiceName.nullable(),
  noticeReason: z.string().nullable(),
  noticeNumber: z.string().nullable(),
  noticedOn: CivilDateText.nullable(),
  /** What each choice would mean for this studio today; for the office from the failure on. */
  choices: z.array(z.object({ consequence: ConsequenceView, subsidy: SubsidyConsequenceView })),
  consequence: ConsequenceView.nullable(),
  subsidy: SubsidyConsequenceView.nullable(),
  decisionReason: z.string().nullable(),
  decisionNumber: z.string().nullable(),
  decidedOn: CivilDateText.nullable(),
  confirmedOn: CivilDateText.nullable(),
  confirmationNumber: z.string().nullable(),
  offers: z.array(OfferView),
}).meta({ id: 'Rectification' });
export type RectificationView = z.infer<typeof RectificationView>;
