import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { CycleWindows, MovedWindows, Window, WindowStep } from '@jianglian/domain/evaluation';
import { windowsOfTexts, windowSteps } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { CohortQueries } from './cohort.queries.ts';
import { CohortService } from './cohort.service.ts';
import { CycleQueries } from './cycle.queries.ts';
import { CycleService } from './cycle.service.ts';

@Controller()
export class CycleController {
  private readonly cycles: CycleService;
  private readonly members: CohortService;
  private readonly queries: CycleQueries;
  private readonly cohorts: CohortQueries;

  constructor(cycles: CycleService, members: CohortService, queries: CycleQueries, cohorts: CohortQueries) {
    this.cycles = cycles;
    this.members = members;
    this.queries = queries;
    this.cohorts = cohorts;
  }

  @Route(api.cycles)
  list(): Promise<ReplyOf<typeof api.cycles>> {
    return this.queries.list();
  }

  @Route(api.cycle)
  cycle(@Input() { params }: InputOf<typeof api.cycle>, @CurrentActor() actor: Actor) {
    return this.queries.view(params.id, actor);
  }

  @Route(api.createCycle)
  async create(@Input() { body }: InputOf<typeof api.createCycle>, @CurrentActor() actor: Actor) {
    return this.queries.view(await this.cycles.create(withInstants(body)), actor);
  }

  @Route(api.cloneCycle)
  async clone(@Input() { params }: InputOf<typeof api.cloneCycle>, @CurrentActor() actor: Actor) {
    return this.queries.view(await this.cycles.clone(params.id), actor);
  }

  @Route(api.editCycle)
  async edit(@Input() { params, body }: InputOf<typeof api.editCycle>, @CurrentActor() actor: Actor) {
    const { revision, ...settings } = body;
    await this.cycles.edit(params.id, revision, withInstants(settings), actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.changeWindows)
  async windows(@Input() { params, body }: InputOf<typeof api.changeWindows>, @CurrentActor() actor: Actor) {
    await this.cycles.changeWindows(params.id, body.revision, movedWindows(body.windows), body.reason, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.openCycle)
  async open(@Input() { params, body }: InputOf<typeof api.openCycle>, @CurrentActor() actor: Actor) {
    await this.cycles.step('open', params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.startScoring)
  async startScoring(@Input() { params, body }: InputOf<typeof api.startScoring>, @CurrentActor() actor: Actor) {
    await this.cycles.step('start-scoring', params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.startDeciding)
  async startDeciding(@Input() { params, body }: InputOf<typeof api.startDeciding>, @CurrentActor() actor: Actor) {
    await this.cycles.step('start-deciding', params.id, body.revision, actor);
    return this.queries.view(params.id, actor);
  }

  @Route(api.cancelCycle)
  async cancel(@Input() { params, body }: InputOf<typeof api.cancelCycle>, @CurrentActor() actor: Actor) {
    await this.cycles.step('cancel', params.id, body.revision, actor, body.reason);
    return this.queries.view(params.id, actor);
  }

  @Route(api.cohort)
  cohort(@Input() input: InputOf<typeof api.cohort>): Promise<ReplyOf<typeof api.cohort>> {
    return this.cohorts.page(input);
  }

  @Route(api.addToCohort)
  async add(@Input() { params, body }: InputOf<typeof api.addToCohort>) {
    await this.members.add(params.id, body.studioId, body.reason);
    return this.cohorts.member(params.id, body.studioId);
  }

  @Route(api.evaluations)
  evaluations(@Input() input: InputOf<typeof api.evaluations>): Promise<ReplyOf<typeof api.evaluations>> {
    return this.cohorts.evaluations(input);
  }

  @Route(api.withdraw)
  async withdraw(@Input() { params, body }: InputOf<typeof api.withdraw>, @CurrentActor() actor: Actor) {
    await this.members.withdraw(params.id, body.revision, body.reason, actor);
    return this.cohorts.row(params.id);
  }

  @Route(api.restore)
  async restore(@Input() { params, body }: InputOf<typeof api.restore>, @CurrentActor() actor: Actor) {
    await this.members.restore(params.id, body.revision, body.reason, actor);
    return this.cohorts.row(params.id);
  }

  @Route(api.extend)
  async extend(@Input() { params, body }: InputOf<typeof api.extend>, @CurrentActor() actor: Actor) {
    const { revision, reason, step, closesAt } = body;
    await this.members.extend(params.id, revision, { step, closesAt: new Date(closesAt) }, reason, actor);
    return this.cohorts.row(params.id);
  }
}

const movedWindows = (windows: { readonly [Step in WindowStep]?: Window<string> | undefined }): MovedWindows =>
  Object.fromEntries(
    windowSteps.flatMap((step) => {
      const window = windows[step];
      return window ? [[step, { dueAt: new Date(window.dueAt), closesAt: new Date(window.closesAt) }]] : [];
    }),
  );

const withInstants = <T extends { windows: CycleWindows<string> }>(settings: T) => ({
  ...settings,
  windows: windowsOfTexts(settings.windows),
});
