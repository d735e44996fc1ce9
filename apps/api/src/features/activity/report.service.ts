import { randomUUID } from 'node:crypto';
import type { ActivitySettingsView, ReportView } from '@jianglian/contracts/activity';
import {
  type ActivitySettings,
  dueOn,
  reasonRefusals,
  type ReportAction,
  type ReportContent,
  reportMachine,
  scheduleRefusals,
  yearRefusals,
} from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../platform/http/problem/index.ts';
import { ReportQueries } from './report.queries.ts';
import { type LoadedReport, type ReportKey, ReportRepository } from './report.repository.ts';

/** Yearly plans and summaries, and the settings they are due by. */
@Injectable()
export class ReportService {
  private readonly unit: UnitOfWork;
  private readonly reports: ReportRepository;
  private readonly queries: ReportQueries;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(unit: UnitOfWork, reports: ReportRepository, queries: ReportQueries, audit: AuditLog, clock: Clock) {
    this.unit = unit;
    this.reports = reports;
    this.queries = queries;
    this.audit = audit;
    this.clock = clock;
  }

  /** Begins a report with revision 0, changes its draft after that. */
  async save(key: ReportKey, revision: number, content: ReportContent, actor: Actor): Promise<ReportView> {
    await this.seen(key, actor);
    await this.unit.run(async () => {
      const today = this.clock.today();
      const present = await this.reports.forUpdate(key);
      if ((present?.revision ?? 0) !== revision) throw staleRevision(await this.seen(key, actor));
      const blank = { ...key, id: '', state: 'draft', submittedOn: null } as const;
      await this.attempt('edit', { ...(present ?? blank), ...content }, actor);
      const wrongYear = yearRefusals(key.year, today);
      if (wrongYear.length > 0) throw new RefusedError(wrongYear, 422);
      if (present) {
        await this.reports.edit(present.id, content);
        return;
      }
      const id = randomUUID();
      const begun = await this.reports.begin(id, key, content, this.clock.now());
      if (!begun) throw staleRevision(await this.seen(key, actor));
      await this.record({ id, studioId: key.studioId, revision: 0 }, 'created', { to: 'draft', facts: key });
    });
    return this.seen(key, actor);
  }

  submit(key: ReportKey, revision: number, actor: Actor): Promise<ReportView> {
    return this.change(key, revision, actor, async (report) => {
      await this.attempt('submit', report, actor);
      const [{ content: settings }, now] = [await this.reports.settings(), this.clock.now()];
      const figures = key.kind === 'summary' ? await this.queries.draft(key.studioId, key.year) : null;
      await this.reports.submit(report.id, this.clock.today(), now, dueOn(settings, key.kind, key.year), figures);
      await this.record(report, 'submitted', { from: 'draft', to: 'submitted', facts: key });
    });
  }

  reopen(key: ReportKey, revision: number, reason: string, actor: Actor): Promise<ReportView> {
    return this.change(key, revision, actor, async (report) => {
      await this.attempt('reopen', report, actor, reason);
      await this.reports.reopen(report.id, reason.trim());
      await this.record(report, 'reopened', { from: 'submitted', to: 'draft', reason: reason.trim(), facts: key });
    });
  }

  async changeSettings(settings: ActivitySettings, revision: number, reason: string): Promise<ActivitySettingsView> {
    const refusals = [...scheduleRefusals(settings), ...reasonRefusals(reason)];
    if (refusals.length > 0) throw new RefusedError(refusals, 422);
    await this.unit.run(async () => {
      const present = await this.reports.settings(true);
      if (present.revision !== revision) throw staleRevision(await this.queries.settings());
      await this.reports.changeSettings(settings);
      await this.audit.record({
        subject: { type: 'activity-settings', id: '1' },
        action: 'changed',
        reason: reason.trim(),
        revision: revision + 1,
        facts: { before: present.content, after: settings },
      });
    });
    return this.queries.settings();
  }

  private async change(
    key: ReportKey,
    revision: number,
    actor: Actor,
    work: (report: LoadedReport) => Promise<void>,
  ): Promise<ReportView> {
    await this.seen(key, actor);
    await this.unit.run(async () => {
      const report = await this.reports.forUpdate(key);
      if (!report) throw new NotFoundError('report');
      if (report.revision !== revision) throw staleRevision(await this.seen(key, actor));
      await work(report);
    });
    return this.seen(key, actor);
  }

  private async attempt(
    action: ReportAction,
    report: Omit<LoadedReport, 'dueOn' | 'revision'>,
    actor: Actor,
    reason?: string,
  ): Promise<void> {
    const studio = await this.reports.studio(report.studioId);
    if (!studio) throw new NotFoundError('studio');
    const context = { actor, studio, today: this.clock.today(), ...(reason === undefined ? {} : { reason }) };
    const outcome = attempt(reportMachine, action, report, context);
    if (!outcome.ok)
      throw new RefusedError(outcome.refusals, action === 'edit' && report.state === 'draft' ? 422 : 409);
  }

  private async seen(key: ReportKey, actor: Actor): Promise<ReportView> {
    const view = await this.queries.view(key, actor);
    if (!view) throw new NotFoundError('report');
    return view;
  }

  private record(
    report: Pick<LoadedReport, 'id' | 'studioId' | 'revision'>,
    action: string,
    entry: { from?: string; to?: string; reason?: string; facts?: object },
  ): Promise<void> {
    const { id, studioId, revision } = report;
    return this.audit.record({ subject: { type: 'report', id }, studioId, revision: revision + 1, action, ...entry });
  }
}
