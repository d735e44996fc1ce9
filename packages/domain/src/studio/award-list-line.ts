import type { AwardField, EditableField } from './award-list-columns.ts';
import { editableFields } from './award-list-columns.ts';
import { keysOf, type EarlierRows, type RowKeys } from './award-list-earlier.ts';
import type { Finding } from './award-list-finding.ts';
import { codeOf, warningIn } from './award-list-finding.ts';
import type { Judgement, RegisteredStudio } from './award-list-judgement.ts';
import { judgeRow } from './award-list-judgement.ts';
import { cellsOf } from './award-list-lines.ts';
import type { AwardCells, AwardContext, AwardEntry, ReadRow } from './award-list-row.ts';
import { readAwardRow } from './award-list-row.ts';
import type { AwardListTitle } from './award-list-title.ts';
import type { Tier } from './tier.ts';

/** A line of an import as it is kept: printed cells by column, edits over them, and the official's choices. */
export interface ImportLine {
  readonly number: number;
  readonly cells: readonly string[];
  readonly sectionTier: Tier | null;
  readonly edits: AwardCells;
  readonly accepted: readonly string[];
  readonly isExcluded: boolean;
}

/** A line read, not yet compared with others. */
export interface ReadLine extends ReadRow {
  readonly line: ImportLine;
  /** Fields the line itself says something about. */
  readonly stated: readonly EditableField[];
}

export interface JudgedLine extends Judgement, RowKeys {
  readonly line: ImportLine;
  readonly entry: AwardEntry;
  readonly isDuplicate: boolean;
}

/** The texts of a line now: what was printed, with the edits over it. */
export const textsOf = (line: Pick<ImportLine, 'cells' | 'edits'>, columns: readonly AwardField[]): AwardCells => ({
  ...cellsOf(line.cells, columns),
  ...line.edits,
});

export function readLine(line: ImportLine, columns: readonly AwardField[], context: AwardContext): ReadLine {
  const texts = textsOf(line, columns);
  const stated = editableFields.filter((field) => (texts[field] ?? '') !== '');
  const own = { ...context, sectionTier: line.sectionTier };
  const read = readAwardRow(texts, own);
  const printed = isRenaming(line.edits) ? readAwardRow(cellsOf(line.cells, columns), own).entry : read.entry;
  return {
    line,
    stated,
    findings: read.findings,
    entry: { ...read.entry, studioName: nameAfter(printed, read.entry) },
  };
}

const isRenaming = (edits: AwardCells): boolean =>
  edits.studioName === undefined && (edits.master !== undefined || edits.occupation !== undefined);

/** A misspelling mended in the columns taken out of the studio's name is mended in the name, too. */
function nameAfter(printed: AwardEntry, now: AwardEntry): string {
  const master = printed.master === '' ? now.studioName : now.studioName.replace(printed.master, now.master);
  return printed.occupation && now.occupation ? master.replace(printed.occupation, now.occupation) : master;
}

/** What the register knows about a line's master and place. */
export interface RegisterFacts {
  withMaster(entry: AwardEntry): readonly RegisteredStudio[];
  withPlace(entry: AwardEntry): readonly RegisteredStudio[];
}

const DUPLICATE_CODES: readonly string[] = [
  ...(['row-repeated', 'master-repeated', 'occupation-repeated', 'master-elsewhere'] as const).map(codeOf),
  codeOf('occupation-registered'),
];

/** Judges a line after those above it; afterwards the lines below will meet it, unless it is left out. */
export function judgeLine(read: ReadLine, earlier: EarlierRows, register: RegisterFacts): JudgedLine {
  const { line, entry, findings, stated } = read;
  const around = {
    ...earlier.around(entry),
    registeredWithMaster: register.withMaster(entry),
    registeredWithPlace: register.withPlace(entry),
  };
  const judgement = judgeRow(entry, findings, around, line.accepted, stated);
  if (!line.isExcluded) earlier.add(line.number, entry);
  return {
    line,
    entry,
    ...judgement,
    ...keysOf(entry),
    isDuplicate: judgement.studioId !== null || judgement.findings.some(({ code }) => DUPLICATE_CODES.includes(code)),
  };
}

/** What there is to say about the list as a whole. */
export function listFindings(
  title: AwardListTitle | null,
  rowCount: number,
  columns: readonly { readonly head: string; readonly field: AwardField }[],
): readonly Finding[] {
  const findings: Finding[] = [];
  const declared = title?.declaredCount ?? null;
  if (declared !== null && declared !== rowCount) {
    findings.push(warningIn(null, 'count-differs', { declared, rows: rowCount }));
  }
  if (title?.isProvisional) findings.push(warningIn(null, 'list-provisional'));
  const names = columns.filter(({ field }) => field === 'private').map(({ head }) => head);
  if (names.length > 0) findings.push(warningIn(null, 'private-columns-dropped', { names }));
  return findings;
}

/** Whether a list gives occupations: in a column of their own, or in at least half of the studios' names. */
export function givesOccupations(entries: readonly AwardEntry[], columns: readonly AwardField[]): boolean {
  return (
    columns.includes('occupation') ||
    entries.filter(({ occupation }) => occupation !== null).length * 2 > entries.length
  );
}
