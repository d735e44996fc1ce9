import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { RectificationCourse } from './rectification-course.service.ts';
import { RectificationOrders } from './rectification-order.service.ts';
import { RectificationQueries } from './rectification.queries.ts';

/** Order, plan, progress, extension, report. */
@Controller()
export class RectificationController {
  private readonly orders: RectificationOrders;
  private readonly course: RectificationCourse;
  private readonly queries: RectificationQueries;

  constructor(orders: RectificationOrders, course: RectificationCourse, queries: RectificationQueries) {
    this.orders = orders;
    this.course = course;
    this.queries = queries;
  }

  @Route(api.rectifications)
  list(@Input() { query }: InputOf<typeof api.rectifications>, @CurrentActor() actor: Actor) {
    return this.queries.list(query, actor);
  }

  @Route(api.rectification)
  view(@Input() { params }: InputOf<typeof api.rectification>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.rectificationSettings)
  settings() {
    return this.orders.settings();
  }

  @Route(api.saveRectificationSettings)
  async saveSettings(@Input() { body }: InputOf<typeof api.saveRectificationSettings>) {
    await this.orders.saveSettings(body.settings, body.revision);
    return this.orders.settings();
  }

  @Route(api.changeRectificationItems)
  async changeItems(
    @Input() { params, body }: InputOf<typeof api.changeRectificationItems>,
    @CurrentActor() actor: Actor,
  ) {
    await this.orders.changeItems(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.issueRectification)
  async issue(@Input() { params, body }: InputOf<typeof api.issueRectification>, @CurrentActor() actor: Actor) {
    await this.orders.issue(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.handInRectificationPlan)
  async handInPlan(
    @Input() { params, body }: InputOf<typeof api.handInRectificationPlan>,
    @CurrentActor() actor: Actor,
  ) {
    await this.course.handInPlan(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.returnRectificationPlan)
  async returnPlan(
    @Input() { params, body }: InputOf<typeof api.returnRectificationPlan>,
    @CurrentActor() actor: Actor,
  ) {
    await this.course.returnPlan(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.acceptRectificationPlan)
  async acceptPlan(
    @Input() { params, body }: InputOf<typeof api.acceptRectificationPlan>,
    @CurrentActor() actor: Actor,
  ) {
    await this.course.acceptPlan(params.id, body.revision, body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.addRectificationProgress)
  async addProgress(
    @Input() { params, body }: InputOf<typeof api.addRectificationProgress>,
    @CurrentActor() actor: Actor,
  ) {
    await this.course.addProgress(params.id, body.text, body.fileIds, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.extendRectification)
  async extend(@Input() { params, body }: InputOf<typeof api.extendRectification>, @CurrentActor() actor: Actor) {
    await this.course.extend(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.reportRectification)
  async report(@Input() { params, body }: InputOf<typeof api.reportRectification>, @CurrentActor() actor: Actor) {
    await this.course.report(params.id, body, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.rectificationEvidence)
  evidence(@Input() { params }: InputOf<typeof api.rectificationEvidence>, @CurrentActor() actor: Actor) {
    return this.queries.available(params.id, actor);
  }
}
