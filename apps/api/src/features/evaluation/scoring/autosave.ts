import type { Mark, Prefill, Rubric, RunningTotal } from '@jianglian/domain/evaluation';
import { runningTotal } from '@jianglian/domain/evaluation';
import { staleRevision } from '../../../platform/http/problem/index.ts';
import type { WrittenMark } from './mark-writing.ts';
import type { StoredMark } from './stored-mark.ts';

export interface SavedMark {
  readonly mark: StoredMark;
  readonly sheetRevision: number;
  readonly total: RunningTotal;
}

interface SavableSheet {
  readonly revision: number;
  readonly marks: readonly StoredMark[];
  readonly prefills: readonly Prefill[];
}

/** What an autosave asks of the scoring it belongs to. */
export interface AutosaveSteps<Sheet extends SavableSheet> {
  /** The sheet as it stands after somebody was quicker. */
  readonly again: () => Promise<Sheet>;
  /** Throws what may not be saved on this sheet. */
  readonly judge: (sheet: Sheet) => void;
  /** One statement that asks everything again under the lock; undefined when something no longer holds. */
  readonly write: (before: StoredMark | undefined) => Promise<WrittenMark | undefined>;
}

/**
 * Autosave of one mark. Each mark has a revision of its own: two tabs on two lines never meet, two on one line get a 409
 * with the newer mark. Read and judged first, then written.
 */
export async function autosave<Sheet extends SavableSheet>(
  sheet: Sheet,
  rubric: Rubric,
  mark: Mark,
  revision: number,
  { again, judge, write }: AutosaveSteps<Sheet>,
): Promise<SavedMark> {
  const stands = (one: Sheet) => {
    judge(one);
    return one.marks.find(({ indicator }) => indicator === mark.indicator);
  };
  const before = stands(sheet);
  if (isRepeated(before, mark, revision)) return savedAs(rubric, sheet, before!, sheet.revision);
  const written = (before?.revision ?? 0) === revision ? await write(before) : undefined;
  if (written) return savedAs(rubric, sheet, written.mark, written.sheetRevision);
  // Somebody was quicker: what stands now says who, and a repetition of this very save is none.
  const now = await again();
  const theirs = stands(now);
  if (isRepeated(theirs, mark, revision)) return savedAs(rubric, now, theirs!, now.revision);
  throw staleRevision(theirs ?? { ...emptyMark(mark.indicator), revision: 0, savedAt: null });
}

function savedAs(rubric: Rubric, sheet: SavableSheet, mark: StoredMark, sheetRevision: number): SavedMark {
  const marks = [...sheet.marks.filter(({ indicator }) => indicator !== mark.indicator), mark];
  return { mark, sheetRevision, total: runningTotal(rubric, marks, sheet.prefills) };
}

/** An autosave repeated because its answer was lost: the mark already says just this. */
const isRepeated = (before: StoredMark | undefined, mark: Mark, revision: number): boolean =>
  before !== undefined && before.revision === revision + 1 && sameMark(before, mark);

export const emptyMark = (indicator: string): Mark => ({
  indicator,
  score: null,
  notApplicable: false,
  deductions: [],
  comment: '',
});

const sameMark = (one: Mark, other: Mark): boolean =>
  one.score === other.score &&
  one.notApplicable === other.notApplicable &&
  one.comment === other.comment &&
  one.deductions.length === other.deductions.length &&
  one.deductions.every((deduction, index) => {
    const twin = other.deductions[index];
    return deduction.code === twin?.code && deduction.count === twin.count && deduction.amount === twin.amount;
  });
