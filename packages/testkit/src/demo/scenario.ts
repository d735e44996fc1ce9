import { default2024 } from '@jianglian/domain/evaluation';
import type { CivilDate } from '@jianglian/domain/kernel';
import type { DemoAccount } from './accounts.ts';
import { demoAccounts } from './accounts.ts';
import type { DemoActivity } from './activities.ts';
import { activitiesOf, DEMO_DAY } from './activities.ts';
import type { DemoCycle } from './cycles.ts';
import { finishedCycle, runningCycle } from './cycles.ts';
import type { DemoEvaluation } from './evaluations.ts';
import { finishedEvaluations, stepsAfter } from './finished-cycle.ts';
import { panels } from './panel.ts';
import type { DemoReport } from './reports.ts';
import { reportsOf } from './reports.ts';
import type { DemoRound } from './rounds.ts';
import { demoRounds } from './rounds.ts';
import { runningEvaluations } from './running-cycle.ts';
import type { DemoRubric } from './rubrics.ts';
import { draftedRubric } from './rubrics.ts';
import type { Step } from './studio-life.ts';
import type { DemoStudio } from './studios.ts';
import { demoStudios } from './studios.ts';
import type { Host } from './hosts.ts';
import { demoUnits } from './units.ts';

/** Everything of a scenario before it is written anywhere: plain data, the same every time. */
export interface Scenario {
  readonly studios: readonly DemoStudio[];
  /** Units without a studio. */
  readonly units: readonly Host[];
  readonly accounts: readonly DemoAccount[];
  readonly activities: readonly DemoActivity[];
  readonly reports: readonly DemoReport[];
  readonly rubrics: readonly DemoRubric[];
  readonly cycles: readonly DemoCycle[];
  readonly evaluations: readonly DemoEvaluation[];
  readonly rounds: readonly DemoRound[];
  /** What the published cycle added to a studio's life. */
  stepsAfter(studio: DemoStudio): readonly Step[];
}

/** `demo` is the whole city, `small` its first twelve studios for stories that need some of everything, `empty` nobody. */
export const scenarioNames = ['demo', 'small', 'empty'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

/** The windows of the running cycle are counted from `startedOn`; everything else is fixed. */
export function scenarioOf(name: ScenarioName, startedOn: CivilDate = DEMO_DAY): Scenario {
  const all = name === 'empty' ? [] : demoStudios();
  const studios = name === 'small' ? all.slice(0, 12) : all;
  const activities = studios.map(activitiesOf);
  const reports = studios.map(reportsOf);
  const placeOf = new Map(studios.map(({ id }, place) => [id, place]));
  const materialOf = ({ id }: DemoStudio) => ({
    rubric: default2024,
    activities: activities[placeOf.get(id)!]!,
    reports: reports[placeOf.get(id)!]!,
  });
  const panel = panels(studios);
  const evaluations = [
    ...finishedEvaluations(studios, materialOf, panel),
    ...runningEvaluations(studios, materialOf, panel, startedOn),
  ];
  const after = new Map(evaluations.map((evaluation) => [evaluation.studio.id, stepsAfter(evaluation)]));
  const units = name === 'empty' ? [] : demoUnits();
  return {
    studios,
    units,
    accounts: name === 'empty' ? [] : demoAccounts(studios, units),
    activities: activities.flat(),
    reports: reports.flat(),
    rubrics: name === 'empty' ? [] : [draftedRubric(startedOn)],
    cycles: name === 'empty' ? [] : [finishedCycle, runningCycle(startedOn)],
    evaluations,
    rounds: name === 'demo' ? demoRounds(studios, evaluations, units, startedOn) : [],
    stepsAfter: ({ id }) => after.get(id) ?? [],
  };
}
