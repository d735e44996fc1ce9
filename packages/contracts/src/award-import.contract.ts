import { z } from 'zod';
import {
  AwardDefaultsView,
  AwardEditableField,
  AwardField,
  AwardFindingGroupView,
  AwardFoldView,
  AwardImportListRow,
  AwardImportRowView,
  AwardImportView,
} from './award-import/view.contract.ts';
import { ById, endpoint, Id, oneOrMore, pageOf, PageQuery, Revision } from './shared/index.ts';

export * from './award-import/view.contract.ts';

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
