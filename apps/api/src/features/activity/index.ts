export { activityVisibleTo, reportVisibleTo } from './activity-scope.queries.ts';
export { ActivityModule } from './activity.module.ts';
export { ActivityTallies } from './activity-tally.queries.ts';
export { ReportQueries } from './report.queries.ts';
