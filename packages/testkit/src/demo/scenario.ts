import type { DemoAccount } from './accounts.ts';
import { demoAccounts } from './accounts.ts';
import type { DemoActivity } from './activities.ts';
import { activitiesOf } from './activities.ts';
import type { DemoReport } from './reports.ts';
import { reportsOf } from './reports.ts';
import type { DemoStudio } from './studios.ts';
import { demoStudios } from './studios.ts';

/** Everything of a scenario before it is written anywhere: plain data, the same every time. */
export interface Scenario {
  readonly studios: readonly DemoStudio[];
  readonly accounts: readonly DemoAccount[];
  readonly activities: readonly DemoActivity[];
  readonly reports: readonly DemoReport[];
}

/** `demo` is the whole city, `small` its first twelve studios for stories that need some of everything, `empty` nobody. */
export const scenarioNames = ['demo', 'small', 'empty'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

export function scenarioOf(name: ScenarioName): Scenario {
  const all = name === 'empty' ? [] : demoStudios();
  const studios = name === 'small' ? all.slice(0, 12) : all;
  return {
    studios,
    accounts: name === 'empty' ? [] : demoAccounts(studios),
    activities: studios.flatMap(activitiesOf),
    reports: studios.flatMap(reportsOf),
  };
}
