import { awardFields, awardImportStates, editableFields, tiers, verdicts } from '@jianglian/domain/studio';
import { z } from 'zod';
import {
  ById,
  CivilDateText,
  endpoint,
  Id,
  Instant,
  OfferView,
  oneOrMore,
  pageOf,
  PageQuery,
  RefusalParam,
  Revision,
} from './shared/index.ts';

export const AwardField = z.enum(awardFields);
export const AwardEditableField = z.enum(editableFields);
export const AwardVerdict = z.enum(verdicts);
const TierName = z.enum(tiers);

/** What is wrong or doubtful: the sentence is found by `code`. */
export const AwardFindingView = z
  .object({
    code: z.string(),
    params: z.record(z.string(), RefusalParam),
    level: z.enum(['error', 'warning']),
    field: AwardEditableField.nullable(),
    acceptable: z.boolean(),
    suggestion: z.string().nullable(),
  })
  .meta({ id: 'AwardFinding' });
export type AwardFindingView = z.infer<typeof AwardFindingView>;

/** What holds for every row that does not say otherwise. */
export const AwardDefaultsView = z.strictObject({
  tier: TierName.nullable(),
  awardedOn: CivilDateText.nullable(),
  documentNumber: z.string().trim().max(60).nullable(),
  recommenderId: Id.nullable(),
  districtCode: z.string().max(16).nullable(),
  clusterCode: z.string().max(16).nullable(),
});
export type AwardDefaultsView = z.infer<typeof AwardDefaultsView>;

export const AwardTitleView = z.object({
  text: z.string(),
  year: z.int().nullable(),
  tier: TierName.nullable(),
  region: z.string().nullable(),
  declaredCount: z.int().nullable(),
  documentNumber: z.string().nullable(),
  isProvisional: z.boolean(),
  marks: z.array(
    z.object({
      kind: z.enum(['year', 'tier', 'region', 'count', 'document-number']),
      text: z.string(),
      from: z.int(),
      to: z.int(),
    }),
  ),
});

export const AwardColumnView = z.object({
  index: z.int(),
  head: z.string(),
  field: AwardField,
  /** The first values that are not blank; none of a column that is not kept. */
  sample: z.array(z.string()),
  /** Rows with a value, of `rowCount`. */
  filled: z.int(),
});
export type AwardColumnView = z.infer<typeof AwardColumnView>;

export const AwardFiguresView = z.object({
  new: z.int(),
  changed: z.int(),
  same: z.int(),
  refused: z.int(),
  excluded: z.int(),
});

/** An import as the wizard needs it. Nothing is in the register before its state is `applied`. */
export const AwardImportView = z
  .object({
    id: Id,
    state: z.enum(awardImportStates),
    revision: Revision,
    fileName: z.string(),
    accountName: z.string(),
    createdAt: Instant,
    appliedAt: Instant.nullable(),
    /** Of the workbook; null for csv. */
    sheetName: z.string().nullable(),
    title: AwardTitleView.nullable(),
    titleRow: z.int().nullable(),
    headerRow: z.int().nullable(),
    firstRow: z.int(),
    columns: z.array(AwardColumnView),
    defaults: AwardDefaultsView,
    /** Rows of awards: without title, heads, blank lines, notes and totals. */
    rowCount: z.int(),
    figures: AwardFiguresView,
    /** Rows with a finding, and rows the register or the list already has. */
    problemCount: z.int(),
    duplicateCount: z.int(),
    /** What an application would write: the number to type. */
    writeCount: z.int(),
    findings: z.array(AwardFindingView),
    progress: z.object({ done: z.int(), total: z.int() }),
    /** The reason code when the state is `failed`. */
    failure: z.string().nullable(),
    offers: z.array(OfferView),
  })
  .meta({ id: 'AwardImport' });
export type AwardImportView = z.infer<typeof AwardImportView>;

export const AwardImportListRow = AwardImportView.pick({
  id: true,
  state: true,
  fileName: true,
  accountName: true,
  createdAt: true,
  appliedAt: true,
  rowCount: true,
  figures: true,
}).meta({ id: 'AwardImportListRow' });
export type AwardImportListRow = z.infer<typeof AwardImportListRow>;

export const AwardChangeView = z.object({
  field: AwardEditableField,
  before: z.string().nullable(),
  after: z.string(),
});

export const AwardImportRowView = z
  .object({
    number: z.int(),
    /** What the cells say now, printed or edited; blank where the list is silent. */
    values: z.record(AwardEditableField, z.string()),
    /** What was understood: names of dictionary entries, the tier as a code, defaults filled in. */
    understood: z.record(AwardEditableField, z.string().nullable()),
    edited: z.array(AwardEditableField),
    verdict: AwardVerdict.nullable(),
    isExcluded: z.boolean(),
    findings: z.array(AwardFindingView),
    accepted: z.array(z.string()),
    studio: z.object({ id: Id, code: z.string(), name: z.string() }).nullable(),
    changes: z.array(AwardChangeView),
  })
  .meta({ id: 'AwardImportRow' });
export type AwardImportRowView = z.infer<typeof AwardImportRowView>;

/** Neighbouring rows with the same outcome and the same findings, shown as one line. */
export const AwardFoldView = z
  .object({
    from: z.int(),
    to: z.int(),
    count: z.int(),
    verdict: AwardVerdict.nullable(),
    isExcluded: z.boolean(),
    findings: z.array(AwardFindingView),
  })
  .meta({ id: 'AwardFold' });
export type AwardFoldView = z.infer<typeof AwardFoldView>;

/** One kind of finding over the whole list. */
export const AwardFindingGroupView = z.object({
  finding: AwardFindingView,
  count: z.int(),
  firstRows: z.array(z.int()),
});

export const AwardRowFilter = z.enum(['all', 'problems', 'errors', 'duplicates', 'new', 'changed', 'same', 'excluded']);
export type AwardRowFilter = z.infer<typeof AwardRowFilter>;

const Acting = z.strictObject({ revision: Revision });
const RowNumbers = z.array(z.int().min(1)).min(1).max(10_000);

/** The newer import and the rows the amendment touched; more than a page of rows is not sent back. */
const Amended = z.object({ import: AwardImportView, rows: z.array(AwardImportRowView) });
export type AwardAmendedView = z.infer<typeof Amended>;

export const awardImportApi = {
  list: endpoint({
    method: 'GET',
    path: '/award-imports',
    permission: 'award-import:write',
    summary: 'Imports of award lists, newest first',
    query: z.strictObject({ ...PageQuery }),
    reply: pageOf(AwardImportListRow),
  }),
  template: endpoint({
    method: 'GET',
    path: '/award-imports/template',
    permission: 'award-import:write',
    summary: 'An empty list to fill in, xlsx',
    reply: 'file',
  }),
  upload: endpoint({
    method: 'POST',
    path: '/award-imports',
    permission: 'award-import:write',
    summary: 'Upload a list (xlsx or csv in UTF-8 or GBK) as the field `file` of a form; columns are guessed',
    multipart: true,
    reply: AwardImportView,
    creates: true,
  }),
  one: endpoint({
    method: 'GET',
    path: '/award-imports/:id',
    permission: 'award-import:write',
    summary: 'An import with its state, columns, figures and progress',
    params: ById,
    reply: AwardImportView,
  }),
  map: endpoint({
    method: 'PUT',
    path: '/award-imports/:id/mapping',
    permission: 'award-import:write',
    summary: 'Say where the awards begin, what the columns carry and what holds for every row',
    params: ById,
    body: Acting.extend({
      firstRow: z.int().min(1),
      columns: z.array(AwardField).max(200),
      defaults: AwardDefaultsView,
    }),
    reply: AwardImportView,
  }),
  check: endpoint({
    method: 'POST',
    path: '/award-imports/:id/check',
    permission: 'award-import:write',
    summary: 'Check every row against list and register, as a job; poll the import for progress',
    params: ById,
    body: Acting,
    reply: AwardImportView,
  }),
  rows: endpoint({
    method: 'GET',
    path: '/award-imports/:id/rows',
    permission: 'award-import:write',
    summary: 'Rows with what was found in them',
    params: ById,
    query: z.strictObject({
      ...PageQuery,
      only: AwardRowFilter.default('all'),
      from: z.coerce.number().int().min(1).optional(),
      to: z.coerce.number().int().min(1).optional(),
      /** These rows only: what a screen shows of a folded list. */
      number: oneOrMore(z.coerce.number().int().min(1)).optional(),
    }),
    reply: pageOf(AwardImportRowView),
  }),
  outline: endpoint({
    method: 'GET',
    path: '/award-imports/:id/outline',
    permission: 'award-import:write',
    summary: 'The whole list folded: neighbouring rows with the same findings are one line',
    params: ById,
    query: z.strictObject({ only: AwardRowFilter.default('all') }),
    reply: z.object({ folds: z.array(AwardFoldView), groups: z.array(AwardFindingGroupView) }),
  }),
  amend: endpoint({
    method: 'PATCH',
    path: '/award-imports/:id/rows/:number',
    permission: 'award-import:write',
    summary: 'Edit one cell; the row and those it touches are checked anew. Null restores what was printed',
    params: z.strictObject({ id: Id, number: z.coerce.number().int().min(1) }),
    body: Acting.extend({ field: AwardEditableField, value: z.string().max(500).nullable() }),
    reply: Amended,
  }),
  replace: endpoint({
    method: 'POST',
    path: '/award-imports/:id/replacements',
    permission: 'award-import:write',
    summary: 'Replace a value in every row that has it in this field',
    params: ById,
    body: Acting.extend({ field: AwardEditableField, from: z.string().max(500), to: z.string().max(500) }),
    reply: Amended,
  }),
  choose: endpoint({
    method: 'POST',
    path: '/award-imports/:id/choices',
    permission: 'award-import:write',
    summary: 'Leave rows out or take them back; accept or no longer accept a finding that may be accepted',
    params: ById,
    body: Acting.extend({
      /** Named rows, or every row that has an error. */
      rows: z.union([RowNumbers, z.literal('refused')]),
      choice: z.enum(['exclude', 'include', 'accept', 'unaccept']),
      code: z.string().max(100).optional(),
    }),
    reply: Amended,
  }),
  apply: endpoint({
    method: 'POST',
    path: '/award-imports/:id/application',
    permission: 'award-import:write',
    summary: 'Write everything into the register, or nothing; `count` is the number of rows, typed to confirm',
    params: ById,
    body: Acting.extend({ count: z.int().min(0) }),
    reply: AwardImportView,
  }),
  cancel: endpoint({
    method: 'POST',
    path: '/award-imports/:id/cancellation',
    permission: 'award-import:write',
    summary: 'Give the import up; nothing was written',
    params: ById,
    body: Acting,
    reply: AwardImportView,
  }),
  result: endpoint({
    method: 'GET',
    path: '/award-imports/:id/result',
    permission: 'award-import:write',
    summary: 'Every row with its outcome and reasons; before the application: what would happen',
    params: ById,
    query: z.strictObject({ format: z.enum(['xlsx', 'csv']).default('xlsx'), only: AwardRowFilter.default('all') }),
    reply: 'file',
  }),
};
