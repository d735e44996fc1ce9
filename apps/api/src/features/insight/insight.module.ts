import { Module } from '@nestjs/common';
import { EvaluatorTasks } from './evaluator-tasks.queries.ts';
import { InboxController } from './inbox.controller.ts';
import { InboxQueries } from './inbox.queries.ts';
import { InsightJobs } from './insight.jobs.ts';
import { RoundTasks } from './round-tasks.queries.ts';
import { ChangeTasks } from './change-tasks.queries.ts';
import { DecisionTasks } from './decision-tasks.queries.ts';
import { OfficeTasks } from './office-tasks.queries.ts';
import { OverviewController } from './overview.controller.ts';
import { OverviewQueries } from './overview.queries.ts';
import { RecommenderTasks } from './recommender-tasks.queries.ts';
import { RectificationTasks } from './rectification-tasks.queries.ts';
import { RemindedQueries } from './reminded.queries.ts';
import { StudioTasks } from './studio-tasks.queries.ts';
import { SubsidyTasks } from './subsidy-tasks.queries.ts';
import { VisitTasks } from './visit-tasks.queries.ts';
import { WeeklyMail } from './weekly-mail.service.ts';

@Module({
  controllers: [OverviewController, InboxController],
  providers: [
    OverviewQueries,
    InboxQueries,
    RemindedQueries,
    StudioTasks,
    VisitTasks,
    RecommenderTasks,
    EvaluatorTasks,
    ChangeTasks,
    RoundTasks,
    DecisionTasks,
    OfficeTasks,
    RectificationTasks,
    SubsidyTasks,
    WeeklyMail,
    InsightJobs,
  ],
})
export class InsightModule {}
