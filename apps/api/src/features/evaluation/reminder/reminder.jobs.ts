import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../../platform/jobs/index.ts';
import { ReminderService } from './reminder.service.ts';

/**
 * At 08:30, and at every half past until the evening: where no server ran at 08:30 the next one sends, and where the day's
 * batch has gone out the later ones find it and do nothing.
 */
@Injectable()
export class ReminderJobs implements OnModuleInit {
  private readonly jobs: Jobs;
  private readonly service: ReminderService;

  constructor(jobs: Jobs, service: ReminderService) {
    this.jobs = jobs;
    this.service = service;
  }

  onModuleInit(): void {
    this.jobs.define('evaluation.remind', () => this.service.sendScheduled());
    this.jobs.schedule('evaluation.remind', '30 8-20 * * *');
  }
}
