import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { PgBoss } from 'pg-boss';
import { Config } from '../config/index.ts';
import { RequestContext } from '../context/index.ts';
import { UnitOfWork } from '../database/index.ts';

export type JobHandler<Data extends object = object> = (data: Data) => Promise<void>;

/** A job whose server was killed gives no sign of life and is taken up by another one within a minute or two. */
const tries = { retryLimit: 3, retryBackoff: true, heartbeatSeconds: 30 } as const;

export interface SendOptions {
  /** While one job with this key waits, another with it is not queued. */
  readonly singletonKey?: string;
  readonly startAfter?: Date;
}

/**
 * Work for later and by the clock, in the schema `jobs` of the same database: sent in the transaction that causes it, run
 * by one server however many there are, tried again after a failure. Define and schedule in `onModuleInit`.
 */
@Injectable()
export class Jobs implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly config: Config;
  private readonly unit: UnitOfWork;
  private readonly handlers = new Map<string, JobHandler>();
  private readonly crons = new Map<string, string>();
  private started: Promise<PgBoss> | undefined;

  constructor(config: Config, unit: UnitOfWork) {
    this.config = config;
    this.unit = unit;
  }

  define<Data extends object>(name: string, handler: JobHandler<Data>): void {
    this.handlers.set(name, handler as JobHandler);
  }

  /** Runs the job by a cron expression of five fields, read in the office's zone. */
  schedule(name: string, cron: string): void {
    this.crons.set(name, cron);
  }

  async send(name: string, data: object, options: SendOptions = {}): Promise<void> {
    if (!this.handlers.has(name)) throw new Error(`no job ${name} is defined`);
    const boss = await this.boss();
    const runner = this.unit.isOpen ? this.unit.manager.queryRunner : undefined;
    await boss.send(name, data, {
      singletonKey: options.singletonKey ?? randomUUID(),
      ...(options.startAfter ? { startAfter: options.startAfter } : {}),
      ...(runner
        ? {
            db: {
              executeSql: async (text, values) => ({
                rows: (await runner.query(text, values as unknown[], true)).records ?? [],
              }),
            },
          }
        : {}),
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.env.JOBS) return;
    const boss = await this.boss();
    for (const [name, handler] of this.handlers) {
      await boss.work<object>(name, { pollingIntervalSeconds: 0.5, batchSize: 1 }, async ([job]) => {
        if (job) await this.handle(handler, job);
      });
    }
    for (const [name, cron] of this.crons) await boss.schedule(name, cron, {}, { tz: 'Asia/Shanghai' });
  }

  /** Runs everything that is due now, here, until nothing is left: for tests and the command line. Answers how many. */
  async drain(): Promise<number> {
    const boss = await this.boss();
    let done = 0;
    for (let found = true; found;) {
      found = false;
      for (const [name, handler] of this.handlers) {
        for (const job of await boss.fetch<object>(name, { batchSize: 20 })) {
          found = true;
          await this.handle(handler, job);
          await boss.complete(name, job.id);
          done += 1;
        }
      }
    }
    return done;
  }

  async onApplicationShutdown(): Promise<void> {
    await (await this.started)?.stop({ graceful: this.config.env.JOBS, timeout: 5_000 });
  }

  private handle(handler: JobHandler, job: { id: string; data: object }): Promise<void> {
    return RequestContext.run({ requestId: `job-${job.id}`, locale: 'zh-CN' }, () => handler(job.data));
  }

  private boss(): Promise<PgBoss> {
    return (this.started ??= this.start());
  }

  private async start(): Promise<PgBoss> {
    const runs = this.config.env.JOBS;
    const boss = new PgBoss({
      connectionString: this.config.databaseUrl,
      schema: 'jobs',
      max: runs ? 4 : 2,
      supervise: runs,
      schedule: runs,
      registerInstance: false,
      migrate: false, // `migrate()` has installed it
    });
    boss.on('error', () => {}); // the database is away; the next poll tries again
    await boss.start();
    for (const name of this.handlers.keys()) {
      await boss.createQueue(name, { policy: 'short', ...tries });
      await boss.updateQueue(name, tries);
    }
    return boss;
  }
}
