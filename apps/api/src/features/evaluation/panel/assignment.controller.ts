import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { AssignmentQueries } from './assignment.queries.ts';
import { AssignmentService } from './assignment.service.ts';
import { PanelService } from './panel.service.ts';

@Controller()
export class AssignmentController {
  private readonly service: AssignmentService;
  private readonly panels: PanelService;
  private readonly queries: AssignmentQueries;

  constructor(service: AssignmentService, panels: PanelService, queries: AssignmentQueries) {
    this.service = service;
    this.panels = panels;
    this.queries = queries;
  }

  @Route(api.evaluators)
  evaluators(@Input() { query }: InputOf<typeof api.evaluators>) {
    return this.queries.evaluators(query.cycleId);
  }

  @Route(api.editEvaluator)
  async editEvaluator(@Input() { params, body }: InputOf<typeof api.editEvaluator>) {
    await this.service.setUnit(params.accountId, body.hostUnitId);
    return this.queries.evaluator(params.accountId);
  }

  @Route(api.declareConflict)
  async declareConflict(@Input() { params, body }: InputOf<typeof api.declareConflict>, @CurrentActor() actor: Actor) {
    await this.service.declareConflict(params.accountId, body.studioId, body.reason, actor);
    return this.queries.evaluator(params.accountId);
  }

  @Route(api.assignments)
  assignments(@Input() { params }: InputOf<typeof api.assignments>) {
    return this.queries.rows(params.id);
  }

  @Route(api.candidates)
  candidates(@Input() { params }: InputOf<typeof api.candidates>) {
    return this.queries.candidates(params.id);
  }

  @Route(api.assign)
  async assign(@Input() { params, body }: InputOf<typeof api.assign>, @CurrentActor() actor: Actor) {
    await this.service.assign({ evaluationId: params.id, accountId: body.accountId }, actor);
    return this.queries.row(params.id);
  }

  @Route(api.proposeAssignment)
  propose(@Input() { params, body }: InputOf<typeof api.proposeAssignment>) {
    return this.service.propose(params.id, body.accountIds);
  }

  @Route(api.applyAssignment)
  async apply(@Input() { params, body }: InputOf<typeof api.applyAssignment>, @CurrentActor() actor: Actor) {
    return { assigned: await this.service.apply(params.id, body.pairs, actor) };
  }

  @Route(api.releaseSheet)
  async release(@Input() { params, body }: InputOf<typeof api.releaseSheet>, @CurrentActor() actor: Actor) {
    return this.queries.row(await this.panels.release(params.id, body.revision, body.reason, actor));
  }

  @Route(api.reopenSheet)
  async reopen(@Input() { params, body }: InputOf<typeof api.reopenSheet>, @CurrentActor() actor: Actor) {
    return this.queries.row(await this.panels.reopen(params.id, body.revision, body.reason, actor));
  }
}
