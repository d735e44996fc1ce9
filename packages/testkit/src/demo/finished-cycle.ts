import { cohortFinding, proposeGrades } from '@jianglian/domain/evaluation';
import { addDays } from '@jianglian/domain/kernel';
import { Random, uuidOf } from '../random.ts';
import { finishedCycle as cycle } from './cycles.ts';
import type { DemoEvaluation, Material } from './evaluations.ts';
import { linesOf, marksOf, prefillOf, resultOf, sheetIdOf, tierOn } from './evaluations.ts';
import type { Panel } from './panel.ts';
import { afterFailing, FINISHED, type Step } from './studio-life.ts';
import type { DemoStudio } from './studios.ts';

/** Scored, decided as proposed and published: grades within the cap of each tier, 不合格 for the stories that fail. */
export function finishedEvaluations(
  studios: readonly DemoStudio[],
  materialOf: (studio: DemoStudio) => Material,
  panel: Panel,
): readonly DemoEvaluation[] {
  const scored = studios
    .filter(({ cohort }) => cohort === 'finished')
    .map((studio) => scoredOf(studio, materialOf(studio), panel(studio, cycle)));
  if (scored.length === 0) return [];
  const { rubric } = materialOf(scored[0]!.studio);
  const { grades } = proposeGrades(
    rubric,
    cycle.excellentCapPercent,
    scored.map(({ id, tier, base, groups }) => ({ id, tier, base, bonus: 0, groups, veto: null })),
  );
  const gradeOf = new Map(grades.map((grade) => [grade.id, grade]));
  return scored.map((evaluation) => {
    const { grade, reasons } = gradeOf.get(evaluation.id)!;
    return { ...evaluation, state: 'published', proposedGrade: grade, grade, reasons };
  });
}

function scoredOf(studio: DemoStudio, material: Material, logins: readonly string[]): DemoEvaluation {
  const random = new Random(`finished ${studio.serial}`);
  const tier = tierOn(studio, cycle.periodTo);
  const prefill = prefillOf(studio, cycle, tier, material);
  const day = (from: Date, days: number) =>
    new Date(from.getTime() + days * 86_400_000 - random.whole(0, 20_000) * 1000);
  const sheets = logins.map((login) => {
    const submittedAt = day(cycle.windows.scoring.closesAt, -random.whole(1, 30));
    return {
      id: sheetIdOf(cycle, studio, login),
      login,
      state: 'sealed' as const,
      marks: marksOf(studio, login, prefill, cycle, material.rubric),
      assignedAt: day(cycle.windows.selfEvaluation.closesAt, 3),
      markedAt: day(submittedAt, -1),
      submittedAt,
      endedReason: null,
    };
  });
  return {
    id: uuidOf(`evaluation ${cycle.year} ${studio.serial}`),
    cycle,
    studio,
    state: 'scored',
    tier,
    ...basisOf(studio),
    closesAt: null,
    prefill,
    lines: linesOf(studio, prefill, cycle, material),
    submittedAt: day(cycle.windows.selfEvaluation.closesAt, -random.whole(0, 9)),
    sheets,
    ...resultOf(material.rubric, sheets),
    proposedGrade: null,
    grade: null,
    reasons: [],
  };
}

/** From which day the studio's two years were counted when the cycle was opened. */
export function basisOf(studio: DemoStudio, year = cycle.year) {
  const until = addDays(`${year}-12-31`, 0);
  const before = studio.steps.filter(({ on }) => on <= until);
  const award = before.findLast(({ act }) => 'tier' in act)!;
  const last = before.findLast(({ act }) => act.kind === 'evaluated');
  const { basis, basisOn } = cohortFinding(
    { standing: 'active', awardedOn: award.on, lastEvaluatedOn: last?.on ?? null, runsElsewhere: false },
    year,
    2,
  );
  return { basis, basisOn };
}

/** What the publication left on the studio's timeline. */
export function stepsAfter({ studio, grade, base }: DemoEvaluation): readonly Step[] {
  if (grade === null) return [];
  const evaluated: Step = {
    on: FINISHED.publishedOn,
    document: FINISHED.document,
    act: { kind: 'evaluated', grade, score: base, cycle: cycle.title },
    reason: `${FINISHED.year} 年度考核评估`,
  };
  return [evaluated, ...(grade === 'failed' ? afterFailing(studio.story) : [])];
}
