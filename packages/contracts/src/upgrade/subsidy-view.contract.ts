import { tiers } from '@jianglian/domain/studio';
import {
  claimBases,
  claimStates,
  entryKinds,
  spendingCategories,
  statementKinds,
  statementStates,
  subsidyAmounts,
  tierEventKinds,
} from '@jianglian/domain/upgrade';
import { z } from 'zod';
import { CivilDateText, FenValue, Id, Instant, OfferView, oneOrMore } from '../shared/index.ts';

const TierName = z.enum(tiers);
/** Up to a hundred million yuan. */
export const SubsidyAmount = z.int().min(1).max(10_000_000_000);

/** What one change of tier made due, and the money that moved for it. */
export const SubsidyLineView = z
  .object({
    position: z.int(),
    event: z.enum(tierEventKinds),
    on: CivilDateText,
    from: TierName.nullable(),
    to: TierName.nullable(),
    documentNumber: z.string().nullable(),
    basis: z.enum(claimBases),
    clause: z.literal('四(一)'),
    ruleSet: z.object({ id: z.string(), version: z.int() }).nullable(),
    standardFen: FenValue.nullable(),
    coveredFen: FenValue,
    /** Null: not known. */
    dueFen: FenValue.nullable(),
    atMostFen: FenValue.nullable(),
    settledFen: FenValue.nullable(),
    lapsedFen: FenValue,
    paidFen: FenValue,
    paidOn: CivilDateText.nullable(),
    repaidFen: FenValue,
    openFen: FenValue,
    state: z.enum(claimStates),
  })
  .meta({ id: 'SubsidyLine' });
export type SubsidyLineView = z.infer<typeof SubsidyLineView>;

const StudioRef = z.object({ id: Id, code: z.string(), name: z.string() });

export const SubsidyRow = SubsidyLineView.extend({
  studio: StudioRef,
  recommender: z.object({ id: Id, name: z.string() }),
}).meta({ id: 'SubsidyRow' });
export type SubsidyRow = z.infer<typeof SubsidyRow>;

export const SubsidyEntryView = z
  .object({
    id: Id,
    number: z.int(),
    position: z.int(),
    kind: z.enum(entryKinds),
    fen: FenValue,
    on: CivilDateText,
    documentNumber: z.string().nullable(),
    reason: z.string().nullable(),
    fileId: Id.nullable(),
    reversesId: Id.nullable(),
    reversed: z.boolean(),
    by: z.string().nullable(),
    at: Instant,
  })
  .meta({ id: 'SubsidyEntry' });
export type SubsidyEntryView = z.infer<typeof SubsidyEntryView>;

export const SubsidyItem = z.strictObject({
  category: z.enum(spendingCategories),
  fen: SubsidyAmount,
  note: z.string().trim().max(200).default(''),
});

export const SubsidyStatementView = z
  .object({
    id: Id,
    kind: z.enum(statementKinds),
    year: z.int(),
    /** Of a matching: the day the money came. */
    on: CivilDateText.nullable(),
    fen: FenValue,
    items: z.array(SubsidyItem),
    note: z.string(),
    fileId: Id.nullable(),
    state: z.enum(statementStates),
    reason: z.string().nullable(),
    statedBy: z.string().nullable(),
    statedAt: Instant,
    judgedBy: z.string().nullable(),
    judgedAt: Instant.nullable(),
  })
  .meta({ id: 'SubsidyStatement' });
export type SubsidyStatementView = z.infer<typeof SubsidyStatementView>;

/** Known amounts only; `unknown` says that some are not. */
export const SubsidySums = z.object({
  claims: z.int(),
  dueFen: FenValue,
  settledFen: FenValue,
  paidFen: FenValue,
  historicFen: FenValue,
  repaidFen: FenValue,
  openFen: FenValue,
  unknown: z.int(),
});
export type SubsidySums = z.infer<typeof SubsidySums>;

export const SubsidyAccountView = z
  .object({
    studio: StudioRef.extend({
      tier: TierName,
      hostUnitName: z.string(),
      recommenderName: z.string(),
    }),
    sums: SubsidySums,
    lines: z.array(SubsidyLineView),
    entries: z.array(SubsidyEntryView),
    statements: z.array(SubsidyStatementView),
    /** Verified statements, and what verified activities say about the same money: shown beside, never added. */
    use: z.object({
      receivedFen: FenValue,
      spentFen: FenValue,
      matchingFen: FenValue,
      activitySpentFen: FenValue,
      activityMatchingFen: FenValue,
      activities: z.int(),
    }),
    /** Years of which a spending report is owed, with the day. */
    owed: z.array(z.object({ year: z.int(), due: CivilDateText })),
    offers: z.array(OfferView),
  })
  .meta({ id: 'SubsidyAccount' });
export type SubsidyAccountView = z.infer<typeof SubsidyAccountView>;

export const SubsidyFilter = {
  q: z.string().trim().max(100).optional(),
  tier: oneOrMore(TierName).optional(),
  event: oneOrMore(z.enum(tierEventKinds)).optional(),
  /** Year of the change of tier. */
  year: oneOrMore(z.coerce.number().int().min(1990).max(2100)).optional(),
  recommender: oneOrMore(Id).optional(),
  state: oneOrMore(z.enum(claimStates)).optional(),
  /** Lines of which this amount is something: the rows behind a sum. */
  amount: z.enum(subsidyAmounts).optional(),
};

const group = <Key extends z.ZodType>(key: Key) => z.array(SubsidySums.extend({ key, name: z.string() }));

export const SubsidyTotals = z
  .object({
    all: SubsidySums,
    byTier: group(TierName),
    byYear: group(z.string()),
    byRecommender: group(Id),
    states: z.record(z.enum(claimStates), z.int()),
  })
  .meta({ id: 'SubsidyTotals' });
export type SubsidyTotals = z.infer<typeof SubsidyTotals>;
