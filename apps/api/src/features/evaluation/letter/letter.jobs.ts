import { holds } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileVisibility } from '../../../platform/files/index.ts';
import { Jobs } from '../../../platform/jobs/index.ts';
import { LetterArchives, lettersJob } from './letter-archive.service.ts';

/** The archive of letters is made by one server, taken over when that one goes away, and seen by the office only. */
@Injectable()
export class LetterJobs implements OnModuleInit {
  private readonly jobs: Jobs;
  private readonly letters: LetterArchives;
  private readonly visibility: FileVisibility;

  constructor(jobs: Jobs, letters: LetterArchives, visibility: FileVisibility) {
    this.jobs = jobs;
    this.letters = letters;
    this.visibility = visibility;
  }

  onModuleInit(): void {
    this.jobs.define<{ id: string }>(lettersJob, ({ id }) => this.letters.run(id));
    this.jobs.define('evaluation.letters-resume', () => this.letters.resume());
    this.jobs.schedule('evaluation.letters-resume', '* * * * *');
    this.visibility.register('letters', async (_, actor) => holds(actor, 'office'));
  }
}
