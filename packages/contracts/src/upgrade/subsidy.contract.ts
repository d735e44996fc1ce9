import { isCivilDate } from '@jianglian/domain/kernel';
import { tiers } from '@jianglian/domain/studio';
import {
  claimBases,
  claimStates,
  entryKinds,
  spendingCategories,
  statementKinds,
  statementStates,
  tierEventKinds,
} from '@jianglian/domain/upgrade';
import { z } from 'zod';
import {
  ById,
  CivilDateText,
  endpoint,
  FenValue,
  Id,
  Instant,
  OfferView,
  oneOrMore,
  pageOf,
  PageQuery,
} from '../shared/index.ts';

const TierName = z.enum(tiers);
/** Up to a hundred million yuan. */
const Amount = z.int().min(1).max(10_000_000_000);
const DocumentNumber = z.string().trim().min(2).max(60);
const Reason = z.string().trim().min(2).max(500);

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

const SpendingItem = z.strictObject({
  category: z.enum(spendingCategories),
  fen: Amount,
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
    items: z.array(SpendingItem),
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

const entryOf = <Kind extends string>(kind: Kind) => ({
  kind: z.literal(kind),
  position: z.int().min(1),
  on: CivilDateText,
  fileId: Id.nullable().default(null),
});

export const NewSubsidyEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...entryOf('payment'),
    fen: Amount,
    documentNumber: DocumentNumber,
    reason: Reason.nullable().default(null),
  }),
  z.strictObject({
    ...entryOf('class-amount'),
    fen: Amount,
    documentNumber: DocumentNumber,
    reason: Reason.nullable().default(null),
  }),
  z.strictObject({
    ...entryOf('settlement'),
    fen: z.int().min(0).max(10_000_000_000),
    documentNumber: DocumentNumber.nullable().default(null),
    reason: Reason,
  }),
  z.strictObject({
    ...entryOf('repayment'),
    fen: Amount,
    documentNumber: DocumentNumber,
    reason: Reason.nullable().default(null),
  }),
]);

const Year = z.int().min(1990).max(2100);
export const NewSubsidyStatementBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('matching'),
    on: CivilDateText,
    fen: Amount,
    note: z.string().trim().max(500).default(''),
    fileId: Id.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('spending'),
    year: Year,
    /** None: nothing was spent, and the note says why. */
    items: z.array(SpendingItem).max(50),
    note: z.string().trim().max(500).default(''),
    fileId: Id.nullable().default(null),
  }),
]);

export const SubsidySettingsView = z.object({
  /** Month and day of the following year. */
  reportDue: z.string().refine((text) => isCivilDate(`2025-${text}`), 'not-a-day'),
  revision: z.int(),
});

export const subsidyApi = {
  subsidies: endpoint({
    method: 'GET',
    path: '/subsidies',
    permission: 'subsidy:read',
    summary: 'What each change of tier within reach made due and what was paid, the latest first',
    query: z.strictObject({ ...SubsidyFilter, ...PageQuery }),
    reply: pageOf(SubsidyRow),
  }),
  subsidyTotals: endpoint({
    method: 'GET',
    path: '/subsidies/totals',
    permission: 'subsidy:read',
    summary: 'Sums of the filtered lines by tier, year and recommending unit',
    query: z.strictObject(SubsidyFilter),
    reply: SubsidyTotals,
  }),
  subsidyExport: endpoint({
    method: 'GET',
    path: '/subsidies/export',
    permission: 'subsidy:read',
    summary: 'The filtered lines and all their entries as a workbook',
    query: z.strictObject(SubsidyFilter),
    reply: 'file',
  }),
  subsidyAccount: endpoint({
    method: 'GET',
    path: '/studios/:id/subsidy',
    permission: 'subsidy:read',
    summary: 'The account of a studio: lines, entries, statements and what is left',
    params: ById,
    reply: SubsidyAccountView,
  }),
  enterSubsidy: endpoint({
    method: 'POST',
    path: '/studios/:id/subsidy/entries',
    permission: 'subsidy:write',
    summary: 'Enter a payment, a class amount, a settlement or a repayment',
    params: ById,
    body: NewSubsidyEntry,
    reply: SubsidyAccountView,
    creates: true,
  }),
  reverseSubsidy: endpoint({
    method: 'POST',
    path: '/subsidy-entries/:id/reversal',
    permission: 'subsidy:write',
    summary: 'Take an entry back by a contra entry, with the reason',
    params: ById,
    body: z.strictObject({ reason: Reason }),
    reply: SubsidyAccountView,
  }),
  stateSubsidy: endpoint({
    method: 'POST',
    path: '/studios/:id/subsidy/statements',
    permission: 'subsidy:report',
    summary: 'The studio declares matching money of its host, or reports what a year was spent on',
    params: ById,
    body: NewSubsidyStatementBody,
    reply: SubsidyAccountView,
    creates: true,
  }),
  judgeSubsidy: endpoint({
    method: 'POST',
    path: '/subsidy-statements/:id/verdict',
    permission: 'subsidy:verify',
    summary: 'The recommending unit verifies a statement or returns it with the reason',
    params: ById,
    body: z.strictObject({ verdict: z.enum(['verified', 'returned']), reason: Reason.nullable().default(null) }),
    reply: SubsidyAccountView,
  }),
  subsidySettings: endpoint({
    method: 'GET',
    path: '/subsidy-settings',
    permission: 'subsidy:read',
    summary: 'When the spending of a year is reported',
    reply: SubsidySettingsView,
  }),
  saveSubsidySettings: endpoint({
    method: 'PUT',
    path: '/subsidy-settings',
    permission: 'subsidy:write',
    summary: 'Set when the spending of a year is reported',
    body: SubsidySettingsView,
    reply: SubsidySettingsView,
  }),
};
