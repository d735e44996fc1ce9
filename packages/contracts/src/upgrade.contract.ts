import { applicationApi } from './upgrade/application.contract.ts';
import { awardLetterApi } from './upgrade/award-letter.contract.ts';
import { awardListApi } from './upgrade/award-list.contract.ts';
import { awardObjectionApi } from './upgrade/award-objection.contract.ts';
import { awardApi } from './upgrade/award.contract.ts';
import { declarationApi } from './upgrade/declaration.contract.ts';
import { formalCheckApi } from './upgrade/formal-check.contract.ts';
import { casePriorityApi } from './upgrade/case-priority.contract.ts';
import { recommendationApi } from './upgrade/recommendation.contract.ts';
import { reviewPanelApi } from './upgrade/review-panel.contract.ts';
import { reviewSheetApi } from './upgrade/review-sheet.contract.ts';
import { roundApi } from './upgrade/round.contract.ts';
import { honoursApi } from './upgrade/honours.contract.ts';
import { simulationApi } from './upgrade/simulation.contract.ts';
import { subsidyApi } from './upgrade/subsidy.contract.ts';
import { verdictApi } from './upgrade/verdict.contract.ts';

export * from './upgrade/application-brief.ts';
export * from './upgrade/application-form.contract.ts';
export * from './upgrade/application.contract.ts';
export * from './upgrade/award-letter.contract.ts';
export * from './upgrade/award-list.contract.ts';
export * from './upgrade/award-objection.contract.ts';
export * from './upgrade/award.contract.ts';
export * from './upgrade/declaration.contract.ts';
export * from './upgrade/finding-text.ts';
export * from './upgrade/formal-check.contract.ts';
export * from './upgrade/case-priority.contract.ts';
export * from './upgrade/recommendation.contract.ts';
export * from './upgrade/review-panel.contract.ts';
export * from './upgrade/review-sheet.contract.ts';
export * from './upgrade/round.contract.ts';
export * from './upgrade/honours.contract.ts';
export * from './upgrade/simulation.contract.ts';
export * from './upgrade/subsidy-view.contract.ts';
export * from './upgrade/subsidy.contract.ts';
export * from './upgrade/verdict.contract.ts';

export const upgradeApi = {
  ...applicationApi,
  ...awardApi,
  ...awardLetterApi,
  ...awardListApi,
  ...awardObjectionApi,
  ...verdictApi,
  ...declarationApi,
  ...formalCheckApi,
  ...casePriorityApi,
  ...recommendationApi,
  ...reviewPanelApi,
  ...reviewSheetApi,
  ...roundApi,
  ...simulationApi,
  ...subsidyApi,
  ...honoursApi,
};
