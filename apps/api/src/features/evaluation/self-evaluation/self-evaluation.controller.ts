import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { SelfEvaluationQueries } from './self-evaluation.queries.ts';
import { SelfEvaluationService } from './self-evaluation.service.ts';

@Controller()
export class SelfEvaluationController {
  private readonly service: SelfEvaluationService;
  private readonly queries: SelfEvaluationQueries;

  constructor(service: SelfEvaluationService, queries: SelfEvaluationQueries) {
    this.service = service;
    this.queries = queries;
  }

  @Route(api.myEvaluations)
  mine(@Input() { query }: InputOf<typeof api.myEvaluations>, @CurrentActor() actor: Actor) {
    return this.queries.list(actor, query.studioId);
  }

  @Route(api.selfEvaluation)
  view(@Input() { params }: InputOf<typeof api.selfEvaluation>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.availableEvidence)
  available(@Input() { params }: InputOf<typeof api.availableEvidence>, @CurrentActor() actor: Actor) {
    return this.queries.available(params.id, actor);
  }

  @Route(api.saveSelfLine)
  async save(@Input() { params, body }: InputOf<typeof api.saveSelfLine>, @CurrentActor() actor: Actor) {
    await this.service.saveLine(params.id, { ...body, indicator: params.indicator }, actor);
    return this.queries.line(params.id, params.indicator, actor);
  }

  @Route(api.submitSelfEvaluation)
  async submit(@Input() { params, body }: InputOf<typeof api.submitSelfEvaluation>, @CurrentActor() actor: Actor) {
    await this.service.submit(params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }
}
