import { Injectable, type OnModuleInit } from '@nestjs/common';
import { holds } from '@jianglian/domain/identity';
import { FileVisibility } from '../../platform/files/index.ts';
import { Jobs } from '../../platform/jobs/index.ts';
import { CycleService } from './cycle/cycle.service.ts';

/** What happens by the clock, and who may see the files that decisions rest on. */
@Injectable()
export class EvaluationJobs implements OnModuleInit {
  private readonly jobs: Jobs;
  private readonly cycles: CycleService;
  private readonly visibility: FileVisibility;

  constructor(jobs: Jobs, cycles: CycleService, visibility: FileVisibility) {
    this.jobs = jobs;
    this.cycles = cycles;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    this.jobs.define('evaluation.miss-late', () => this.cycles.missLate());
    this.jobs.schedule('evaluation.miss-late', '*/5 * * * *');
    this.visibility.register('document', async (_, actor) => holds(actor, 'office'));
  }
}
