import type { AwardImportRowView, AwardImportView } from '@jianglian/contracts/award-import';
import { offers } from '@jianglian/domain/kernel';
import {
  type AwardEntry,
  awardImportMachine,
  type Change,
  editableFields,
  type EditableField,
  type Finding,
  type ImportLine,
  rowsToWrite,
  textsOf,
  type Verdict,
} from '@jianglian/domain/studio';
import type { AwardColumn, AwardImportRow } from './award-import.entity.ts';

/** Names of dictionary entries by id or code. */
export type Names = ReadonlyMap<string, string>;

export interface LineRecord extends Omit<ImportLine, 'sectionTier'> {
  readonly entry: AwardEntry | null;
  readonly verdict: Verdict | null;
  readonly findings: readonly Finding[];
  readonly changes: readonly Change[];
  readonly studio: { readonly id: string; readonly code: string; readonly name: string } | null;
}

export interface ColumnFacts {
  readonly index: number;
  readonly filled: number;
  readonly sample: readonly string[];
}

/** Acts a person does; the others are the jobs' own. */
const personal: readonly string[] = ['map', 'check', 'amend', 'apply', 'cancel'];

export function importView(
  row: Omit<AwardImportRow, 'accountId' | 'fileId' | 'createdAt' | 'appliedAt'> & {
    readonly accountName: string;
    readonly createdAt: string;
    readonly appliedAt: string | null;
  },
  columns: readonly ColumnFacts[],
): AwardImportView {
  const facts = new Map(columns.map((column) => [column.index, column]));
  const writeCount = rowsToWrite(row.figures);
  return {
    ...row,
    columns: row.columns.map(({ head, field }, index) => ({
      index,
      head,
      field,
      sample: field === 'private' ? [] : [...(facts.get(index)?.sample ?? [])],
      filled: facts.get(index)?.filled ?? 0,
    })),
    title: row.title && { ...row.title, marks: [...row.title.marks] },
    findings: row.findings.map(findingView),
    writeCount,
    progress: { done: row.done, total: row.rowCount + (row.state === 'applying' ? writeCount : 0) },
    offers: offers(awardImportMachine, row, {})
      .filter(({ action }) => personal.includes(action))
      .map(({ action, refusals }) => ({
        action,
        refusals: refusals.map(({ code, params }) => ({ code, params: plain(params) })),
      })),
  };
}

export function rowView(line: LineRecord, columns: readonly AwardColumn[], names: Names): AwardImportRowView {
  const texts = textsOf(
    line,
    columns.map(({ field }) => field),
  );
  const { entry } = line;
  const nameOf = (key: string | null | undefined): string | null => (key ? (names.get(key) ?? key) : null);
  const understood: Record<EditableField, string | null> = {
    studioName: entry?.studioName ?? null,
    master: entry?.master ?? null,
    occupation: entry?.occupation ?? null,
    hostUnit: entry?.hostUnit ?? null,
    tier: entry?.tier ?? null,
    awardedOn: entry?.awardedOn ?? null,
    documentNumber: entry?.documentNumber ?? null,
    recommender: nameOf(entry?.recommenderId),
    district: nameOf(entry?.districtCode),
    cluster: nameOf(entry?.clusterCode),
  };
  return {
    number: line.number,
    values: Object.fromEntries(editableFields.map((field) => [field, texts[field] ?? ''])) as Record<
      EditableField,
      string
    >,
    understood,
    edited: editableFields.filter((field) => field in line.edits),
    verdict: line.verdict,
    isExcluded: line.isExcluded,
    findings: line.findings.map(findingView),
    accepted: [...line.accepted],
    studio: line.studio,
    changes: line.changes.map(({ field, before, after }) => ({
      field,
      before: nameOf(before),
      after: nameOf(after) ?? after,
    })),
  };
}

export const findingView = ({ params, ...finding }: Finding) => ({ ...finding, params: plain(params) });

/** Lists in params are readonly in the domain; the wire's type is not. */
const plain = (params: Finding['params']) =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, Array.isArray(value) ? [...(value as string[])] : value]),
  ) as Record<string, string | number | boolean | null | string[]>;
