import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../platform/jobs/index.ts';
import { WeeklyMail } from './weekly-mail.service.ts';

/** Mondays at 08:00; at nine and ten again for the case that no server ran, which changes nothing for whoever has had theirs. */
@Injectable()
export class InsightJobs implements OnModuleInit {
  private readonly jobs: Jobs;
  private readonly weekly: WeeklyMail;

  constructor(jobs: Jobs, weekly: WeeklyMail) {
    this.jobs = jobs;
    this.weekly = weekly;
  }

  onModuleInit(): void {
    this.jobs.define('insight.weekly-mail', async () => void (await this.weekly.send()));
    this.jobs.schedule('insight.weekly-mail', '0 8-10 * * 1');
  }
}
