import type { DemoActivity, DemoReport } from '@jianglian/testkit';
import { accountIdOf, studioLogin } from '@jianglian/testkit';
import type { Scenario } from '@jianglian/testkit';
import { historyOf } from '@jianglian/domain/studio';
import { instantOf } from '@jianglian/domain/kernel';
import { verifierOf } from './activity-rows.ts';
import type { StudioWithEvents } from './studio-rows.ts';
import { recordedAt } from './studio-rows.ts';
import type { TableWriter } from './table-writer.ts';

export interface AuditRow extends Record<string, unknown> {
  readonly at: Date;
}

/** What the acts of the scenario left in the log, oldest first, so that timelines and chain agree with the data. */
export async function writeAudit(writer: TableWriter, rows: readonly AuditRow[]): Promise<void> {
  await writer.insert(
    'audit_records',
    rows.toSorted((one, other) => one.at.getTime() - other.at.getTime()),
  );
}

export type AuditEntryRow = Pick<AuditRow, 'at'> & {
  readonly by: string;
  readonly role: string;
  readonly type: string;
  readonly id: string;
  readonly studioId: string | null;
  readonly action: string;
  readonly from?: string | null;
  readonly to?: string | null;
  readonly reason?: string | null;
  readonly revision?: number;
  readonly facts?: object;
};

/** Writes entries as the audit log does, with the names the accounts have. */
export function auditRows(scenario: Scenario, entries: readonly AuditEntryRow[]): AuditRow[] {
  const names = new Map(scenario.accounts.map(({ login, name }) => [login, name]));
  return entries.map((entry) => ({
    at: entry.at,
    accountId: accountIdOf(entry.by),
    actorName: names.get(entry.by) ?? null,
    role: entry.role,
    subjectType: entry.type,
    subjectId: entry.id,
    studioId: entry.studioId,
    action: entry.action,
    fromState: entry.from ?? null,
    toState: entry.to ?? null,
    reason: entry.reason ?? null,
    revision: entry.revision ?? null,
    facts: entry.facts ?? {},
  }));
}

export const studioEntries = ({ studio, events }: StudioWithEvents): AuditEntryRow[] => {
  const { standings } = historyOf(events);
  const standingOn = (day: string) => standings.findLast(({ from }) => from <= day)?.value ?? null;
  return events.map((event) => ({
    at: recordedAt(event.happenedOn),
    by: 'office',
    role: 'office',
    type: 'studio',
    id: studio.id,
    studioId: studio.id,
    action: event.kind,
    from: event.position === 1 ? null : standingOn(events[event.position - 2]!.happenedOn),
    to: standingOn(event.happenedOn),
    reason: event.reason,
    revision: event.position,
    facts: { position: event.position, happenedOn: event.happenedOn, documentNumber: event.documentNumber },
  }));
};

export function activityEntries(activity: DemoActivity): AuditEntryRow[] {
  const { studio, submittedAt, decidedAt, state } = activity;
  const own = { type: 'activity', id: activity.id, studioId: studio.id };
  const bySelf = { ...own, by: studioLogin(studio), role: 'studio' };
  const byVerifier = { ...own, by: verifierOf(activity), role: 'recommender' };
  const entries: AuditEntryRow[] = [
    {
      ...bySelf,
      at: activity.createdAt,
      action: activity.version > 1 ? 'corrected' : 'created',
      to: 'draft',
      reason: activity.correctionReason,
      revision: 1,
    },
  ];
  if (submittedAt)
    entries.push({ ...bySelf, at: submittedAt, action: 'submitted', from: 'draft', to: 'submitted', revision: 2 });
  if (decidedAt) {
    const to = state === 'returned' ? 'returned' : 'verified';
    entries.push({
      ...byVerifier,
      at: decidedAt,
      action: to,
      from: 'submitted',
      to,
      reason: activity.returnReason,
      revision: 3,
    });
    // What the verified correction replaces.
    if (activity.supersedesId !== null) {
      entries.push({
        ...byVerifier,
        id: activity.supersedesId,
        at: decidedAt,
        action: 'superseded',
        from: 'verified',
        to: 'superseded',
        revision: 4,
      });
    }
  }
  return entries;
}

export const reportEntries = ({ studio, submittedOn, ...report }: DemoReport): AuditEntryRow[] =>
  submittedOn === null
    ? []
    : [
        {
          at: instantOf(submittedOn, '16:20'),
          by: studioLogin(studio),
          role: 'studio',
          type: 'report',
          id: report.id,
          studioId: studio.id,
          action: 'submitted',
          from: 'draft',
          to: 'submitted',
          revision: 2,
          facts: { kind: report.kind, year: report.year },
        },
      ];
