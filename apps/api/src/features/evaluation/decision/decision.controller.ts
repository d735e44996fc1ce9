import { type DecisionView, evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { BonusService } from './bonus.service.ts';
import { CycleQueries } from '../cycle/cycle.queries.ts';
import { DecisionQueries } from './decision.queries.ts';
import { DecisionService } from './decision.service.ts';
import { PublicationService } from './publication.service.ts';

@Controller()
export class DecisionController {
  private readonly service: DecisionService;
  private readonly bonus: BonusService;
  private readonly publication: PublicationService;
  private readonly queries: DecisionQueries;
  private readonly cycles: CycleQueries;

  constructor(
    service: DecisionService,
    bonus: BonusService,
    publication: PublicationService,
    queries: DecisionQueries,
    cycles: CycleQueries,
  ) {
    this.service = service;
    this.bonus = bonus;
    this.publication = publication;
    this.queries = queries;
    this.cycles = cycles;
  }

  @Route(api.decision)
  decision(
    @Input() { params, query }: InputOf<typeof api.decision>,
    @CurrentActor() actor: Actor,
  ): Promise<DecisionView> {
    return this.queries.view(params.id, actor, query.tier);
  }

  @Route(api.setBonus)
  async setBonus(@Input() { params, body }: InputOf<typeof api.setBonus>, @CurrentActor() actor: Actor) {
    return this.queries.view(await this.bonus.setBonus(params.id, body.revision, body.items, actor), actor);
  }

  @Route(api.decide)
  async decide(@Input() { params, body }: InputOf<typeof api.decide>, @CurrentActor() actor: Actor) {
    const { revision, ...decision } = body;
    return this.queries.view(await this.service.decide(params.id, revision, decision, actor), actor);
  }

  @Route(api.decideAsProposed)
  async decideAsProposed(
    @Input() { params, body }: InputOf<typeof api.decideAsProposed>,
    @CurrentActor() actor: Actor,
  ) {
    await this.service.decideAsProposed(params.id, body.evaluations, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.publish)
  async publish(@Input() { params, body }: InputOf<typeof api.publish>, @CurrentActor() actor: Actor) {
    await this.publication.publish(params.id, body, actor);
    return this.cycles.view(params.id, actor);
  }
}
