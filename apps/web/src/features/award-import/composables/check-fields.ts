import type { AwardColumnView } from '@jianglian/contracts/award-import';
import type { AwardField } from '@jianglian/domain/studio';
import { letterOf } from './column-letter.ts';
import type { EditableField } from './useCheckTable.ts';

/** Always worth seeing; the rest only where the list has a column for it. */
const always: readonly EditableField[] = ['studioName', 'master', 'occupation', 'hostUnit'];
const whereMapped: readonly EditableField[] = [
  ...(['tier', 'awardedOn', 'documentNumber', 'recommender', 'district', 'cluster'] as const),
];

/** The columns of the check table. Where the place is nowhere printed the district is shown: it may be a guess. */
export function fieldsShown(columns: readonly AwardField[]): readonly EditableField[] {
  const mapped = whereMapped.filter((field) => columns.includes(field));
  const place = mapped.includes('recommender') || mapped.includes('district') ? [] : (['district'] as const);
  return [...always, ...mapped, ...place];
}

export const widths: Readonly<Record<EditableField, string>> = {
  studioName: 'minmax(180px, 1.4fr)',
  master: '92px',
  occupation: 'minmax(110px, 0.8fr)',
  hostUnit: 'minmax(180px, 1.3fr)',
  tier: '84px',
  awardedOn: '104px',
  documentNumber: '150px',
  recommender: 'minmax(104px, 0.7fr)',
  district: '92px',
  cluster: '120px',
};

/** Over a column's name: the file's own column and head (`B 工作室名称`), or that it was taken out of another. */
export function sourceOf(columns: readonly AwardColumnView[], field: EditableField, derived: string): string {
  const column = columns.find((one) => one.field === field);
  return column ? `${letterOf(column.index)} ${column.head}` : derived;
}
