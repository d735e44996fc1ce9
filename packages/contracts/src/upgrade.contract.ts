import { applicationApi } from './upgrade/application.contract.ts';
import { declarationApi } from './upgrade/declaration.contract.ts';
import { recommendationApi } from './upgrade/recommendation.contract.ts';
import { roundApi } from './upgrade/round.contract.ts';
import { simulationApi } from './upgrade/simulation.contract.ts';
import { subsidyApi } from './upgrade/subsidy.contract.ts';
import { verdictApi } from './upgrade/verdict.contract.ts';

export * from './upgrade/application-brief.ts';
export * from './upgrade/application.contract.ts';
export * from './upgrade/declaration.contract.ts';
export * from './upgrade/finding-text.ts';
export * from './upgrade/recommendation.contract.ts';
export * from './upgrade/round.contract.ts';
export * from './upgrade/simulation.contract.ts';
export * from './upgrade/subsidy.contract.ts';
export * from './upgrade/verdict.contract.ts';

export const upgradeApi = {
  ...applicationApi,
  ...verdictApi,
  ...declarationApi,
  ...recommendationApi,
  ...roundApi,
  ...simulationApi,
  ...subsidyApi,
};
