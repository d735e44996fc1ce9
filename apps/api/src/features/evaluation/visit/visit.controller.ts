import { evaluationApi as api, type VisitBoardView, type VisitView } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { VisitDrawService } from './visit-draw.service.ts';
import { VisitQueries } from './visit.queries.ts';
import { VisitService } from './visit.service.ts';
import { VisitorQueries } from './visitor.queries.ts';

@Controller()
export class VisitController {
  private readonly queries: VisitQueries;
  private readonly people: VisitorQueries;
  private readonly draws: VisitDrawService;
  private readonly service: VisitService;

  constructor(queries: VisitQueries, people: VisitorQueries, draws: VisitDrawService, service: VisitService) {
    this.queries = queries;
    this.people = people;
    this.draws = draws;
    this.service = service;
  }

  @Route(api.visits)
  board(@Input() { params }: InputOf<typeof api.visits>, @CurrentActor() actor: Actor) {
    return this.queries.board(params.id, actor);
  }

  @Route(api.fixDraw)
  async fix(
    @Input() { params, body }: InputOf<typeof api.fixDraw>,
    @CurrentActor() actor: Actor,
  ): Promise<VisitBoardView> {
    await this.draws.fix(params.id, body.percent, body.seed, actor);
    return this.queries.board(params.id, actor);
  }

  @Route(api.confirmDraw)
  async confirm(@Input() { params, body }: InputOf<typeof api.confirmDraw>, @CurrentActor() actor: Actor) {
    await this.draws.confirm(params.id, body.revision, actor);
    return this.queries.board(params.id, actor);
  }

  @Route(api.addVisit)
  async add(@Input() { params, body }: InputOf<typeof api.addVisit>, @CurrentActor() actor: Actor) {
    return this.queries.board(await this.service.add(params.id, body.reason, actor), actor);
  }

  @Route(api.visitors)
  visitors(@Input() { params, query }: InputOf<typeof api.visitors>) {
    return this.people.forVisits(params.id, query.visit ?? []);
  }

  @Route(api.planVisits)
  async plan(@Input() { params, body }: InputOf<typeof api.planVisits>, @CurrentActor() actor: Actor) {
    await this.service.plan(params.id, body, actor);
    return this.queries.board(params.id, actor);
  }

  @Route(api.cancelVisit)
  cancel(@Input() { params, body }: InputOf<typeof api.cancelVisit>, @CurrentActor() actor: Actor) {
    return this.move('cancel', params.id, body, actor);
  }

  @Route(api.restoreVisit)
  restore(@Input() { params, body }: InputOf<typeof api.restoreVisit>, @CurrentActor() actor: Actor) {
    return this.move('restore', params.id, body, actor);
  }

  @Route(api.reopenVisit)
  reopen(@Input() { params, body }: InputOf<typeof api.reopenVisit>, @CurrentActor() actor: Actor) {
    return this.move('reopen', params.id, body, actor);
  }

  @Route(api.myVisits)
  mine(@CurrentActor() actor: Actor) {
    return this.queries.own(actor);
  }

  @Route(api.visit)
  one(@Input() { params }: InputOf<typeof api.visit>, @CurrentActor() actor: Actor): Promise<VisitView> {
    return this.queries.one(params.id, actor);
  }

  @Route(api.recordVisit)
  async record(@Input() { params, body }: InputOf<typeof api.recordVisit>, @CurrentActor() actor: Actor) {
    // Who may not see it finds nothing, before anything else is said.
    await this.queries.one(params.id, actor);
    const { revision, ...findings } = body;
    await this.service.record(params.id, revision, findings, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.visitResult)
  result(@Input() { params }: InputOf<typeof api.visitResult>, @CurrentActor() actor: Actor) {
    return this.queries.result(params.id, actor);
  }

  private async move(
    action: 'cancel' | 'restore' | 'reopen',
    id: string,
    { revision, reason }: { revision: number; reason: string },
    actor: Actor,
  ): Promise<VisitBoardView> {
    return this.queries.board(await this.service.move(action, id, revision, reason, actor), actor);
  }
}
