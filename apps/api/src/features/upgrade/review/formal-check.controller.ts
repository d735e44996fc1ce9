import type { InputOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { FormalCheckQueries } from './formal-check.queries.ts';
import { FormalCheckService } from './formal-check.service.ts';
import { PriorityQueries } from './priority.queries.ts';

@Controller()
export class FormalCheckController {
  private readonly service: FormalCheckService;
  private readonly queries: FormalCheckQueries;
  private readonly priority: PriorityQueries;

  constructor(service: FormalCheckService, queries: FormalCheckQueries, priority: PriorityQueries) {
    this.service = service;
    this.queries = queries;
    this.priority = priority;
  }

  @Route(api.casePriorities)
  priorities(@Input() { params }: InputOf<typeof api.casePriorities>, @CurrentActor() actor: Actor) {
    return this.priority.ofRound(actor, params.id);
  }

  @Route(api.formalChecks)
  list(@Input() { params }: InputOf<typeof api.formalChecks>) {
    return this.queries.list(params.id);
  }

  @Route(api.formalCheck)
  view(@Input() { params }: InputOf<typeof api.formalCheck>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.judgeItem)
  async judge(@Input() { params, body }: InputOf<typeof api.judgeItem>, @CurrentActor() actor: Actor) {
    const { revision, ...said } = body;
    await this.service.judge(params.id, { item: params.item, ...said }, revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.acceptApplication)
  async accept(@Input() { params, body }: InputOf<typeof api.acceptApplication>, @CurrentActor() actor: Actor) {
    await this.service.accept(params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.refuseApplication)
  async refuse(@Input() { params, body }: InputOf<typeof api.refuseApplication>, @CurrentActor() actor: Actor) {
    await this.service.refuse(params.id, body.revision, body.clause, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.reinstateApplication)
  async reinstate(@Input() { params, body }: InputOf<typeof api.reinstateApplication>, @CurrentActor() actor: Actor) {
    await this.service.reinstate(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.acceptancePreview)
  preview(@Input() { params, query }: InputOf<typeof api.acceptancePreview>, @CurrentActor() actor: Actor) {
    return this.queries.preview(params.id, query.application, actor);
  }

  @Route(api.acceptApplications)
  acceptAll(@Input() { params, body }: InputOf<typeof api.acceptApplications>, @CurrentActor() actor: Actor) {
    return this.service.acceptAll(params.id, body.applications, actor);
  }
}
