import type { Task, TaskKind } from '@jianglian/domain/insight';
import type { CivilDate } from '@jianglian/domain/kernel';
import { instantOf } from '@jianglian/domain/kernel';
import { sql } from '../../platform/database/index.ts';

/** A task before it is grouped, with what its sentences and its one action need. */
export interface FoundTask extends Task {
  readonly studio: { readonly id: string; readonly name: string } | null;
  readonly subject: { readonly type: string; readonly id: string } | null;
  readonly params: Readonly<Record<string, string | number>>;
}

/** A row as the task queries select it. */
export interface TaskRow {
  readonly subjectType?: string;
  readonly subjectId?: string | null;
  readonly studioId?: string | null;
  readonly studioName?: string | null;
  /** A civil day (in time until its last minute) or an instant. */
  readonly due?: string | null;
  readonly since?: string | null;
  readonly params?: Readonly<Record<string, string | number>>;
}

export const taskOf = (kind: TaskKind, row: TaskRow): FoundTask => ({
  key: [kind, row.subjectId ?? '', row.studioId ?? '', ...Object.values(row.params ?? {}).slice(0, 2)].join(' '),
  kind,
  dueAt: row.due ? instantOfDue(row.due) : null,
  since: row.since ? new Date(row.since) : null,
  studio: row.studioId && row.studioName ? { id: row.studioId, name: row.studioName } : null,
  subject: row.subjectType && row.subjectId ? { type: row.subjectType, id: row.subjectId } : null,
  params: row.params ?? {},
});

const instantOfDue = (due: CivilDate): Date => (due.length === 10 ? instantOf(due, '23:59') : new Date(due));

/** Studios `s` rectified by acts in the register alone; where a procedure runs, it says itself what comes next. */
export const withoutProcedure = sql`NOT EXISTS (
  SELECT FROM rectifications r WHERE r.studio_id = s.id AND r.closed_at IS NULL)`;
