import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { SubsidyExport } from './subsidy-export.queries.ts';
import { SubsidyListQueries } from './subsidy-list.queries.ts';
import { SubsidyQueries } from './subsidy.queries.ts';
import { SubsidyService } from './subsidy.service.ts';

@Controller()
export class SubsidyController {
  private readonly list: SubsidyListQueries;
  private readonly queries: SubsidyQueries;
  private readonly service: SubsidyService;
  private readonly files: SubsidyExport;
  private readonly clock: Clock;

  constructor(
    list: SubsidyListQueries,
    queries: SubsidyQueries,
    service: SubsidyService,
    files: SubsidyExport,
    clock: Clock,
  ) {
    this.list = list;
    this.queries = queries;
    this.service = service;
    this.files = files;
    this.clock = clock;
  }

  @Route(upgradeApi.subsidies)
  page(
    @Input() { query }: InputOf<typeof upgradeApi.subsidies>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.subsidies>> {
    return this.list.page(actor, query);
  }

  @Route(upgradeApi.subsidyTotals)
  totals(
    @Input() { query }: InputOf<typeof upgradeApi.subsidyTotals>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.subsidyTotals>> {
    return this.list.totals(actor, query);
  }

  @Route(upgradeApi.subsidyExport)
  export(@Input() { query }: InputOf<typeof upgradeApi.subsidyExport>, @CurrentActor() actor: Actor): StreamableFile {
    return new StreamableFile(this.files.workbook(actor, query), {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      disposition: `attachment; filename="subsidies-${this.clock.today()}.xlsx"`,
    });
  }

  @Route(upgradeApi.subsidyAccount)
  account(
    @Input() { params }: InputOf<typeof upgradeApi.subsidyAccount>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.subsidyAccount>> {
    return this.queries.account(actor, params.id);
  }

  @Route(upgradeApi.enterSubsidy)
  async enter(
    @Input() { params, body }: InputOf<typeof upgradeApi.enterSubsidy>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.enterSubsidy>> {
    await this.service.enter(actor, params.id, body);
    return this.queries.account(actor, params.id);
  }

  @Route(upgradeApi.reverseSubsidy)
  async reverse(
    @Input() { params, body }: InputOf<typeof upgradeApi.reverseSubsidy>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.reverseSubsidy>> {
    return this.queries.account(actor, await this.service.reverse(actor, params.id, body.reason));
  }

  @Route(upgradeApi.stateSubsidy)
  async state(
    @Input() { params, body }: InputOf<typeof upgradeApi.stateSubsidy>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.stateSubsidy>> {
    await this.service.state(actor, params.id, body);
    return this.queries.account(actor, params.id);
  }

  @Route(upgradeApi.judgeSubsidy)
  async judge(
    @Input() { params, body }: InputOf<typeof upgradeApi.judgeSubsidy>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.judgeSubsidy>> {
    return this.queries.account(actor, await this.service.judge(actor, params.id, body));
  }

  @Route(upgradeApi.subsidySettings)
  settings(): Promise<ReplyOf<typeof upgradeApi.subsidySettings>> {
    return this.queries.settings();
  }

  @Route(upgradeApi.saveSubsidySettings)
  async saveSettings(
    @Input() { body }: InputOf<typeof upgradeApi.saveSubsidySettings>,
  ): Promise<ReplyOf<typeof upgradeApi.saveSubsidySettings>> {
    await this.service.saveSettings(body);
    return this.queries.settings();
  }
}
