import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { RectificationConsequences } from './rectification-consequence.service.ts';
import { RectificationEffects } from './rectification-effect.service.ts';
import { RectificationQueries } from './rectification.queries.ts';

/** After a failure: notice of intent, hearing, decision. */
@Controller()
export class RectificationConsequenceController {
  private readonly consequences: RectificationConsequences;
  private readonly effects: RectificationEffects;
  private readonly queries: RectificationQueries;

  constructor(consequences: RectificationConsequences, effects: RectificationEffects, queries: RectificationQueries) {
    this.consequences = consequences;
    this.effects = effects;
    this.queries = queries;
  }

  @Route(api.noticeRectification)
  async notice(@Input() { params, body }: InputOf<typeof api.noticeRectification>, @CurrentActor() actor: Actor) {
    await this.consequences.notice(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.stateOnRectification)
  async state(@Input() { params, body }: InputOf<typeof api.stateOnRectification>, @CurrentActor() actor: Actor) {
    await this.consequences.state(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.answerRectification)
  async answer(@Input() { params, body }: InputOf<typeof api.answerRectification>, @CurrentActor() actor: Actor) {
    await this.consequences.answer(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.noteRectificationHearing)
  async hearing(@Input() { params, body }: InputOf<typeof api.noteRectificationHearing>, @CurrentActor() actor: Actor) {
    await this.consequences.hearing(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.decideRectification)
  async decide(@Input() { params, body }: InputOf<typeof api.decideRectification>, @CurrentActor() actor: Actor) {
    await this.consequences.decide(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.confirmRectification)
  async confirm(@Input() { params, body }: InputOf<typeof api.confirmRectification>, @CurrentActor() actor: Actor) {
    await this.effects.confirm(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.recallRectification)
  async recall(@Input() { params, body }: InputOf<typeof api.recallRectification>, @CurrentActor() actor: Actor) {
    await this.effects.recall(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }
}
