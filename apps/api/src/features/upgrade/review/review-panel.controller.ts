import type { InputOf } from '@jianglian/contracts/shared';
import type { MarkSaved } from '@jianglian/contracts/evaluation';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { ReviewPanelQueries } from './review-panel.queries.ts';
import { ReviewPanelService } from './review-panel.service.ts';
import { ReviewSheetQueries } from './review-sheet.queries.ts';
import { ReviewSheetService } from './review-sheet.service.ts';

@Controller()
export class ReviewPanelController {
  private readonly panels: ReviewPanelService;
  private readonly queries: ReviewPanelQueries;
  private readonly service: ReviewSheetService;
  private readonly sheets: ReviewSheetQueries;

  constructor(
    panels: ReviewPanelService,
    queries: ReviewPanelQueries,
    service: ReviewSheetService,
    sheets: ReviewSheetQueries,
  ) {
    this.panels = panels;
    this.queries = queries;
    this.service = service;
    this.sheets = sheets;
  }

  @Route(api.reviewPanels)
  view(@Input() { params }: InputOf<typeof api.reviewPanels>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.saveReviewSettings)
  async configure(@Input() { params, body }: InputOf<typeof api.saveReviewSettings>, @CurrentActor() actor: Actor) {
    await this.panels.configure(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.proposeReviewers)
  propose(@Input() { params }: InputOf<typeof api.proposeReviewers>) {
    return this.panels.propose(params.id);
  }

  @Route(api.assignReviewers)
  async assign(@Input() { params, body }: InputOf<typeof api.assignReviewers>, @CurrentActor() actor: Actor) {
    await this.panels.assign(params.id, body.seats, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.releaseReviewSheet)
  async release(@Input() { params, body }: InputOf<typeof api.releaseReviewSheet>, @CurrentActor() actor: Actor) {
    return this.queries.view(await this.service.release(params.id, body.revision, body.reason, actor), actor);
  }

  @Route(api.reopenReviewSheet)
  async reopen(@Input() { params, body }: InputOf<typeof api.reopenReviewSheet>, @CurrentActor() actor: Actor) {
    return this.queries.view(await this.service.reopen(params.id, body.revision, body.reason, actor), actor);
  }

  @Route(api.reviewQueue)
  queue(@CurrentActor() actor: Actor) {
    return this.sheets.queue(actor);
  }

  @Route(api.reviewSheet)
  sheet(@Input() { params }: InputOf<typeof api.reviewSheet>, @CurrentActor() actor: Actor) {
    return this.sheets.view(params.id, actor);
  }

  @Route(api.saveReviewMark)
  async save(
    @Input() { params, body }: InputOf<typeof api.saveReviewMark>,
    @CurrentActor() actor: Actor,
  ): Promise<MarkSaved> {
    const { revision, ...content } = body;
    const mark = { ...content, indicator: params.indicator };
    return (await this.service.saveMark(params.id, mark, revision, actor)) as unknown as MarkSaved;
  }

  @Route(api.submitReviewSheet)
  async submit(@Input() { params, body }: InputOf<typeof api.submitReviewSheet>, @CurrentActor() actor: Actor) {
    await this.service.submit(params.id, body.revision, actor);
    return this.sheets.view(params.id, actor);
  }

  @Route(api.recuseReview)
  async recuse(@Input() { params, body }: InputOf<typeof api.recuseReview>, @CurrentActor() actor: Actor) {
    await this.service.recuse(params.id, body.revision, body.reason, actor);
    return this.sheets.queue(actor);
  }
}
