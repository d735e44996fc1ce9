import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { type ChangeView, studioApi as api } from '@jianglian/contracts/studio';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { ChangeDecisionService } from './change-decision.service.ts';
import { ChangeQueries } from './change.queries.ts';
import { ChangeService } from './change.service.ts';

@Controller()
export class ChangeController {
  private readonly service: ChangeService;
  private readonly decisions: ChangeDecisionService;
  private readonly queries: ChangeQueries;

  constructor(service: ChangeService, decisions: ChangeDecisionService, queries: ChangeQueries) {
    this.service = service;
    this.decisions = decisions;
    this.queries = queries;
  }

  @Route(api.changes)
  list(@Input() { query }: InputOf<typeof api.changes>, @CurrentActor() actor: Actor) {
    return this.queries.page(query, actor);
  }

  @Route(api.changeCounts)
  counts(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof api.changeCounts>> {
    return this.queries.counts(actor);
  }

  @Route(api.change)
  one(@Input() { params }: InputOf<typeof api.change>, @CurrentActor() actor: Actor): Promise<ChangeView> {
    return this.queries.one(params.id, actor);
  }

  @Route(api.draftChange)
  async draft(@Input() { params, body }: InputOf<typeof api.draftChange>, @CurrentActor() actor: Actor) {
    return this.queries.one(await this.service.draft(params.id, body, actor), actor);
  }

  @Route(api.writeChange)
  async write(@Input() { params, body }: InputOf<typeof api.writeChange>, @CurrentActor() actor: Actor) {
    const { revision, ...draft } = body;
    await this.service.write(params.id, revision, draft, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.submitChange)
  async submit(@Input() { params, body }: InputOf<typeof api.submitChange>, @CurrentActor() actor: Actor) {
    await this.service.submit(params.id, body.revision, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.withdrawChange)
  async withdraw(@Input() { params, body }: InputOf<typeof api.withdrawChange>, @CurrentActor() actor: Actor) {
    await this.service.withdraw(params.id, body.revision, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.endorseChange)
  async endorse(@Input() { params, body }: InputOf<typeof api.endorseChange>, @CurrentActor() actor: Actor) {
    await this.decisions.endorse(params.id, body.revision, body.opinion, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.returnChange)
  async giveBack(@Input() { params, body }: InputOf<typeof api.returnChange>, @CurrentActor() actor: Actor) {
    await this.decisions.giveBack(params.id, body.revision, body.reason, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.consentChange)
  async consent(@Input() { params, body }: InputOf<typeof api.consentChange>, @CurrentActor() actor: Actor) {
    const { revision, ...order } = body;
    await this.decisions.consent(params.id, revision, order, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.refuseChange)
  async refuse(@Input() { params, body }: InputOf<typeof api.refuseChange>, @CurrentActor() actor: Actor) {
    await this.decisions.refuse(params.id, body.revision, body.reason, actor);
    return this.queries.one(params.id, actor);
  }

  @Route(api.revealProposed)
  async reveal(
    @Input() { params, body }: InputOf<typeof api.revealProposed>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof api.revealProposed>> {
    return { value: await this.decisions.reveal(params.id, body.field, body.reason, actor) };
  }
}
