import type { DemoCycle, DemoEvaluation } from '@jianglian/testkit';
import { studioLogin } from '@jianglian/testkit';
import { instantOf } from '@jianglian/domain/kernel';
import type { AuditEntryRow } from './audit-rows.ts';

const office = { by: 'office', role: 'office' } as const;

/** The steps of a cycle as the office took them. */
export function cycleEntries(cycle: DemoCycle): AuditEntryRow[] {
  const own = { ...office, type: 'cycle', id: cycle.id, studioId: null };
  const later = (from: Date, hours: number) => new Date(from.getTime() + hours * 3_600_000);
  const entries: AuditEntryRow[] = [
    { ...own, at: later(cycle.openedAt, -24), action: 'drafted', to: 'draft', revision: 1 },
    { ...own, at: cycle.openedAt, action: 'open', from: 'draft', to: 'self-evaluation', revision: 2 },
    {
      ...own,
      at: later(cycle.windows.selfEvaluation.closesAt, 15),
      action: 'start-scoring',
      from: 'self-evaluation',
      to: 'scoring',
      revision: 3,
    },
  ];
  if (cycle.publishedOn === null || cycle.release === null) return entries;
  const { proposedAt, releasedAt, publicityUntil } = cycle.release;
  const deciding = {
    at: later(cycle.windows.scoring.closesAt, 63),
    action: 'start-deciding',
    from: 'scoring',
    to: 'deciding',
  };
  const published = {
    at: instantOf(cycle.publishedOn, '09:40'),
    action: 'published',
    from: 'publicity',
    to: 'published',
  };
  const proposed = { at: proposedAt, action: 'proposed', from: 'deciding', to: 'proposed' };
  const released = { at: releasedAt, by: 'office-2', action: 'released', from: 'proposed', to: 'publicity' };
  return [
    ...entries,
    { ...own, ...deciding, revision: 4 },
    { ...own, ...proposed, revision: 5 },
    { ...own, ...released, revision: 6, facts: { until: publicityUntil } },
    { ...own, ...published, revision: 7, facts: { documentNumber: cycle.documentNumber } },
  ];
}

/** Handing in, sheets and the decision of one studio in one cycle. */
export function evaluationEntries(evaluation: DemoEvaluation): AuditEntryRow[] {
  const { studio, id, submittedAt, grade, sheets } = evaluation;
  const own = { type: 'evaluation', id, studioId: studio.id };
  const entries: AuditEntryRow[] = [];
  if (submittedAt) {
    const by = { by: studioLogin(studio), role: 'studio' };
    const move = { action: 'self-evaluation-submitted', from: 'self-evaluating', to: 'submitted' };
    entries.push({ ...own, ...by, ...move, at: submittedAt, revision: 3 });
  }
  for (const sheet of sheets) {
    // Without the studio: what evaluators do is on no timeline of hers.
    const that = { type: 'scoresheet', id: sheet.id, studioId: null };
    const byEvaluator = { ...that, by: sheet.login, role: 'evaluator' };
    entries.push({ ...that, ...office, at: sheet.assignedAt, action: 'assigned', to: 'draft', revision: 1 });
    if (sheet.submittedAt) {
      const move = { action: 'submitted', from: 'draft', to: 'submitted' };
      entries.push({ ...byEvaluator, ...move, at: sheet.submittedAt, revision: 2 });
    }
    if (sheet.state === 'recused') {
      const at = new Date(sheet.assignedAt.getTime() + 5_400_000);
      entries.push({ ...byEvaluator, at, action: 'recused', from: 'draft', to: 'recused', reason: sheet.endedReason });
    }
  }
  if (grade !== null) {
    const at = instantOf('2026-07-20', '10:00');
    entries.push({
      ...own,
      ...office,
      studioId: null,
      at,
      action: 'decided',
      from: 'scored',
      to: 'decided',
      revision: 5,
      facts: { grade },
    });
  }
  return entries;
}
