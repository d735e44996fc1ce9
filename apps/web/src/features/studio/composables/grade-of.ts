import type { Grade } from '@jianglian/domain/studio';

/** The shape and the word of a last grade: 整改后合格 looks different from 合格, and never evaluated is said. */
export function gradeOf(studio: { readonly lastGrade: Grade | null; readonly gradeAfterRectification: boolean }): {
  readonly value: string;
  readonly word: string;
} {
  if (studio.lastGrade === null) return { value: 'none', word: 'terms.grade.none' };
  return studio.gradeAfterRectification
    ? { value: 'qualified-after-rectification', word: 'terms.grade.rectified' }
    : { value: studio.lastGrade, word: `terms.grade.${studio.lastGrade}` };
}
