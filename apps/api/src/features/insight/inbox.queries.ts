import type { InboxView, TaskView } from '@jianglian/contracts/insight';
import type { ReportSchedule } from '@jianglian/domain/activity';
import { defaultSettings } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { holds, may } from '@jianglian/domain/identity';
import { categoryOf, groupTasks, openCount, type Reminded, reminderOf } from '@jianglian/domain/insight';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, sql } from '../../platform/database/index.ts';
import { EvaluatorTasks } from './evaluator-tasks.queries.ts';
import { ChangeTasks } from './change-tasks.queries.ts';
import { DecisionTasks } from './decision-tasks.queries.ts';
import { OfficeTasks } from './office-tasks.queries.ts';
import { RectificationTasks } from './rectification-tasks.queries.ts';
import { RecommenderTasks } from './recommender-tasks.queries.ts';
import { RemindedQueries } from './reminded.queries.ts';
import { RoundTasks } from './round-tasks.queries.ts';
import { StudioTasks } from './studio-tasks.queries.ts';
import { SubsidyTasks } from './subsidy-tasks.queries.ts';
import { VisitTasks } from './visit-tasks.queries.ts';
import type { FoundTask } from './task-source.ts';

/** Everything an account has to do, over all its roles. Read from the primary: what was just done is gone at once. */
@Injectable()
export class InboxQueries {
  private readonly studio: StudioTasks;
  private readonly recommender: RecommenderTasks;
  private readonly evaluator: EvaluatorTasks;
  private readonly office: OfficeTasks;
  private readonly decisions: DecisionTasks;
  private readonly rectification: RectificationTasks;
  private readonly changes: ChangeTasks;
  private readonly rounds: RoundTasks;
  private readonly visits: VisitTasks;
  private readonly subsidies: SubsidyTasks;
  private readonly reminded: RemindedQueries;
  private readonly database: Database;
  private readonly clock: Clock;

  constructor(
    studio: StudioTasks,
    recommender: RecommenderTasks,
    evaluator: EvaluatorTasks,
    office: OfficeTasks,
    decisions: DecisionTasks,
    rectification: RectificationTasks,
    changes: ChangeTasks,
    rounds: RoundTasks,
    visits: VisitTasks,
    subsidies: SubsidyTasks,
    reminded: RemindedQueries,
    database: Database,
    clock: Clock,
  ) {
    this.studio = studio;
    this.recommender = recommender;
    this.evaluator = evaluator;
    this.office = office;
    this.decisions = decisions;
    this.rectification = rectification;
    this.changes = changes;
    this.rounds = rounds;
    this.visits = visits;
    this.subsidies = subsidies;
    this.reminded = reminded;
    this.database = database;
    this.clock = clock;
  }

  async inbox(actor: Actor): Promise<InboxView> {
    const now = this.clock.now();
    const [tasks, reminders] = await Promise.all([this.tasks(actor), this.reminded.of(actor.accountId)]);
    const open = openCount(tasks);
    return {
      at: now.toISOString(),
      open,
      waiting: tasks.length - open,
      groups: groupTasks(tasks, now).map(({ group, tasks: members }) => ({
        group,
        tasks: members.map((task) => viewOf(task, reminders)),
      })),
    };
  }

  async count(actor: Actor): Promise<{ open: number }> {
    return { open: openCount(await this.tasks(actor)) };
  }

  /** What there is to do and to wait for, ungrouped: for the page, the count and the weekly mail. */
  async tasks(actor: Actor): Promise<FoundTask[]> {
    const studioIds = actor.grants.flatMap(({ role, studioId }) => (role === 'studio' && studioId ? [studioId] : []));
    const recommenderIds = actor.grants.flatMap(({ role, recommenderId }) =>
      role === 'recommender' && recommenderId ? [recommenderId] : [],
    );
    const schedule =
      studioIds.length + recommenderIds.length > 0 ? await this.reportSchedule() : (defaultSettings as ReportSchedule);
    const parts = await Promise.all([
      this.studio.of(studioIds, schedule),
      this.recommender.of(recommenderIds, schedule),
      this.evaluator.of(holds(actor, 'evaluator') ? actor.accountId : undefined),
      this.office.of(holds(actor, 'office')),
      this.decisions.of(holds(actor, 'office')),
      this.rectification.ofStudios(studioIds),
      this.rectification.ofRecommenders(recommenderIds),
      this.rectification.ofChecker(holds(actor, 'evaluator') ? actor.accountId : undefined),
      this.rectification.ofOffice(holds(actor, 'office')),
      this.subsidies.ofStudios(studioIds),
      this.subsidies.ofRecommenders(recommenderIds),
      this.subsidies.ofOffice(holds(actor, 'office')),
      this.changes.ofStudios(studioIds),
      this.changes.ofRecommenders(recommenderIds),
      this.changes.ofOffice(holds(actor, 'office')),
      this.rounds.of(actor),
      this.visits.of(may(actor, 'visit:carry-out') ? actor.accountId : undefined),
    ]);
    return parts.flat();
  }

  private async reportSchedule(): Promise<ReportSchedule> {
    const row = await this.database.one<{ content: ReportSchedule }>(sql`SELECT content FROM activity_settings`);
    return row?.content ?? defaultSettings;
  }
}

const viewOf = (task: FoundTask, reminders: readonly Reminded[]): TaskView => ({
  reminded: reminderOf(task, reminders),
  key: task.key,
  kind: task.kind,
  category: categoryOf(task.kind),
  dueAt: task.dueAt?.toISOString() ?? null,
  since: task.since?.toISOString() ?? null,
  studio: task.studio,
  subject: task.subject,
  params: { ...task.params },
});
