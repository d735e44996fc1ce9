import { type DecisionView, evaluationApi as api, type ResultView } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { CycleQueries } from '../cycle/cycle.queries.ts';
import { PublicationService } from '../publicity/publication.service.ts';
import { ResultQueries } from '../result/result.queries.ts';
import { BonusService } from './bonus.service.ts';
import { DecisionQueries } from './decision.queries.ts';
import { DecisionService } from './decision.service.ts';
import { DecisionSteps } from './decision-step.service.ts';

@Controller()
export class DecisionController {
  private readonly service: DecisionService;
  private readonly bonus: BonusService;
  private readonly steps: DecisionSteps;
  private readonly publication: PublicationService;
  private readonly queries: DecisionQueries;
  private readonly results: ResultQueries;
  private readonly cycles: CycleQueries;

  constructor(
    service: DecisionService,
    bonus: BonusService,
    steps: DecisionSteps,
    publication: PublicationService,
    queries: DecisionQueries,
    results: ResultQueries,
    cycles: CycleQueries,
  ) {
    this.service = service;
    this.bonus = bonus;
    this.steps = steps;
    this.publication = publication;
    this.queries = queries;
    this.results = results;
    this.cycles = cycles;
  }

  @Route(api.decision)
  decision(@Input() { params }: InputOf<typeof api.decision>, @CurrentActor() actor: Actor): Promise<DecisionView> {
    return this.queries.view(params.id, actor);
  }

  @Route(api.decisions)
  decisions(@Input() { params, query }: InputOf<typeof api.decisions>): Promise<ReplyOf<typeof api.decisions>> {
    return this.queries.page(params.id, query);
  }

  @Route(api.whatIf)
  whatIf(@Input() { params, query }: InputOf<typeof api.whatIf>): Promise<ReplyOf<typeof api.whatIf>> {
    const { excellent, qualified, capPercent } = query;
    return this.queries.whatIf(params.id, {
      ...(excellent === undefined ? {} : { excellent }),
      ...(qualified === undefined ? {} : { qualified }),
      ...(capPercent === undefined ? {} : { capPercent }),
    });
  }

  @Route(api.previewResult)
  preview(@Input() { params }: InputOf<typeof api.previewResult>): Promise<ResultView> {
    return this.results.preview(params.id);
  }

  @Route(api.setBonus)
  async setBonus(@Input() { params, body }: InputOf<typeof api.setBonus>, @CurrentActor() actor: Actor) {
    return this.queries.decided(await this.bonus.setBonus(params.id, body.revision, body.items, actor), params.id);
  }

  @Route(api.decide)
  async decide(@Input() { params, body }: InputOf<typeof api.decide>, @CurrentActor() actor: Actor) {
    const { revision, ...decision } = body;
    return this.queries.decided(await this.service.decide(params.id, revision, decision, actor), params.id);
  }

  @Route(api.decideAsProposed)
  async decideAsProposed(
    @Input() { params, body }: InputOf<typeof api.decideAsProposed>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof api.decideAsProposed>> {
    const decided =
      'evaluations' in body
        ? await this.service.decideAsProposed(params.id, body.evaluations, actor)
        : await this.service.decideEveryUndecided(params.id, body.everyUndecided, actor);
    return { decided, ...(await this.queries.stand(params.id)) };
  }

  @Route(api.propose)
  async propose(@Input() { params, body }: InputOf<typeof api.propose>, @CurrentActor() actor: Actor) {
    await this.steps.propose(params.id, body.revision, actor);
    return this.cycles.view(params.id, actor);
  }

  @Route(api.takeBack)
  async takeBack(@Input() { params, body }: InputOf<typeof api.takeBack>, @CurrentActor() actor: Actor) {
    await this.steps.takeBack(params.id, body.revision, body.reason, actor);
    return this.cycles.view(params.id, actor);
  }

  @Route(api.release)
  async release(@Input() { params, body }: InputOf<typeof api.release>, @CurrentActor() actor: Actor) {
    await this.steps.release(params.id, body.revision, body.contact, actor);
    return this.cycles.view(params.id, actor);
  }

  @Route(api.publish)
  async publish(@Input() { params, body }: InputOf<typeof api.publish>, @CurrentActor() actor: Actor) {
    await this.publication.publish(params.id, body, actor);
    return this.cycles.view(params.id, actor);
  }
}
