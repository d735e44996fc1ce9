import type { InputOf } from '@jianglian/contracts/shared';
import { type AwardsView, upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { AwardSteps } from './award-step.service.ts';
import { AwardQueries } from './award.queries.ts';
import { AwardDecisions } from './award.service.ts';
import { AwardPublication } from './publication.service.ts';

@Controller()
export class AwardController {
  private readonly queries: AwardQueries;
  private readonly decisions: AwardDecisions;
  private readonly steps: AwardSteps;
  private readonly publication: AwardPublication;

  constructor(queries: AwardQueries, decisions: AwardDecisions, steps: AwardSteps, publication: AwardPublication) {
    this.queries = queries;
    this.decisions = decisions;
    this.steps = steps;
    this.publication = publication;
  }

  @Route(api.awards)
  view(@Input() { params }: InputOf<typeof api.awards>, @CurrentActor() actor: Actor): Promise<AwardsView> {
    return this.queries.view(params.id, actor);
  }

  @Route(api.decideAwards)
  async decide(
    @Input() { params, body }: InputOf<typeof api.decideAwards>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardsView> {
    await this.decisions.decide(params.id, body.decisions, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.proposeAwards)
  async propose(
    @Input() { params, body }: InputOf<typeof api.proposeAwards>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardsView> {
    await this.steps.propose(params.id, body.revision, body.shortfallReason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.takeBackAwards)
  async takeBack(
    @Input() { params, body }: InputOf<typeof api.takeBackAwards>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardsView> {
    await this.steps.takeBack(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.releaseAwards)
  async release(
    @Input() { params, body }: InputOf<typeof api.releaseAwards>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardsView> {
    await this.steps.release(params.id, body.revision, body.contact, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.publishAwards)
  async publish(
    @Input() { params, body }: InputOf<typeof api.publishAwards>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardsView> {
    await this.publication.publish(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.publishAward)
  async publishOne(
    @Input() { params, body }: InputOf<typeof api.publishAward>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardsView> {
    return this.queries.view(await this.publication.publishOne(params.id, body), actor);
  }
}
