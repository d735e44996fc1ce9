import type { QueueRow } from '@jianglian/contracts/evaluation';

export const queueFilters = ['all', 'unfinished', 'review'] as const;
export type QueueFilter = (typeof queueFilters)[number];

export const isUnfinished = (row: Pick<QueueRow, 'state'>): boolean => row.state === 'draft';

export const shownIn = (filter: QueueFilter, row: QueueRow): boolean =>
  filter === 'all' || (filter === 'unfinished' ? isUnfinished(row) : row.needsReview);

/** A run of done sheets that is folded away, or a sheet. */
export type QueueEntry =
  | { readonly kind: 'row'; readonly row: QueueRow }
  | { readonly kind: 'fold'; readonly rows: readonly QueueRow[] };

const LEAST_FOLD = 4;
const KEPT_ENDS = 2;

/** Long runs of submitted sheets fold to one entry, so that what is to be done stays in sight; the current one is never folded. */
export function folded(rows: readonly QueueRow[], current: string | undefined): readonly QueueEntry[] {
  const entries: QueueEntry[] = [];
  let run: QueueRow[] = [];
  const close = () => {
    const hidden = run.slice(KEPT_ENDS, -1);
    const asRow = (row: QueueRow): QueueEntry => ({ kind: 'row', row });
    if (hidden.length < LEAST_FOLD) entries.push(...run.map(asRow));
    else {
      entries.push(...run.slice(0, KEPT_ENDS).map(asRow), { kind: 'fold', rows: hidden }, asRow(run.at(-1)!));
    }
    run = [];
  };
  for (const row of rows) {
    if (!isUnfinished(row) && row.scoresheetId !== current) run.push(row);
    else {
      close();
      entries.push({ kind: 'row', row });
    }
  }
  close();
  return entries;
}

/** The next sheet to work on after the current one, going round once; none when everything is handed in. */
export function nextUnfinished(rows: readonly QueueRow[], current: string): QueueRow | undefined {
  const at = rows.findIndex(({ scoresheetId }) => scoresheetId === current);
  return [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))].find(isUnfinished);
}

/** The sheet before or after in the order of the queue; the ends stay where they are. */
export function neighbour(rows: readonly QueueRow[], current: string, step: 1 | -1): QueueRow | undefined {
  const at = rows.findIndex(({ scoresheetId }) => scoresheetId === current);
  return rows[at + step];
}
