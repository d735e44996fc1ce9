import { activityApi, type ActivityHistoryView, type ActivityView } from '@jianglian/contracts/activity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { ActivityContent } from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { NotFoundError } from '../../platform/http/problem/index.ts';
import { ActivityExport } from './activity-export.queries.ts';
import { ActivityQueries } from './activity.queries.ts';
import { ActivityService } from './activity.service.ts';
import { ActivityTallies } from './activity-tally.queries.ts';
import { VerificationService } from './verification.service.ts';

type Filter = InputOf<typeof activityApi.counts>['query'];

@Controller()
export class ActivityController {
  private readonly service: ActivityService;
  private readonly verification: VerificationService;
  private readonly queries: ActivityQueries;
  private readonly tallies: ActivityTallies;
  private readonly files: ActivityExport;
  private readonly clock: Clock;

  constructor(
    service: ActivityService,
    verification: VerificationService,
    queries: ActivityQueries,
    tallies: ActivityTallies,
    files: ActivityExport,
    clock: Clock,
  ) {
    this.service = service;
    this.verification = verification;
    this.queries = queries;
    this.tallies = tallies;
    this.files = files;
    this.clock = clock;
  }

  @Route(activityApi.list)
  async list(
    @Input() { query: { after, limit, sort, ...filter } }: InputOf<typeof activityApi.list>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.list>> {
    return this.queries.page(await this.asked(filter, actor), { after, limit, sort }, actor);
  }

  @Route(activityApi.counts)
  async counts(
    @Input() { query }: InputOf<typeof activityApi.counts>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.counts>> {
    return this.queries.counts(await this.asked(query, actor), actor);
  }

  @Route(activityApi.export)
  async export(
    @Input() { query }: InputOf<typeof activityApi.export>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    return new StreamableFile(this.files.csv(await this.asked(query, actor), actor), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="activities-${this.clock.today()}.csv"`,
    });
  }

  @Route(activityApi.get)
  async get(@Input() { params }: InputOf<typeof activityApi.get>, @CurrentActor() actor: Actor): Promise<ActivityView> {
    return found(await this.queries.view(params.id, actor));
  }

  @Route(activityApi.history)
  async history(
    @Input() { params }: InputOf<typeof activityApi.history>,
    @CurrentActor() actor: Actor,
  ): Promise<ActivityHistoryView> {
    return found(await this.queries.history(params.id, actor));
  }

  @Route(activityApi.create)
  create(
    @Input() { body: { id, studioId, ...content } }: InputOf<typeof activityApi.create>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.create>> {
    return this.service.create({ studioId, ...(id === undefined ? {} : { id }) }, content as ActivityContent, actor);
  }

  @Route(activityApi.edit)
  edit(
    @Input() { params, body: { revision, ...content } }: InputOf<typeof activityApi.edit>,
    @CurrentActor() actor: Actor,
  ): Promise<ActivityView> {
    return this.service.edit(params.id, revision, content as ActivityContent, actor);
  }

  @Route(activityApi.discard)
  discard(
    @Input() { params, query }: InputOf<typeof activityApi.discard>,
    @CurrentActor() actor: Actor,
  ): Promise<void> {
    return this.service.discard(params.id, query.revision, actor);
  }

  @Route(activityApi.submit)
  submit(
    @Input() { params, body }: InputOf<typeof activityApi.submit>,
    @CurrentActor() actor: Actor,
  ): Promise<ActivityView> {
    return this.service.act('submit', params.id, body.revision, actor);
  }

  @Route(activityApi.withdraw)
  withdraw(
    @Input() { params, body }: InputOf<typeof activityApi.withdraw>,
    @CurrentActor() actor: Actor,
  ): Promise<ActivityView> {
    return this.service.act('withdraw', params.id, body.revision, actor);
  }

  @Route(activityApi.verify)
  verify(
    @Input() { params, body }: InputOf<typeof activityApi.verify>,
    @CurrentActor() actor: Actor,
  ): Promise<ActivityView> {
    return this.service.act('verify', params.id, body.revision, actor);
  }

  @Route(activityApi.return)
  return(
    @Input() { params, body }: InputOf<typeof activityApi.return>,
    @CurrentActor() actor: Actor,
  ): Promise<ActivityView> {
    return this.service.act('return', params.id, body.revision, actor, body.reason);
  }

  @Route(activityApi.correct)
  correct(
    @Input() { params, body }: InputOf<typeof activityApi.correct>,
    @CurrentActor() actor: Actor,
  ): Promise<ActivityView> {
    return this.service.correct(params.id, body.revision, body.reason, actor);
  }

  @Route(activityApi.previewVerification)
  previewVerification(
    @Input() { body }: InputOf<typeof activityApi.previewVerification>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.previewVerification>> {
    return this.verification.preview(body.ids, actor);
  }

  @Route(activityApi.verifyMany)
  verifyMany(
    @Input() { body }: InputOf<typeof activityApi.verifyMany>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.verifyMany>> {
    return this.verification.verify(body.chosen, actor);
  }

  /** A figure of a summary stands for the rows behind it. */
  private async asked({ figure, year, ...filter }: Filter, actor: Actor) {
    if (figure === undefined || year === undefined || filter.studioId === undefined) return filter;
    return { ...filter, ids: [...(await this.tallies.behind(figure, filter.studioId, year, actor))] };
  }
}

function found<T>(view: T | undefined): T {
  if (view === undefined) throw new NotFoundError('activity');
  return view;
}
