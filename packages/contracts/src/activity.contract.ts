import { activityLogApi } from './activity/log.contract.ts';
import { reportApi } from './activity/report.contract.ts';

export * from './activity/log.contract.ts';
export * from './activity/report.contract.ts';
export * from './activity/view.contract.ts';

/** Activities with evidence and verification; yearly plans and summaries. */
export const activityApi = { ...activityLogApi, ...reportApi } as const;
