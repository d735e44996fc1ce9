import {
  evaluationApi as api,
  type MarkSaved,
  type QueueView,
  type ScoresheetView,
} from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { QueueQueries } from './queue.queries.ts';
import { ScoresheetQueries } from './scoresheet.queries.ts';
import { ScoresheetService } from './scoresheet.service.ts';

@Controller()
export class ScoringController {
  private readonly service: ScoresheetService;
  private readonly sheets: ScoresheetQueries;
  private readonly queues: QueueQueries;

  constructor(service: ScoresheetService, sheets: ScoresheetQueries, queues: QueueQueries) {
    this.service = service;
    this.sheets = sheets;
    this.queues = queues;
  }

  @Route(api.queue)
  queue(@Input() { query }: InputOf<typeof api.queue>, @CurrentActor() actor: Actor): Promise<QueueView> {
    return this.queues.view(actor, query.cycleId);
  }

  @Route(api.scoresheet)
  sheet(@Input() { params }: InputOf<typeof api.scoresheet>, @CurrentActor() actor: Actor): Promise<ScoresheetView> {
    return this.sheets.view(params.id, actor);
  }

  @Route(api.saveMark)
  async save(
    @Input() { params, body }: InputOf<typeof api.saveMark>,
    @CurrentActor() actor: Actor,
  ): Promise<MarkSaved> {
    const { revision, ...content } = body;
    const mark = { ...content, indicator: params.indicator };
    return (await this.service.saveMark(params.id, mark, revision, actor)) as unknown as MarkSaved;
  }

  @Route(api.submitSheet)
  async submit(@Input() { params, body }: InputOf<typeof api.submitSheet>, @CurrentActor() actor: Actor) {
    await this.service.submit(params.id, body.revision, actor);
    return this.sheets.view(params.id, actor);
  }

  @Route(api.recuse)
  async recuse(@Input() { params, body }: InputOf<typeof api.recuse>, @CurrentActor() actor: Actor) {
    await this.service.recuse(params.id, body.revision, body.reason, actor);
    return this.queues.view(actor);
  }
}
