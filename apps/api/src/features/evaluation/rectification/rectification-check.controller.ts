import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { RectificationCheckQueries } from './rectification-check.queries.ts';
import { RectificationChecks } from './rectification-check.service.ts';
import { RectificationQueries } from './rectification.queries.ts';

/** The effectiveness check, for the office and for the checkers. */
@Controller()
export class RectificationCheckController {
  private readonly checks: RectificationChecks;
  private readonly queries: RectificationCheckQueries;
  private readonly rectifications: RectificationQueries;

  constructor(checks: RectificationChecks, queries: RectificationCheckQueries, rectifications: RectificationQueries) {
    this.checks = checks;
    this.queries = queries;
    this.rectifications = rectifications;
  }

  @Route(api.rectificationCheckers)
  checkers(@Input() { params }: InputOf<typeof api.rectificationCheckers>) {
    return this.queries.candidates(params.id);
  }

  @Route(api.setRectificationCheckers)
  async setCheckers(
    @Input() { params, body }: InputOf<typeof api.setRectificationCheckers>,
    @CurrentActor() actor: Actor,
  ) {
    await this.checks.setCheckers(params.id, body.revision, body.accountIds, actor);
    return this.rectifications.view(params.id, actor);
  }

  @Route(api.rectificationChecks)
  mine(@CurrentActor() actor: Actor) {
    return this.queries.mine(actor);
  }

  @Route(api.rectificationCheck)
  view(@Input() { params }: InputOf<typeof api.rectificationCheck>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.saveRectificationMark)
  async saveMark(@Input() { params, body }: InputOf<typeof api.saveRectificationMark>, @CurrentActor() actor: Actor) {
    await this.checks.saveMark(params.id, { item: params.item, ...body }, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.submitRectificationCheck)
  async submit(@Input() { params, body }: InputOf<typeof api.submitRectificationCheck>, @CurrentActor() actor: Actor) {
    await this.checks.submit(params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.recuseFromRectificationCheck)
  async recuse(
    @Input() { params, body }: InputOf<typeof api.recuseFromRectificationCheck>,
    @CurrentActor() actor: Actor,
  ) {
    await this.checks.recuse(params.id, body.revision, body.reason, actor);
    return { done: true as const };
  }

  @Route(api.concludeRectification)
  async conclude(@Input() { params, body }: InputOf<typeof api.concludeRectification>, @CurrentActor() actor: Actor) {
    await this.checks.conclude(params.id, body, actor);
    return this.rectifications.view(params.id, actor);
  }

  @Route(api.checkRectificationAgain)
  async checkAgain(
    @Input() { params, body }: InputOf<typeof api.checkRectificationAgain>,
    @CurrentActor() actor: Actor,
  ) {
    await this.checks.checkAgain(params.id, body.revision, body.reason, actor);
    return this.rectifications.view(params.id, actor);
  }
}
