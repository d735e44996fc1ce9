import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { type AwardChangeView, type AwardObjectionView, upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { AwardChangeQueries } from './award-change.queries.ts';
import { AwardChanges } from './award-change.service.ts';
import { AwardObjectionQueries } from './award-objection.queries.ts';
import { AwardObjectionService } from './award-objection.service.ts';

type Reply = Promise<AwardObjectionView>;

@Controller()
export class AwardObjectionController {
  private readonly service: AwardObjectionService;
  private readonly queries: AwardObjectionQueries;
  private readonly changes: AwardChanges;
  private readonly changeViews: AwardChangeQueries;

  constructor(
    service: AwardObjectionService,
    queries: AwardObjectionQueries,
    changes: AwardChanges,
    changeViews: AwardChangeQueries,
  ) {
    this.service = service;
    this.queries = queries;
    this.changes = changes;
    this.changeViews = changeViews;
  }

  @Route(api.awardObjections)
  list(@Input() { query }: InputOf<typeof api.awardObjections>, @CurrentActor() actor: Actor) {
    return this.queries.page(query, actor);
  }

  @Route(api.awardObjection)
  one(@Input() { params }: InputOf<typeof api.awardObjection>, @CurrentActor() actor: Actor): Reply {
    return this.queries.one(params.id, actor);
  }

  @Route(api.objectionable)
  candidates(@Input() { params }: InputOf<typeof api.objectionable>, @CurrentActor() actor: Actor) {
    return this.queries.objectionable(params.id, actor);
  }

  @Route(api.fileAwardObjection)
  async file(@Input() { params, body }: InputOf<typeof api.fileAwardObjection>, @CurrentActor() actor: Actor): Reply {
    return this.queries.one(await this.service.file(params.id, body, actor), actor);
  }

  @Route(api.takeAwardObjection)
  async take(@Input() { params, body }: InputOf<typeof api.takeAwardObjection>, @CurrentActor() actor: Actor): Reply {
    await this.service.take(params.id, body.revision, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.upholdAwardObjection)
  async uphold(
    @Input() { params, body }: InputOf<typeof api.upholdAwardObjection>,
    @CurrentActor() actor: Actor,
  ): Reply {
    await this.service.uphold(params.id, body, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.rejectAwardObjection)
  async reject(
    @Input() { params, body }: InputOf<typeof api.rejectAwardObjection>,
    @CurrentActor() actor: Actor,
  ): Reply {
    await this.service.reject(params.id, body, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.withdrawAwardObjection)
  async withdraw(
    @Input() { params, body }: InputOf<typeof api.withdrawAwardObjection>,
    @CurrentActor() actor: Actor,
  ): Reply {
    await this.service.withdraw(params.id, body.revision, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.revealAwardObjector)
  reveal(
    @Input() { params, body }: InputOf<typeof api.revealAwardObjector>,
  ): Promise<ReplyOf<typeof api.revealAwardObjector>> {
    return this.service.reveal(params.id, body.reason);
  }

  @Route(api.awardChanges)
  listChanges(@Input() { params }: InputOf<typeof api.awardChanges>, @CurrentActor() actor: Actor) {
    return this.changeViews.ofRound(params.id, actor);
  }

  @Route(api.releaseAwardChange)
  async releaseChange(
    @Input() { params, body }: InputOf<typeof api.releaseAwardChange>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardChangeView> {
    await this.changes.release(params.id, body.revision, actor);
    return this.changeViews.one(params.id, actor);
  }

  @Route(api.discardAwardChange)
  async discardChange(
    @Input() { params, body }: InputOf<typeof api.discardAwardChange>,
    @CurrentActor() actor: Actor,
  ): Promise<AwardChangeView> {
    await this.changes.discard(params.id, body.revision, actor);
    return this.changeViews.one(params.id, actor);
  }
}
