import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { EvaluatorQueries } from './evaluator.queries.ts';
import { EvaluatorService } from './evaluator.service.ts';

@Controller()
export class EvaluatorController {
  private readonly service: EvaluatorService;
  private readonly queries: EvaluatorQueries;

  constructor(service: EvaluatorService, queries: EvaluatorQueries) {
    this.service = service;
    this.queries = queries;
  }

  @Route(api.evaluators)
  evaluators(@Input() { query }: InputOf<typeof api.evaluators>) {
    return this.queries.list(query.cycleId, query.search);
  }

  @Route(api.editEvaluator)
  async edit(@Input() { params, body }: InputOf<typeof api.editEvaluator>) {
    await this.service.edit(params.accountId, body);
    return this.queries.one(params.accountId);
  }

  @Route(api.declareConflict)
  async declare(@Input() { params, body }: InputOf<typeof api.declareConflict>, @CurrentActor() actor: Actor) {
    await this.service.declareConflict(params.accountId, body.studioId, body.reason, actor);
    return this.queries.one(params.accountId);
  }

  @Route(api.withdrawConflict)
  async withdraw(@Input() { params, body }: InputOf<typeof api.withdrawConflict>) {
    await this.service.withdrawConflict(params.accountId, params.studioId, body.reason);
    return this.queries.one(params.accountId);
  }

  @Route(api.studioTies)
  ties(@Input() input: InputOf<typeof api.studioTies>) {
    return this.queries.ties(input);
  }

  @Route(api.recordTie)
  async recordTie(@Input() { body }: InputOf<typeof api.recordTie>, @CurrentActor() actor: Actor) {
    return this.queries.tie(await this.service.recordTie(body, actor));
  }

  @Route(api.endTie)
  async endTie(@Input() { params, body }: InputOf<typeof api.endTie>) {
    await this.service.endTie(params.id, body.revision, body.endedOn, body.reason);
    return this.queries.tie(params.id);
  }
}
