import type { GradeReason, GroupOutcome, Mark, Prefill, Rubric } from '@jianglian/domain/evaluation';
import type { CohortBasis, EvaluationState, ScoresheetState } from '@jianglian/domain/evaluation';
import { aggregate, evaluationFacts, prefillAll } from '@jianglian/domain/evaluation';
import type { TalliedActivity } from '@jianglian/domain/activity';
import type { CivilDate } from '@jianglian/domain/kernel';
import type { Grade, Tier } from '@jianglian/domain/studio';
import { Random, uuidOf } from '../random.ts';
import type { DemoActivity } from './activities.ts';
import type { DemoCycle } from './cycles.ts';
import type { DemoLine } from './evaluation-marks.ts';
import { handOf, markOf, selfLineOf } from './evaluation-marks.ts';
import type { DemoReport } from './reports.ts';
import type { DemoStudio } from './studios.ts';

export interface DemoSheet {
  readonly id: string;
  readonly login: string;
  readonly state: ScoresheetState;
  readonly marks: readonly Mark[];
  readonly assignedAt: Date;
  readonly markedAt: Date | null;
  readonly submittedAt: Date | null;
  readonly endedReason: string | null;
}

export interface DemoEvaluation {
  readonly id: string;
  readonly cycle: DemoCycle;
  readonly studio: DemoStudio;
  readonly state: EvaluationState;
  readonly tier: Tier;
  readonly basis: CohortBasis;
  readonly basisOn: CivilDate;
  /** A later closing than the cycle's, given to this studio. */
  readonly closesAt: Date | null;
  readonly prefill: readonly Prefill[];
  readonly lines: readonly DemoLine[];
  readonly submittedAt: Date | null;
  readonly sheets: readonly DemoSheet[];
  readonly base: number | null;
  readonly spread: number | null;
  readonly groups: readonly GroupOutcome[];
  readonly proposedGrade: Grade | null;
  readonly grade: Grade | null;
  readonly reasons: readonly GradeReason[];
}

/** What an evaluation is made from. */
export interface Material {
  readonly rubric: Rubric;
  readonly activities: readonly DemoActivity[];
  readonly reports: readonly DemoReport[];
}

export const tierOn = (studio: DemoStudio, day: CivilDate): Tier =>
  studio.steps.reduce<Tier>((tier, { act, on }) => ('tier' in act && on <= day ? act.tier : tier), 'municipal');

/** The automatic values as the portal works them out on handing in. */
export function prefillOf(studio: DemoStudio, cycle: DemoCycle, tier: Tier, { rubric, activities, reports }: Material) {
  const due = reports.filter(({ dueOn }) => dueOn >= cycle.periodFrom && dueOn <= cycle.periodTo);
  const late = due.filter(({ submittedOn, dueOn }) => submittedOn !== null && submittedOn > dueOn).length;
  const onTime = due.filter(({ submittedOn, dueOn }) => submittedOn !== null && submittedOn <= dueOn).length;
  const team = studio.team.filter(
    ({ joinedOn, leftOn }) => joinedOn <= cycle.periodTo && (!leftOn || leftOn > cycle.periodTo),
  );
  const facts = evaluationFacts(
    activities as unknown as readonly TalliedActivity[],
    { from: cycle.periodFrom, to: cycle.periodTo },
    rubric.years,
    {
      tier,
      teamSize: team.length,
      subsidyGrantedFen: rubric.subsidyFen[tier],
      reports: { onTime, late, missing: Math.max(0, 4 - onTime - late) },
    },
  );
  return prefillAll(rubric, facts);
}

export function linesOf(
  studio: DemoStudio,
  prefills: readonly Prefill[],
  cycle: DemoCycle,
  { rubric, activities }: Material,
) {
  const random = new Random(`lines ${cycle.year} ${studio.serial}`);
  const atHand = activities
    .filter(
      ({ state, startedOn }) => state === 'verified' && startedOn >= cycle.periodFrom && startedOn <= cycle.periodTo,
    )
    .filter(({ kind }) => kind === 'management' || kind === 'training')
    .map(({ id }) => id);
  return rubric.indicators.map((indicator, index) => selfLineOf(indicator, prefills[index]!, random, atHand));
}

/** What the evaluators see beyond the figures, 0 to 1; a studio that fails is worse in everything. */
export const qualityOf = (studio: DemoStudio): number =>
  studio.story?.startsWith('rectif') ? 0.32 : Math.min(1, 0.76 + (studio.vigour - 0.6) * 0.4);

/** All marks of one evaluator for one studio; `lenient` turns the hand, so that a panel disagrees. */
export function marksOf(
  studio: DemoStudio,
  login: string,
  prefills: readonly Prefill[],
  cycle: DemoCycle,
  rubric: Rubric,
  lenient = 0,
): readonly Mark[] {
  const random = new Random(`marks ${cycle.year} ${studio.serial} ${login}`);
  const { bias, noise } = handOf(login);
  const hand = { bias: bias + lenient, noise };
  return rubric.indicators.map((indicator, index) =>
    markOf(rubric, indicator, prefills[index]!, { quality: qualityOf(studio) }, hand, random),
  );
}

export const sheetIdOf = (cycle: DemoCycle, studio: DemoStudio, login: string): string =>
  uuidOf(`sheet ${cycle.year} ${studio.serial} ${login}`);

/** Mean, spread and groups of sheets that are in. */
export function resultOf(rubric: Rubric, sheets: readonly DemoSheet[]) {
  const { base, spread, groups } = aggregate(rubric, sheets);
  return { base, spread, groups };
}
