import type { AwardField, EditableField, Sheet } from './award-list-columns.ts';
import { editableFields, fieldOfHead } from './award-list-columns.ts';
import type { AwardCells } from './award-list-row.ts';
import { cleaned } from './award-list-text.ts';
import { tierIn } from './award-list-title.ts';
import type { Tier } from './tier.ts';

/** What a line below the heads is: an award, the heading of a section, or something to pass over (blank, note, total, repeated heads). */
export type LineKind = 'award' | 'section' | 'blank' | 'note' | 'heads';

const NOTE = /^(?:注|备注|说明|附注|附件|共计?|合计|总计|小计|制表|填表|审核|联系人|联系电话|单位[:：]|日期[:：])/;
const SECTION =
  /^(?:[一二三四五六七八九十]+[、.]|（[一二三四五六七八九十]+）|第[一二三四五六七八九十]+[批类]|(?:重庆市)?(?:国家|省|市|区县|区|县)级|首席)|（共?\d+[个名家]）$/u;

/** The kind of one line. A section is a lone cell that names a tier: `二、市级技能大师工作室（30个）`. */
export function kindOfLine(row: readonly string[]): LineKind {
  const filled = row.map(cleaned).filter((cell) => cell !== '');
  if (filled.length === 0) return 'blank';
  const first = filled[0] ?? '';
  if (filled.length === 1) {
    if (NOTE.test(first) || first.length > 120) return 'note';
    if (SECTION.test(first) && tierIn(first) !== null) return 'section';
    return /^\d+$/.test(first) ? 'note' : 'award';
  }
  if (NOTE.test(first) && filled.length <= 2) return 'note';
  if (/^(?:合计|总计|小计)$/.test(filled[1] ?? '')) return 'note';
  return filled.length >= 2 && filled.every((cell) => fieldOfHead(cell) !== undefined && cell.length <= 10)
    ? 'heads'
    : 'award';
}

export interface AwardLine {
  /** As the spreadsheet counts, from 1. */
  readonly number: number;
  /** The cells of the row, personal numbers and private columns left blank. */
  readonly cells: readonly string[];
  readonly sectionTier: Tier | null;
}

/** The awards of a sheet with the tier of the section each stands in. `firstRow` counts from 1. */
export function awardLines(sheet: Sheet, firstRow: number, columns: readonly AwardField[]): readonly AwardLine[] {
  let sectionTier: Tier | null = null;
  const lines: AwardLine[] = [];
  for (const [index, row] of sheet.entries()) {
    if (index + 1 < firstRow) continue;
    const kind = kindOfLine(row);
    if (kind === 'section') sectionTier = tierIn(row.find((cell) => cell.trim() !== '') ?? '');
    if (kind === 'award') lines.push({ number: index + 1, cells: withoutPersonalData(row, columns), sectionTier });
  }
  return lines;
}

/** What is not read in cannot leak: contacts, identity and phone numbers, wherever they stand. */
const withoutPersonalData = (row: readonly string[], columns: readonly AwardField[]): readonly string[] =>
  row.map((cell, column) => (columns[column] === 'private' || PERSONAL_NUMBER.test(cell.trim()) ? '' : cell.trim()));

const PERSONAL_NUMBER = /^(?:\d{17}[\dXx]|1[3-9]\d{9})$/;

/** The texts of a row by what their columns carry. */
export function cellsOf(row: readonly string[], columns: readonly AwardField[]): AwardCells {
  const isEditable = (field: AwardField): field is EditableField =>
    (editableFields as readonly string[]).includes(field);
  return Object.fromEntries(
    columns.flatMap((field, column) => (isEditable(field) ? [[field, (row[column] ?? '').trim()]] : [])),
  );
}
