import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Config } from '../config/index.ts';
import { Jobs } from '../jobs/index.ts';
import { AuditChain, batch } from './audit-chain.ts';

const everyMs = 1_000;

/** Seals every second, on every server that runs jobs; whoever gets the lock does the work. */
@Injectable()
export class AuditSealer implements OnModuleInit, OnApplicationBootstrap, OnModuleDestroy {
  private readonly chain: AuditChain;
  private readonly jobs: Jobs;
  private readonly config: Config;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(chain: AuditChain, jobs: Jobs, config: Config) {
    this.chain = chain;
    this.jobs = jobs;
    this.config = config;
  }

  onModuleInit(): void {
    // Records of transactions that took hours are found by looking everywhere.
    this.jobs.define('audit.seal-all', async () => void (await this.chain.sealAll()));
    this.jobs.schedule('audit.seal-all', '7 * * * *');
  }

  onApplicationBootstrap(): void {
    if (this.config.env.JOBS) this.next();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.running;
    clearTimeout(this.timer);
  }

  private next(pause = everyMs): void {
    this.timer = setTimeout(() => {
      this.running = this.chain
        .seal()
        .catch(() => 0) // when the database is away the records wait with it
        .then((sealed) => {
          if (this.timer) this.next(sealed >= batch ? 0 : everyMs);
        });
    }, pause).unref();
  }
}
