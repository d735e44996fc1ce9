import { mechanismOf } from '@jianglian/domain/activity';
import type { DemoActivity, DemoReport } from '@jianglian/testkit';
import { accountIdOf, paper, recommenderLogin, studioLogin } from '@jianglian/testkit';
import { instantOf } from '@jianglian/domain/kernel';
import type { DemoFiles } from './demo-files.ts';
import type { TableWriter } from './table-writer.ts';

/** Activities with their evidence. A submitted activity's evidence is locked, so the lock rests while both are written at once. */
export async function writeActivities(
  writer: TableWriter,
  activities: readonly DemoActivity[],
  files: DemoFiles,
): Promise<void> {
  await writer.insert('activities', activities.map(activityRow));
  const evidence = activities.flatMap((activity) => evidenceOf(activity, files));
  await writer.rows('ALTER TABLE activity_evidence DISABLE TRIGGER submitted_evidence_is_locked');
  await writer.insert('activity_evidence', evidence);
  await writer.rows('ALTER TABLE activity_evidence ENABLE TRIGGER submitted_evidence_is_locked');
  await writer.rows(`
    UPDATE studios SET last_active_on = latest.day
    FROM (SELECT studio_id, max(started_on) AS day FROM activities WHERE state = 'verified' GROUP BY studio_id) latest
    WHERE latest.studio_id = studios.id`);
}

const isVerified = ({ state }: DemoActivity) => state === 'verified' || state === 'superseded';

function activityRow(activity: DemoActivity): Record<string, unknown> {
  const { studio, metrics } = activity;
  return {
    id: activity.id,
    seriesId: activity.supersedesId ?? activity.id,
    studioId: studio.id,
    kind: activity.kind,
    mechanism: mechanismOf(activity.kind),
    title: activity.title,
    summary: activity.summary,
    startedOn: activity.startedOn,
    endedOn: activity.endedOn,
    place: activity.place,
    people: activity.people,
    metrics,
    benefitFen: (metrics as { benefit?: number }).benefit ?? 0,
    state: activity.state,
    version: activity.version,
    supersedesId: activity.supersedesId,
    returnReason: activity.returnReason,
    correctionReason: activity.correctionReason,
    submittedAt: activity.submittedAt,
    verifiedAt: isVerified(activity) ? activity.decidedAt : null,
    verifiedBy: isVerified(activity) ? accountIdOf(verifierOf(activity)) : null,
    createdBy: accountIdOf(studioLogin(studio)),
    revision: 1 + Number(activity.submittedAt !== null) + Number(activity.decidedAt !== null),
    createdAt: activity.createdAt,
  };
}

/** The recommending unit the studio had on the day: another one before a reform of districts or a relocation. */
export function verifierOf({ studio, decidedAt }: DemoActivity): string {
  const moved = studio.steps.find(({ act }) => act.kind === 're-homed' || act.kind === 'relocated');
  const before = moved !== undefined && decidedAt !== null && decidedAt < instantOf(moved.on);
  return recommenderLogin(before ? (studio.formerRecommenderCode ?? studio.recommenderCode) : studio.recommenderCode);
}

/**
 * Under evaluation each entry has a paper of its own; older entries share one of a kind per studio, as a yearly ledger is
 * uploaded again and again. Some have the picture of the workpiece. A correction stands on the paper of the first version.
 */
function evidenceOf(activity: DemoActivity, files: DemoFiles): Record<string, unknown>[] {
  const { studio } = activity;
  const underEvaluation = studio.cohort === 'running' && activity.startedOn >= '2024-12-01';
  const reference = underEvaluation ? activity.reference.replace(/-2$/, '') : `JL-${studio.serial}-${activity.paper}`;
  const owner = { accountId: accountIdOf(studioLogin(studio)), at: activity.createdAt };
  const ids = [files.keep(paper(activity.paper, reference, reference, activity.kind === 'research' ? 2 : 1), owner)];
  if (activity.withPicture) ids.push(files.keep(files.pictureOf(studio.serial), owner));
  return ids.map((fileId, index) => ({ activityId: activity.id, fileId, position: index + 1, note: '' }));
}

export async function writeReports(writer: TableWriter, reports: readonly DemoReport[]): Promise<void> {
  await writer.insert(
    'studio_reports',
    reports.map((report) => ({
      id: report.id,
      studioId: report.studio.id,
      kind: report.kind,
      year: report.year,
      state: report.state,
      texts: report.texts,
      targets: report.targets,
      dueOn: report.submittedOn === null ? null : report.dueOn,
      submittedOn: report.submittedOn,
      submittedAt: report.submittedOn === null ? null : instantOf(report.submittedOn, '16:20'),
      revision: report.submittedOn === null ? 1 : 2,
      createdAt: instantOf(report.submittedOn ?? '2026-11-10', '09:10'),
    })),
  );
}
