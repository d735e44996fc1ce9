import { evaluationApi as api, type ObjectionView } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { ObjectionQueries } from './objection.queries.ts';
import { ObjectionService } from './objection.service.ts';

@Controller()
export class ObjectionController {
  private readonly service: ObjectionService;
  private readonly queries: ObjectionQueries;

  constructor(service: ObjectionService, queries: ObjectionQueries) {
    this.service = service;
    this.queries = queries;
  }

  @Route(api.objections)
  list(@Input() { query }: InputOf<typeof api.objections>, @CurrentActor() actor: Actor) {
    return this.queries.page(query, actor);
  }

  @Route(api.objection)
  one(@Input() { params }: InputOf<typeof api.objection>, @CurrentActor() actor: Actor): Promise<ObjectionView> {
    return this.queries.one(params.id, actor);
  }

  @Route(api.fileObjection)
  async file(@Input() { params, body }: InputOf<typeof api.fileObjection>, @CurrentActor() actor: Actor) {
    return this.queries.one(await this.service.file(params.id, body, actor), actor);
  }

  @Route(api.takeObjection)
  async take(@Input() { params, body }: InputOf<typeof api.takeObjection>, @CurrentActor() actor: Actor) {
    await this.service.take(params.id, body.revision, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.upholdObjection)
  async uphold(@Input() { params, body }: InputOf<typeof api.upholdObjection>, @CurrentActor() actor: Actor) {
    const { grade, score, ...said } = body;
    await this.service.uphold(params.id, said, { grade, score }, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.rejectObjection)
  async reject(@Input() { params, body }: InputOf<typeof api.rejectObjection>, @CurrentActor() actor: Actor) {
    await this.service.reject(params.id, body, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.withdrawObjection)
  async withdraw(@Input() { params, body }: InputOf<typeof api.withdrawObjection>, @CurrentActor() actor: Actor) {
    await this.service.withdraw(params.id, body.revision, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.revealObjector)
  reveal(@Input() { params, body }: InputOf<typeof api.revealObjector>): Promise<ReplyOf<typeof api.revealObjector>> {
    return this.service.reveal(params.id, body.reason);
  }
}
