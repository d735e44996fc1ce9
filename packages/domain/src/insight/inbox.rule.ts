import { addDays, civilDateOf } from '../kernel/index.ts';
import type { Task } from './task.ts';
import { taskKinds, waitsForOthers } from './task.ts';

export const taskGroups = ['overdue', 'today', 'week', 'later', 'waiting'] as const;
export type TaskGroup = (typeof taskGroups)[number];

/** How many days after today still count as "this week": the next seven, whatever weekday it is. */
export const weekDays = 7;
/** An unfinished draft asks for attention after this many days. */
export const oldDraftDays = 14;
/** How long ahead a deadline of a report or an evaluation shows up among the tasks. */
export const foresightDays = 60;

/** Where a task stands at an instant; days are those of the office's zone. Undated work is `later`. */
export function groupOf(task: Task, now: Date): TaskGroup {
  if (waitsForOthers(task.kind)) return 'waiting';
  if (task.dueAt === null) return 'later';
  if (task.dueAt < now) return 'overdue';
  const today = civilDateOf(now);
  const day = civilDateOf(task.dueAt);
  if (day === today) return 'today';
  return day <= addDays(today, weekDays) ? 'week' : 'later';
}

/** The groups that have tasks, in order; within a group the nearest deadline first, undated ones last, the longest waiting before. */
export function groupTasks<T extends Task>(
  tasks: readonly T[],
  now: Date,
): readonly { readonly group: TaskGroup; readonly tasks: readonly T[] }[] {
  return taskGroups.flatMap((group) => {
    const members = tasks.filter((task) => groupOf(task, now) === group).toSorted(byUrgency);
    return members.length > 0 ? [{ group, tasks: members }] : [];
  });
}

/** The number beside the menu entry: what is one's own to do. */
export const openCount = (tasks: readonly Task[]): number => tasks.filter(({ kind }) => !waitsForOthers(kind)).length;

const byUrgency = (one: Task, other: Task): number =>
  instant(one.dueAt) - instant(other.dueAt) ||
  instant(one.since) - instant(other.since) ||
  taskKinds.indexOf(one.kind) - taskKinds.indexOf(other.kind) ||
  (one.key < other.key ? -1 : 1);

/** Absent comes last; a large number instead of infinity, so that two absent ones compare as equal. */
const instant = (date: Date | null): number => date?.getTime() ?? 8.64e15;
