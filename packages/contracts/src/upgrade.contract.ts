import { declarationApi } from './upgrade/declaration.contract.ts';
import { simulationApi } from './upgrade/simulation.contract.ts';
import { verdictApi } from './upgrade/verdict.contract.ts';

export * from './upgrade/application-brief.ts';
export * from './upgrade/declaration.contract.ts';
export * from './upgrade/finding-text.ts';
export * from './upgrade/simulation.contract.ts';
export * from './upgrade/verdict.contract.ts';

export const upgradeApi = { ...verdictApi, ...declarationApi, ...simulationApi };
