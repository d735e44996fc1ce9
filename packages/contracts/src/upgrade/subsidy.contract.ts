import { isCivilDate } from '@jianglian/domain/kernel';
import { z } from 'zod';
import { ById, CivilDateText, endpoint, Id, pageOf, PageQuery } from '../shared/index.ts';
import {
  SubsidyAmount,
  SubsidyItem,
  SubsidyAccountView,
  SubsidyFilter,
  SubsidyRow,
  SubsidyTotals,
} from './subsidy-view.contract.ts';

const DocumentNumber = z.string().trim().min(2).max(60);
const Reason = z.string().trim().min(2).max(500);

const entryOf = <Kind extends string>(kind: Kind) => ({
  kind: z.literal(kind),
  position: z.int().min(1),
  on: CivilDateText,
  fileId: Id.nullable().default(null),
});

export const NewSubsidyEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    ...entryOf('payment'),
    fen: SubsidyAmount,
    documentNumber: DocumentNumber,
    reason: Reason.nullable().default(null),
  }),
  z.strictObject({
    ...entryOf('class-amount'),
    fen: SubsidyAmount,
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
    fen: SubsidyAmount,
    documentNumber: DocumentNumber,
    reason: Reason.nullable().default(null),
  }),
]);

const Year = z.int().min(1990).max(2100);
export const NewSubsidyStatementBody = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('matching'),
    on: CivilDateText,
    fen: SubsidyAmount,
    note: z.string().trim().max(500).default(''),
    fileId: Id.nullable().default(null),
  }),
  z.strictObject({
    kind: z.literal('spending'),
    year: Year,
    /** None: nothing was spent, and the note says why. */
    items: z.array(SubsidyItem).max(50),
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
