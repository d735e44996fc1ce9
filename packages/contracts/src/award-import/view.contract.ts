import { awardFields, awardImportStates, editableFields, tiers, verdicts } from '@jianglian/domain/studio';
import { z } from 'zod';
import { CivilDateText, Id, Instant, OfferView, RefusalParam, Revision } from '../shared/index.ts';

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
