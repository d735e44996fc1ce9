import { describe, expect, it } from 'vitest';
import { groupOf, groupTasks, openCount } from './inbox.rule.ts';
import type { Task, TaskKind } from './task.ts';
import { categoryOf, taskCategories, taskKinds, waitsForOthers } from './task.ts';

/** Sunday, 22 November 2026, 14:00 in Chongqing. */
const now = new Date('2026-11-22T06:00:00Z');
const task = (dueAt: string | null, kind: TaskKind = 'report-due', key = 'k', since: string | null = null): Task => ({
  key,
  kind,
  dueAt: dueAt === null ? null : new Date(dueAt),
  since: since === null ? null : new Date(since),
});

describe('a task stands', () => {
  it.each([
    ['overdue', '2026-11-22T05:59:59Z', 'a moment too late'],
    ['overdue', '2025-01-15T15:59:00Z', 'long ago'],
    ['today', '2026-11-22T06:00:00Z', 'this very moment'],
    ['today', '2026-11-22T15:59:59Z', 'the last second of the day in Chongqing'],
    ['week', '2026-11-22T16:00:00Z', 'midnight in Chongqing, though still today in London'],
    ['week', '2026-11-29T15:59:59Z', 'the end of the seventh day'],
    ['later', '2026-11-29T16:00:00Z', 'the eighth day'],
    ['later', null, 'without a deadline'],
  ] as const)('under %s when due %s (%s)', (group, dueAt, _why) => {
    expect(groupOf(task(dueAt), now)).toBe(group);
  });

  it('under waiting when somebody else has to act, however late it is', () => {
    expect(groupOf(task('2020-01-01T00:00:00Z', 'activities-unverified'), now)).toBe('waiting');
  });
});

describe('the inbox', () => {
  it('leaves out empty groups and keeps their order', () => {
    const tasks = [task(null), task('2026-11-23T00:00:00Z', 'report-due', 'b'), task('2026-11-01T00:00:00Z')];
    expect(groupTasks(tasks, now).map(({ group }) => group)).toEqual(['overdue', 'week', 'later']);
  });

  it('puts the nearest deadline first, then the longest waiting, undated last, and is stable', () => {
    const tasks = [
      task(null, 'activity-returned', 'new', '2026-11-20T00:00:00Z'),
      task(null, 'activity-returned', 'old', '2026-11-02T00:00:00Z'),
      task('2027-01-15T00:00:00Z', 'report-due', 'b'),
      task('2027-01-15T00:00:00Z', 'report-due', 'a'),
      task('2026-12-15T00:00:00Z', 'rectification', 'r'),
      task('2026-12-15T00:00:00Z', 'self-evaluation', 's'),
    ];
    const keys = (list: readonly Task[]) => groupTasks(list, now).flatMap((group) => group.tasks.map(({ key }) => key));
    expect(keys(tasks)).toEqual(['s', 'r', 'a', 'b', 'old', 'new']);
    expect(keys(tasks.toReversed())).toEqual(keys(tasks));
  });

  it('counts only what is one’s own to do', () => {
    expect(openCount([task(null), task(null, 'scoring-awaited'), task(null, 'sheets-to-score')])).toBe(2);
  });

  it('knows a category for every kind, and that an empty inbox has no groups', () => {
    expect(taskKinds.every((kind) => taskCategories.includes(categoryOf(kind)))).toBe(true);
    expect(taskKinds.filter(waitsForOthers)).toHaveLength(9);
    expect(groupTasks([], now)).toEqual([]);
  });
});
