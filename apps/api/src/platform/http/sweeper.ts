import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../jobs/index.ts';
import { SessionStore } from '../session/session.store.ts';
import { Idempotency } from './idempotency.ts';
import { RateLimiter } from './rate-limiter.ts';

/** Clears away, every quarter of an hour, what has run out: sessions, idempotency keys, counted windows. */
@Injectable()
export class Sweeper implements OnModuleInit {
  private readonly jobs: Jobs;
  private readonly sweeps: readonly { sweep(): Promise<number> }[];

  constructor(jobs: Jobs, sessions: SessionStore, idempotency: Idempotency, limiter: RateLimiter) {
    this.jobs = jobs;
    this.sweeps = [sessions, idempotency, limiter];
  }

  onModuleInit(): void {
    this.jobs.define('platform.sweep', async () => {
      for (const part of this.sweeps) await part.sweep();
    });
    this.jobs.schedule('platform.sweep', '*/15 * * * *');
  }
}
