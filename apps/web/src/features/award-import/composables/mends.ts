import type { AwardFindingView, AwardFoldView } from '@jianglian/contracts/award-import';
import type { EditableField } from './useCheckTable.ts';

/** One value to write instead of another, wherever it stands. */
export interface Mend {
  readonly field: EditableField;
  readonly from: string;
  readonly to: string;
}

export interface FindingGroup {
  readonly finding: AwardFindingView;
  readonly count: number;
  readonly firstRows: readonly number[];
}

/** What a finding proposes for every cell that says the same; none where the mend belongs to one row alone. */
export function mendOf({ field, suggestion, params }: AwardFindingView): Mend | undefined {
  const from = params['value'];
  return field && suggestion && typeof from === 'string' ? { field, from, to: suggestion } : undefined;
}

/** Groups whose rows are scattered: those that stand together in one fold are mended there. */
export const scattered = (groups: readonly FindingGroup[], folds: readonly AwardFoldView[]) =>
  groups.flatMap((group) => {
    const mend = group.count > 1 ? mendOf(group.finding) : undefined;
    const together = folds.some(
      ({ count, findings }) =>
        count === group.count && findings.some(({ code, params }) => same(group.finding, { code, params })),
    );
    return mend && !together ? [{ ...group, mend }] : [];
  });

const same = (finding: AwardFindingView, other: Pick<AwardFindingView, 'code' | 'params'>): boolean =>
  finding.code === other.code && JSON.stringify(finding.params) === JSON.stringify(other.params);
