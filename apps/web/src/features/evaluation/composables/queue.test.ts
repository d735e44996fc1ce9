import type { QueueRow } from '@jianglian/contracts/evaluation';
import { describe, expect, it } from 'vitest';
import { folded, neighbour, nextUnfinished, shownIn } from './queue.ts';

const row = (position: number, state: QueueRow['state'], needsReview = false) =>
  ({ scoresheetId: `s${position}`, position, state, needsReview }) as QueueRow;
const names = (entries: ReturnType<typeof folded>) =>
  entries.map((entry) => (entry.kind === 'row' ? entry.row.scoresheetId : `${entry.rows.length} folded`));

describe('the queue', () => {
  const long = [...Array(9)].map((_, index) => row(index + 1, 'submitted'));

  it('folds a long run of submitted sheets and keeps its ends', () => {
    expect(names(folded([...long, row(10, 'draft')], 's10'))).toEqual(['s1', 's2', '6 folded', 's9', 's10']);
  });

  it('never folds the current sheet', () => {
    expect(names(folded(long, 's5'))).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7', 's8', 's9']);
  });

  it('leads on to the next unfinished sheet, going round once', () => {
    const rows = [row(1, 'draft'), row(2, 'submitted'), row(3, 'draft'), row(4, 'recused')];
    expect(nextUnfinished(rows, 's3')?.scoresheetId).toBe('s1');
    expect(nextUnfinished(rows, 's1')?.scoresheetId).toBe('s3');
    expect(nextUnfinished([row(1, 'draft')], 's1')).toBeUndefined();
  });

  it('knows the neighbours and stops at the ends', () => {
    const rows = [row(1, 'submitted'), row(2, 'draft')];
    expect(neighbour(rows, 's1', 1)?.scoresheetId).toBe('s2');
    expect(neighbour(rows, 's1', -1)).toBeUndefined();
  });

  it('shows what a filter asks for', () => {
    expect(shownIn('unfinished', row(1, 'submitted'))).toBe(false);
    expect(shownIn('review', row(1, 'draft', true))).toBe(true);
    expect(shownIn('all', row(1, 'recused'))).toBe(true);
  });
});
