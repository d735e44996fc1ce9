import { default2024, windowSteps } from '@jianglian/domain/evaluation';
import type { DemoCycle, DemoEvaluation, DemoSheet, Scenario } from '@jianglian/testkit';
import { accountIdOf, studioLogin, uuidOf } from '@jianglian/testkit';
import { instantOf } from '@jianglian/domain/kernel';
import { writeEvaluators, writeMarkVersions } from './panel-rows.ts';
import type { TableWriter } from './table-writer.ts';

/** Cycles with their evaluations, self-evaluations, sheets and marks. Marks of closed sheets stand, so the lock rests meanwhile. */
export async function writeEvaluations(
  writer: TableWriter,
  { studios, rubrics, cycles, evaluations }: Pick<Scenario, 'studios' | 'rubrics' | 'cycles' | 'evaluations'>,
): Promise<void> {
  if (cycles.length === 0) return;
  await writeEvaluators(writer, studios);
  await writer.insert(
    'rubrics',
    rubrics.map(({ content, ...rubric }) => ({
      ...rubric,
      version: content.version,
      content,
      revision: 4,
      accountId: accountIdOf('office'),
    })),
  );
  await writer.insert('evaluation_cycles', cycles.map(cycleRow));
  await writer.insert('evaluations', evaluations.map(evaluationRow));
  await writer.rows(`SELECT setval('letter_numbers', ${Math.max(1, evaluations.length)})`);
  await writer.insert('evaluation_extensions', evaluations.flatMap(extensionRows));
  await writer.insert('self_evaluation_lines', evaluations.flatMap(lineRows));
  await writer.insert('scoresheets', evaluations.flatMap(sheetRows));
  await writer.rows('ALTER TABLE marks DISABLE TRIGGER marks_of_closed_sheets_stand');
  await writer.insert(
    'marks',
    evaluations.flatMap(({ sheets }) => sheets.flatMap(markRows)),
  );
  await writer.rows('ALTER TABLE marks ENABLE TRIGGER marks_of_closed_sheets_stand');
  await writeMarkVersions(writer);
}

const cycleRow = ({ openedAt, windows, release, ...cycle }: DemoCycle): Record<string, unknown> => ({
  ...cycle,
  ...Object.fromEntries(
    windowSteps.flatMap((step) => [
      [`${step}DueAt`, windows[step].dueAt],
      [`${step}ClosesAt`, windows[step].closesAt],
    ]),
  ),
  proposedBy: release && accountIdOf('office'),
  proposedAt: release?.proposedAt ?? null,
  releasedBy: release && accountIdOf('office-2'),
  releasedAt: release?.releasedAt ?? null,
  publicityUntil: release?.publicityUntil ?? null,
  publicityContact: release?.contact ?? null,
  rubricVersion: default2024.version,
  revision: cycle.state === 'published' ? 7 : 3,
  createdAt: openedAt,
});

function evaluationRow(evaluation: DemoEvaluation, place: number): Record<string, unknown> {
  const { cycle, studio, prefill, submittedAt, grade, base } = evaluation;
  const decided = grade === null ? null : instantOf('2026-07-20', '10:00');
  return {
    id: evaluation.id,
    cycleId: cycle.id,
    studioId: studio.id,
    state: evaluation.state,
    tier: evaluation.tier,
    hostUnitId: studio.host.id,
    basis: evaluation.basis,
    basisOn: evaluation.basisOn,
    prefill: prefill.length > 0 ? prefill : null,
    prefillTakenOn: submittedAt?.toISOString().slice(0, 10) ?? null,
    selfSubmittedAt: submittedAt,
    baseScore: base,
    bonusScore: 0,
    finalScore: grade === null ? null : base,
    spread: evaluation.spread,
    groups: evaluation.groups,
    bonusItems: [],
    proposedGrade: evaluation.proposedGrade,
    grade,
    reasons: evaluation.reasons,
    documentNumber: grade === null ? null : cycle.documentNumber,
    publishedOn: grade === null ? null : cycle.publishedOn,
    decidedAt: decided,
    decidedBy: decided && accountIdOf('office'),
    letterNumber: evaluation.state === 'published' ? place + 1 : null,
    revision: evaluation.state === 'published' ? 7 : 3,
  };
}

const extensionRows = ({ id, cycle, studio, closesAt }: DemoEvaluation): Record<string, unknown>[] =>
  closesAt === null
    ? []
    : [
        {
          id: uuidOf(`extension ${cycle.year} ${studio.serial}`),
          evaluationId: id,
          step: 'selfEvaluation',
          closesAt,
          reason: '单位整体搬迁，经申请同意延期',
          accountId: accountIdOf('office'),
          at: new Date(cycle.windows.selfEvaluation.closesAt.getTime() - 2 * 86_400_000),
        },
      ];

const lineRows = ({ id, studio, lines, submittedAt, cycle }: DemoEvaluation): Record<string, unknown>[] =>
  lines.map((line) => ({
    evaluationId: id,
    ...line,
    revision: 1,
    savedAt: submittedAt ?? cycle.windows.selfEvaluation.closesAt,
    accountId: accountIdOf(studioLogin(studio)),
  }));

const sheetRows = ({ id, sheets }: DemoEvaluation): Record<string, unknown>[] =>
  sheets.map((sheet) => ({
    id: sheet.id,
    evaluationId: id,
    accountId: accountIdOf(sheet.login),
    state: sheet.state,
    assignedAt: sheet.assignedAt,
    assignedBy: accountIdOf('office'),
    firstMarkedAt: sheet.markedAt,
    lastMarkedAt: sheet.submittedAt ?? sheet.markedAt,
    submittedAt: sheet.submittedAt,
    endedReason: sheet.endedReason,
    revision: sheet.state === 'sealed' ? 3 : sheet.state === 'draft' ? 1 : 2,
  }));

const markRows = ({ id, marks, markedAt, assignedAt }: DemoSheet): Record<string, unknown>[] =>
  marks.map((mark) => ({ scoresheetId: id, ...mark, revision: 1, savedAt: markedAt ?? assignedAt }));
