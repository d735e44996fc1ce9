import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { OpinionListQueries } from './opinion-list.queries.ts';
import { OpinionQueries } from './opinion.queries.ts';
import { OpinionService } from './opinion.service.ts';

@Controller()
export class OpinionController {
  private readonly service: OpinionService;
  private readonly queries: OpinionQueries;
  private readonly list: OpinionListQueries;

  constructor(service: OpinionService, queries: OpinionQueries, list: OpinionListQueries) {
    this.service = service;
    this.queries = queries;
    this.list = list;
  }

  @Route(api.opinions)
  page(@Input() input: InputOf<typeof api.opinions>, @CurrentActor() actor: Actor) {
    return this.list.page(input, actor);
  }

  @Route(api.opinionProgress)
  progress(@Input() { params }: InputOf<typeof api.opinionProgress>) {
    return this.list.progress(params.id);
  }

  @Route(api.opinion)
  view(@Input() { params }: InputOf<typeof api.opinion>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.saveOpinion)
  async save(@Input() { params, body }: InputOf<typeof api.saveOpinion>, @CurrentActor() actor: Actor) {
    await this.service.save(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.agree)
  async agree(@Input() { params, body }: InputOf<typeof api.agree>, @CurrentActor() actor: Actor) {
    await this.service.agree(params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.adjust)
  async adjust(@Input() { params, body }: InputOf<typeof api.adjust>, @CurrentActor() actor: Actor) {
    await this.service.adjust(params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.returnSelfEvaluation)
  async return(@Input() { params, body }: InputOf<typeof api.returnSelfEvaluation>, @CurrentActor() actor: Actor) {
    await this.service.return(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.takeBackOpinion)
  async takeBack(@Input() { params, body }: InputOf<typeof api.takeBackOpinion>, @CurrentActor() actor: Actor) {
    await this.service.takeBack(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.sheetOpinion)
  onSheet(@Input() { params }: InputOf<typeof api.sheetOpinion>, @CurrentActor() actor: Actor) {
    return this.queries.onSheet(params.id, actor);
  }
}
