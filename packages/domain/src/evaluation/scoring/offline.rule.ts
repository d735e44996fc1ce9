import type { Refusal } from '../../kernel/index.ts';
import { isScore, scoreOfText } from './score-text.ts';
import { offlineScoringRefusals as refuse } from './scoring.refusals.ts';
import type { Mark } from './scoring.ts';

/** A row of the workbook as it came back, everything as text. */
export interface OfflineRow {
  readonly number: number;
  readonly sheetId: string;
  readonly revision: string;
  readonly rubricVersion: string;
  readonly studioName: string;
  readonly indicator: string;
  readonly score: string;
  readonly notApplicable: string;
  readonly comment: string;
}

/** An own sheet the rows are held against. */
export interface OfflineSheet {
  readonly id: string;
  readonly studioName: string;
  readonly rubricVersion: string;
  readonly marks: readonly (Mark & { readonly revision: number })[];
  /** Why nothing can be written on it now. */
  readonly closed: readonly Refusal[];
  /** What is wrong in a mark. */
  readonly wrongIn: (mark: Mark) => readonly Refusal[];
}

/**
 * `same`: nothing new; `empty`: nothing filled in; `changed`: may be taken; `conflict`: the mark was changed after the workbook
 * was made, so that both are shown and one is chosen; `refused`: with every reason.
 */
export const offlineStates = ['same', 'empty', 'changed', 'conflict', 'refused'] as const;
export type OfflineState = (typeof offlineStates)[number];

export interface OfflineFinding {
  readonly number: number;
  readonly sheetId: string;
  readonly studioName: string;
  readonly indicator: string;
  readonly state: OfflineState;
  readonly mine: Mark | null;
  /** As it is on the server. */
  readonly theirs: (Mark & { readonly revision: number }) | null;
  readonly refusals: readonly Refusal[];
}

const yes = new Set(['是', '√', 'y', 'yes', 'true', '1', '不适用', 'n/a']);
const no = new Set(['', '否', 'n', 'no', 'false', '0']);
const longestComment = 2000;

/**
 * What a returned workbook would change, row by row. A sheet that is not one's own and one that does not exist have one
 * answer. Deductions are no part of the workbook: what was ticked on the screen stays.
 */
export function checkOffline(rows: readonly OfflineRow[], sheets: readonly OfflineSheet[]): readonly OfflineFinding[] {
  const sheetOf = new Map(sheets.map((sheet) => [sheet.id, sheet]));
  const seen = new Set<string>();
  return rows.map((row) => {
    const key = `${row.sheetId} ${row.indicator}`;
    const twice = seen.has(key);
    seen.add(key);
    return findingOf(row, sheetOf.get(row.sheetId), twice);
  });
}

function findingOf(row: OfflineRow, sheet: OfflineSheet | undefined, twice: boolean): OfflineFinding {
  const { number, sheetId, studioName, indicator } = row;
  const base = { number, sheetId, studioName, indicator, mine: null, theirs: null, refusals: [] };
  if (!sheet) return { ...base, state: 'refused', refusals: [refuse('not-your-sheet')] };
  const theirs = sheet.marks.find((mark) => mark.indicator === indicator) ?? null;
  const foreign = [
    ...(twice ? [refuse('listed-twice', { indicator })] : []),
    ...(studioName === sheet.studioName ? [] : [refuse('row-changed', { studio: sheet.studioName })]),
    ...(row.rubricVersion === sheet.rubricVersion ? [] : [refuse('rubric-changed', { version: sheet.rubricVersion })]),
  ];
  const { mark, faults } = markOf(row, theirs);
  if (foreign.length > 0 || faults.length > 0 || !mark) {
    return { ...base, theirs, state: 'refused', refusals: [...foreign, ...faults] };
  }
  if (theirs && sameContent(theirs, mark)) return { ...base, mine: mark, theirs, state: 'same' };
  if (!theirs && isBlank(mark)) return { ...base, state: 'empty' };
  const refusals = [...sheet.closed, ...sheet.wrongIn(mark)];
  if (refusals.length > 0) return { ...base, mine: mark, theirs, state: 'refused', refusals };
  const state = Number(row.revision) === (theirs?.revision ?? 0) ? 'changed' : 'conflict';
  return { ...base, mine: mark, theirs, state };
}

function markOf(row: OfflineRow, theirs: Mark | null): { mark: Mark | null; faults: readonly Refusal[] } {
  const { indicator } = row;
  const score = scoreOfText(row.score);
  const flag = row.notApplicable.trim().toLowerCase();
  const faults = [
    ...(isScore(score) ? [] : [refuse('score-unreadable', { indicator, text: row.score.slice(0, 40) })]),
    ...(yes.has(flag) || no.has(flag) ? [] : [refuse('flag-unreadable', { indicator, text: flag.slice(0, 40) })]),
    ...(row.comment.length > longestComment ? [refuse('comment-too-long', { indicator, most: longestComment })] : []),
  ];
  if (faults.length > 0 || !isScore(score)) return { mark: null, faults };
  const deductions = theirs?.deductions ?? [];
  return { mark: { indicator, score, notApplicable: yes.has(flag), deductions, comment: row.comment }, faults };
}

const isBlank = (mark: Mark): boolean => mark.score === null && !mark.notApplicable && mark.comment.trim() === '';

const sameContent = (one: Mark, other: Mark): boolean =>
  one.score === other.score && one.notApplicable === other.notApplicable && one.comment.trim() === other.comment.trim();
