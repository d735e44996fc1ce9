import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import { type AwardImportAction, awardImportMachine, awardImportRefusals } from '@jianglian/domain/studio';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { RequestContext } from '../../platform/context/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { FileVisibility } from '../../platform/files/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';
import { Jobs } from '../../platform/jobs/index.ts';
import { AwardImportApply } from './award-import-apply.service.ts';
import { AwardImportCheck } from './award-import-check.service.ts';
import type { AwardImportRow } from './award-import.entity.ts';
import { AwardImportRepository } from './award-import.repository.ts';
import { awardImportJobs } from './award-import.service.ts';

interface Task {
  readonly id: string;
  /** Of the act that asked for the job; another act since then makes it pointless. */
  readonly revision: number;
  readonly actor: Actor | null;
}

/** The two long works of an import. Run again after a crash they start anew; run twice they do nothing the second time. */
@Injectable()
export class AwardImportJobs implements OnModuleInit {
  private readonly logger = new Logger('award-import');
  private readonly jobs: Jobs;
  private readonly imports: AwardImportRepository;
  private readonly checks: AwardImportCheck;
  private readonly application: AwardImportApply;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly visibility: FileVisibility;
  private readonly clock: Clock;

  constructor(
    jobs: Jobs,
    imports: AwardImportRepository,
    checks: AwardImportCheck,
    application: AwardImportApply,
    unit: UnitOfWork,
    audit: AuditLog,
    visibility: FileVisibility,
    clock: Clock,
  ) {
    this.jobs = jobs;
    this.imports = imports;
    this.checks = checks;
    this.application = application;
    this.unit = unit;
    this.audit = audit;
    this.visibility = visibility;
    this.clock = clock;
  }

  onModuleInit(): void {
    this.jobs.define<Task>(awardImportJobs.check, (task) => this.during(task, 'checking', (row) => this.check(row)));
    this.jobs.define<Task>(awardImportJobs.apply, (task) => this.during(task, 'applying', (row) => this.apply(row)));
    this.visibility.register('award-list', (_, actor) => Promise.resolve(holds(actor, 'office')));
  }

  private async check(row: AwardImportRow): Promise<void> {
    for await (const { judged, done } of this.checks.batches(row)) {
      await this.imports.saveJudged(row.id, judged);
      if (!(await this.imports.advance(row.id, row.revision, done))) return; // cancelled meanwhile
    }
    await this.finish(row, 'finish-check', async (locked) => {
      Object.assign(locked, await this.imports.counts(row.id));
    });
  }

  private apply(row: AwardImportRow): Promise<void> {
    return this.application.write(row, () =>
      this.finish(row, 'finish-apply', async (locked) => {
        locked.appliedAt = this.clock.now();
      }),
    );
  }

  /** Whatever goes wrong, the import says so and nothing of the register has changed. */
  private async during(task: Task, state: string, work: (row: AwardImportRow) => Promise<void>): Promise<void> {
    const facts = RequestContext.current() ?? { requestId: 'job', locale: 'zh-CN' as const };
    await RequestContext.run({ ...facts, ...(task.actor ? { actor: task.actor } : {}) }, async () => {
      const row = await this.imports.find(task.id);
      if (row.state !== state || row.revision !== task.revision) return;
      try {
        await work(row);
      } catch (error) {
        const refused = error instanceof RefusedError;
        if (!refused) this.logger.error(error);
        // A refusal, our own or the register's, means that the register is no longer as it was at the check.
        const reason = refused ? 'registry-changed' : 'failed';
        await this.finish(row, 'fail', async (locked) => {
          locked.failure = awardImportRefusals(reason).code;
        });
      }
    });
  }

  private finish(
    row: AwardImportRow,
    action: AwardImportAction,
    change: (locked: AwardImportRow) => Promise<void>,
  ): Promise<void> {
    return this.unit.run(async () => {
      const locked = await this.imports.forUpdate(row.id);
      const outcome = attempt(awardImportMachine, action, locked, {});
      if (!outcome.ok || locked.revision !== row.revision) return;
      const from = locked.state;
      locked.state = outcome.subject.state;
      locked.revision += 1;
      await change(locked);
      await this.imports.save(locked);
      await this.audit.record({
        subject: { type: 'award-import', id: locked.id },
        action: locked.state,
        from,
        to: locked.state,
        revision: locked.revision,
        facts: {
          fileName: locked.fileName,
          figures: locked.figures,
          ...(locked.failure ? { failure: locked.failure } : {}),
        },
      });
    });
  }
}
