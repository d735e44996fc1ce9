import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { HonoursExport } from './honours-export.queries.ts';
import { HonoursService } from './honours.service.ts';
import { HonourQueries } from './honour.queries.ts';

@Controller()
export class HonoursController {
  private readonly queries: HonourQueries;
  private readonly service: HonoursService;
  private readonly files: HonoursExport;
  private readonly clock: Clock;

  constructor(queries: HonourQueries, service: HonoursService, files: HonoursExport, clock: Clock) {
    this.queries = queries;
    this.service = service;
    this.files = files;
    this.clock = clock;
  }

  @Route(upgradeApi.priorities)
  list(
    @Input() { query }: InputOf<typeof upgradeApi.priorities>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.priorities>> {
    return this.queries.list(actor, query);
  }

  @Route(upgradeApi.prioritiesExport)
  async export(
    @Input() { query }: InputOf<typeof upgradeApi.prioritiesExport>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    return new StreamableFile(await this.files.workbook(actor, query), {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      disposition: `attachment; filename="${query.kind}-${this.clock.today()}.xlsx"`,
    });
  }

  @Route(upgradeApi.nominations)
  nominations(
    @Input() { query }: InputOf<typeof upgradeApi.nominations>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.nominations>> {
    return this.queries.nominations(actor, query);
  }

  @Route(upgradeApi.putForward)
  async putForward(
    @Input() { params, body }: InputOf<typeof upgradeApi.putForward>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.putForward>> {
    return this.view(actor, await this.service.putForward(actor, params.id, body));
  }

  @Route(upgradeApi.closeNomination)
  async close(
    @Input() { params, body }: InputOf<typeof upgradeApi.closeNomination>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof upgradeApi.closeNomination>> {
    await this.service.close(actor, params.id, body);
    return this.view(actor, params.id);
  }

  private async view(actor: Actor, id: string) {
    const [view] = await this.queries.nominations(actor, { id });
    if (!view) throw new NotFoundError('nomination');
    return view;
  }
}
