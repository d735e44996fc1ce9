import {
  type CorrectionView,
  evaluationApi as api,
  type PendingPublicationView,
} from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { CorrectionQueries } from './correction.queries.ts';
import { CorrectionService } from './correction.service.ts';
import { PublicationService } from './publication.service.ts';
import { PublicityQueries } from './publicity.queries.ts';

@Controller()
export class PublicityController {
  private readonly queries: PublicityQueries;
  private readonly publication: PublicationService;
  private readonly corrections: CorrectionService;
  private readonly correctionViews: CorrectionQueries;

  constructor(
    queries: PublicityQueries,
    publication: PublicationService,
    corrections: CorrectionService,
    correctionViews: CorrectionQueries,
  ) {
    this.queries = queries;
    this.publication = publication;
    this.corrections = corrections;
    this.correctionViews = correctionViews;
  }

  @Route(api.publicityCycles)
  cycles(): Promise<ReplyOf<typeof api.publicityCycles>> {
    return this.queries.cycles();
  }

  @Route(api.publicityCycle)
  cycle(@Input() { params }: InputOf<typeof api.publicityCycle>): Promise<ReplyOf<typeof api.publicityCycle>> {
    return this.queries.cycle(params.id);
  }

  @Route(api.publicityRows)
  rows(@Input() { params, query }: InputOf<typeof api.publicityRows>): Promise<ReplyOf<typeof api.publicityRows>> {
    return this.queries.rows(params.id, query);
  }

  @Route(api.publicity)
  office(@Input() { params }: InputOf<typeof api.publicity>, @CurrentActor() actor: Actor) {
    return this.queries.office(params.id, actor);
  }

  @Route(api.publishOne)
  async publishOne(
    @Input() { params, body }: InputOf<typeof api.publishOne>,
    @CurrentActor() actor: Actor,
  ): Promise<PendingPublicationView> {
    await this.publication.publishOne(params.id, body, actor);
    return this.queries.pendingOne(params.id, actor);
  }

  @Route(api.proposeCorrection)
  async propose(
    @Input() { params, body }: InputOf<typeof api.proposeCorrection>,
    @CurrentActor() actor: Actor,
  ): Promise<CorrectionView> {
    const { revision, ...order } = body;
    return this.correctionViews.one(await this.corrections.propose(params.id, revision, order, actor), actor);
  }

  @Route(api.releaseCorrection)
  async release(
    @Input() { params, body }: InputOf<typeof api.releaseCorrection>,
    @CurrentActor() actor: Actor,
  ): Promise<CorrectionView> {
    await this.corrections.release(params.id, body.revision, body.documentNumber, actor);
    return this.correctionViews.one(params.id, actor);
  }

  @Route(api.discardCorrection)
  async discard(
    @Input() { params, body }: InputOf<typeof api.discardCorrection>,
    @CurrentActor() actor: Actor,
  ): Promise<CorrectionView> {
    await this.corrections.discard(params.id, body.revision, actor);
    return this.correctionViews.one(params.id, actor);
  }
}
