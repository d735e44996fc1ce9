import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { eachWindowEnd, noticeCalls } from '@jianglian/domain/upgrade';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { QuotaQueries } from './quota.queries.ts';
import { QuotaService } from './quota.service.ts';
import { RoundDrafts } from './round-draft.service.ts';
import { RoundQueries } from './round.queries.ts';
import { RoundService } from './round.service.ts';

@Controller()
export class RoundController {
  private readonly rounds: RoundService;
  private readonly drafts: RoundDrafts;
  private readonly queries: RoundQueries;
  private readonly places: QuotaService;
  private readonly quotas: QuotaQueries;

  constructor(
    rounds: RoundService,
    drafts: RoundDrafts,
    queries: RoundQueries,
    places: QuotaService,
    quotas: QuotaQueries,
  ) {
    this.rounds = rounds;
    this.drafts = drafts;
    this.queries = queries;
    this.places = places;
    this.quotas = quotas;
  }

  @Route(api.rounds)
  list(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof api.rounds>> {
    return this.queries.list(actor);
  }

  @Route(api.round)
  round(@Input() { params }: InputOf<typeof api.round>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.roundTemplates)
  templates(): ReplyOf<typeof api.roundTemplates> {
    return noticeCalls.map(({ notice: { id, title, documentNumber }, year }) => ({
      notice: id,
      title,
      documentNumber,
      year,
    }));
  }

  @Route(api.createRound)
  async create(@Input() { body }: InputOf<typeof api.createRound>, @CurrentActor() actor: Actor) {
    return this.queries.view(await this.drafts.create(body.like, body.year, actor), actor);
  }

  @Route(api.editRound)
  async edit(@Input() { params, body }: InputOf<typeof api.editRound>, @CurrentActor() actor: Actor) {
    const { revision, ...settings } = body;
    await this.rounds.edit(params.id, revision, { ...settings, windows: instantsOf(body.windows) }, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.callRound)
  async call(@Input() { params, body }: InputOf<typeof api.callRound>, @CurrentActor() actor: Actor) {
    await this.rounds.call(params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.moveWindows)
  async windows(@Input() { params, body }: InputOf<typeof api.moveWindows>, @CurrentActor() actor: Actor) {
    await this.rounds.moveWindows(params.id, body.revision, instantsOf(body.windows), body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.startReview)
  async startReview(@Input() { params, body }: InputOf<typeof api.startReview>, @CurrentActor() actor: Actor) {
    await this.rounds.startReview(params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.cancelRound)
  async cancel(@Input() { params, body }: InputOf<typeof api.cancelRound>, @CurrentActor() actor: Actor) {
    await this.rounds.cancel(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.roundQuotas)
  roundQuotas(@Input() { params }: InputOf<typeof api.roundQuotas>): Promise<ReplyOf<typeof api.roundQuotas>> {
    return this.quotas.all(params.id);
  }

  @Route(api.changeQuota)
  async changeQuota(@Input() { params, body }: InputOf<typeof api.changeQuota>) {
    const { id, recommenderId } = params;
    await this.places.change(id, recommenderId, body.tier, body.places, body.reason);
    return this.quotas.one(id, recommenderId);
  }
}

const instantsOf = (windows: InputOf<typeof api.moveWindows>['body']['windows']) =>
  eachWindowEnd(windows, (text) => new Date(text));
