import { coolingOff, evaluated, nextTier, restartEvaluated, restartYears, standing } from './ladder.rule.ts';
import {
  age,
  award,
  branch,
  heritage,
  insurance,
  nationalCondition,
  oneStudio,
  presence,
  skill,
  team,
} from './master.rule.ts';
import { nationalOnce, onePerUnit, skilledShare, trainingFund } from './unit.rule.ts';
import type { UpgradeRule } from './upgrade.rule.ts';

/** Every condition of the notice that a program can look into, in the order of its clauses. */
export const upgradeRules: readonly UpgradeRule[] = [
  skilledShare,
  trainingFund,
  age,
  presence,
  team,
  insurance,
  award,
  heritage,
  skill,
  nationalCondition,
  nextTier,
  oneStudio,
  onePerUnit,
  branch,
  coolingOff,
  evaluated,
  nationalOnce,
  restartYears,
  restartEvaluated,
  standing,
];
