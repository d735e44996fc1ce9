import {
  consequenceOf,
  default2024,
  defaultRectificationSettings,
  subsidyConsequence,
} from '@jianglian/domain/evaluation';
import { addDays, instantOf } from '@jianglian/domain/kernel';
import type { DemoRectification } from '@jianglian/testkit';
import { accountIdOf, FINISHED, uuidOf } from '@jianglian/testkit';
import type { AuditEntryRow } from './audit-rows.ts';
import type { TableWriter } from './table-writer.ts';

/** Rectifications with their items, traces, checks and marks. Marks of closed checks stand, so the lock rests meanwhile. */
export async function writeRectifications(
  writer: TableWriter,
  rectifications: readonly DemoRectification[],
): Promise<void> {
  await writer.insert('rectifications', rectifications.map(rectificationRow));
  await writer.insert('rectification_items', rectifications.flatMap(itemRows));
  await writer.insert('rectification_steps', rectifications.flatMap(stepRows));
  const checks = rectifications.flatMap(({ id, check }) => (check ? [{ id, check }] : []));
  await writer.insert(
    'rectification_checks',
    checks.map(({ id, check }) => ({
      id: check.id,
      rectificationId: id,
      round: 1,
      accountId: accountIdOf(check.login),
      state: check.submittedAt ? 'submitted' : 'draft',
      assignedAt: instantOf(check.submittedAt ? '2026-10-30' : '2026-11-11', '10:20'),
      submittedAt: check.submittedAt,
      revision: check.submittedAt ? 2 : 1,
    })),
  );
  await writer.rows('ALTER TABLE rectification_marks DISABLE TRIGGER marks_of_closed_checks_stand');
  await writer.insert(
    'rectification_marks',
    checks.flatMap(({ check }) =>
      check.marks.map((mark) => ({ checkId: check.id, ...mark, revision: 1, savedAt: check.submittedAt })),
    ),
  );
  await writer.rows('ALTER TABLE rectification_marks ENABLE TRIGGER marks_of_closed_checks_stand');
}

function rectificationRow(rectification: DemoRectification): Record<string, unknown> {
  const { id, evaluation, state, dueOn, firstDueOn, steps, noticedOn } = rectification;
  const { tier, cycle, studio } = evaluation;
  const textOf = (kind: string) => steps.find((step) => step.kind === kind)?.text ?? null;
  const atOf = (...kinds: string[]) => steps.find((step) => kinds.includes(step.kind))?.at ?? null;
  const concluded = atOf('passed', 'failed');
  const consequence = noticedOn ? consequenceOf({ tier, heldDistrictTier: false }, 'downgrade') : null;
  return {
    id,
    studioId: studio.id,
    evaluationId: evaluation.id,
    cycleTitle: cycle.title,
    rubricVersion: default2024.version,
    state,
    tier,
    score: evaluation.base,
    settings: defaultRectificationSettings,
    orderedOn: FINISHED.publishedOn,
    documentNumber: FINISHED.document,
    issuedOn: state === 'drafted' ? null : FINISHED.publishedOn,
    dueOn,
    firstDueOn,
    planText: textOf('plan-handed-in'),
    reportText: textOf('reported'),
    reportedAt: atOf('reported'),
    round: 1,
    expired: false,
    concludedBy: concluded && accountIdOf('office'),
    concludedAt: concluded,
    conclusion: textOf('passed') ?? textOf('failed'),
    intended: noticedOn && 'downgrade',
    noticeReason: textOf('notice-given'),
    noticedBy: noticedOn && accountIdOf('office'),
    noticedOn,
    answerUntil: noticedOn && addDays(noticedOn, 14),
    consequence,
    subsidy: consequence && subsidyConsequence(default2024.subsidyFen, tier, consequence.toTier),
    closedAt: state === 'passed' ? concluded : null,
    revision: steps.length,
    createdAt: instantOf(FINISHED.publishedOn, '09:40'),
  };
}

const itemRows = ({ id, lines, state }: DemoRectification): Record<string, unknown>[] =>
  lines.map(({ indicator, points, score, cause, borderPercent, plan, report, activityIds }) => ({
    rectificationId: id,
    code: indicator,
    position: default2024.indicators.findIndex(({ code }) => code === indicator) + 1,
    kind: 'line',
    points,
    score,
    cause,
    borderPercent,
    removed: false,
    plan,
    planBy: plan && (state === 'passed' ? '2026-10-25' : '2026-11-05'),
    report,
    activityIds,
    fileIds: [],
  }));

const stepRows = ({ id, steps }: DemoRectification): Record<string, unknown>[] =>
  steps.map(({ kind, at, by, side, text, facts }, index) => ({
    id: uuidOf(`rectification step ${id} ${index}`),
    rectificationId: id,
    position: index + 1,
    kind,
    at,
    accountId: by && accountIdOf(by),
    side,
    text,
    fileIds: [],
    facts,
  }));

/** The trace as the audit has it. */
export const rectificationEntries = ({ id, evaluation, steps }: DemoRectification): AuditEntryRow[] =>
  steps.flatMap(({ kind, at, by, side }, index): AuditEntryRow[] =>
    by === null
      ? []
      : [
          {
            at,
            by,
            role: side === 'checker' ? 'evaluator' : side,
            type: 'rectification',
            id,
            studioId: evaluation.studio.id,
            action: kind,
            revision: index + 1,
          },
        ],
  );
