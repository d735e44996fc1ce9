import { activityApi, type ActivitySettingsView, type ReportView } from '@jianglian/contracts/activity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { ReportQueries } from './report.queries.ts';
import { ReportService } from './report.service.ts';

@Controller()
export class ReportController {
  private readonly service: ReportService;
  private readonly queries: ReportQueries;

  constructor(service: ReportService, queries: ReportQueries) {
    this.service = service;
    this.queries = queries;
  }

  @Route(activityApi.reports)
  reports(
    @Input() { query }: InputOf<typeof activityApi.reports>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.reports>> {
    return this.queries.page(query, actor);
  }

  @Route(activityApi.reportCounts)
  counts(
    @Input() { query }: InputOf<typeof activityApi.reportCounts>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.reportCounts>> {
    return this.queries.counts(query.year, actor);
  }

  @Route(activityApi.studioReports)
  async studioReports(
    @Input() { params }: InputOf<typeof activityApi.studioReports>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.studioReports>> {
    return { rows: found(await this.queries.ofStudio(params.studioId, actor)) };
  }

  @Route(activityApi.report)
  async report(
    @Input() { params }: InputOf<typeof activityApi.report>,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return found(await this.queries.view(params, actor));
  }

  @Route(activityApi.saveReport)
  save(
    @Input() { params, body: { revision, ...content } }: InputOf<typeof activityApi.saveReport>,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return this.service.save(params, revision, content, actor);
  }

  @Route(activityApi.submitReport)
  submit(
    @Input() { params, body }: InputOf<typeof activityApi.submitReport>,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return this.service.submit(params, body.revision, actor);
  }

  @Route(activityApi.reopenReport)
  reopen(
    @Input() { params, body }: InputOf<typeof activityApi.reopenReport>,
    @CurrentActor() actor: Actor,
  ): Promise<ReportView> {
    return this.service.reopen(params, body.revision, body.reason, actor);
  }

  @Route(activityApi.yearFigures)
  async yearFigures(
    @Input() { params, query }: InputOf<typeof activityApi.yearFigures>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.yearFigures>> {
    return found(await this.queries.yearFigures(params.studioId, query.year, actor));
  }

  @Route(activityApi.settings)
  settings(): Promise<ActivitySettingsView> {
    return this.queries.settings();
  }

  @Route(activityApi.changeSettings)
  changeSettings(
    @Input() { body: { revision, reason, ...settings } }: InputOf<typeof activityApi.changeSettings>,
  ): Promise<ActivitySettingsView> {
    return this.service.changeSettings(settings, revision, reason);
  }
}

function found<T>(view: T | undefined): T {
  if (view === undefined) throw new NotFoundError('report');
  return view;
}
