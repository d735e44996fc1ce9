import { MonitorQueries } from './monitor.queries.ts';
import { EvaluationNews } from './news.service.ts';
import { OpenTaskQueries } from './open-tasks.queries.ts';
import { ReminderController } from './reminder.controller.ts';
import { ReminderJobs } from './reminder.jobs.ts';
import { ReminderQueries } from './reminder.queries.ts';
import { ReminderRepository } from './reminder.repository.ts';
import { ReminderService } from './reminder.service.ts';

export const reminderControllers = [ReminderController];
export const reminderProviders = [
  MonitorQueries,
  EvaluationNews,
  OpenTaskQueries,
  ReminderQueries,
  ReminderRepository,
  ReminderService,
  ReminderJobs,
];
