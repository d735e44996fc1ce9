import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { type HostUnitView, studioApi, type StudioView } from '@jianglian/contracts/studio';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { staleRevision } from '../../platform/http/problem/index.ts';
import { PersonService } from './person.service.ts';
import { RegisterPickerQueries } from './register-picker.queries.ts';
import { StudioPageQueries } from './studio-page.queries.ts';
import { TeamService } from './team.service.ts';

@Controller()
export class StudioPersonController {
  private readonly team: TeamService;
  private readonly persons: PersonService;
  private readonly pages: StudioPageQueries;
  private readonly pickers: RegisterPickerQueries;

  constructor(team: TeamService, persons: PersonService, pages: StudioPageQueries, pickers: RegisterPickerQueries) {
    this.team = team;
    this.persons = persons;
    this.pages = pages;
    this.pickers = pickers;
  }

  @Route(studioApi.joinTeam)
  async joinTeam(
    @Input() { params, body }: InputOf<typeof studioApi.joinTeam>,
    @CurrentActor() actor: Actor,
  ): Promise<StudioView> {
    const { revision, ...joining } = body;
    return this.after(actor, params.id, await this.team.join(actor, params.id, revision, joining));
  }

  @Route(studioApi.describeMember)
  async describeMember(
    @Input() { params, body }: InputOf<typeof studioApi.describeMember>,
    @CurrentActor() actor: Actor,
  ): Promise<StudioView> {
    const { revision, ...member } = body;
    return this.after(actor, params.id, await this.team.describe(actor, params.id, revision, params.memberId, member));
  }

  @Route(studioApi.leaveTeam)
  async leaveTeam(
    @Input() { params, body }: InputOf<typeof studioApi.leaveTeam>,
    @CurrentActor() actor: Actor,
  ): Promise<StudioView> {
    const done = await this.team.leave(actor, params.id, body.revision, params.memberId, body.leftOn);
    return this.after(actor, params.id, done);
  }

  @Route(studioApi.describeMaster)
  async describeMaster(
    @Input() { params, body }: InputOf<typeof studioApi.describeMaster>,
    @CurrentActor() actor: Actor,
  ): Promise<StudioView> {
    const { revision, ...description } = body;
    const done = await this.persons.describeMaster(params.id, revision, description);
    return this.after(actor, params.id, done);
  }

  @Route(studioApi.reveal)
  async reveal(
    @Input() { params, body }: InputOf<typeof studioApi.reveal>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof studioApi.reveal>> {
    return { value: await this.persons.reveal(actor, params.id, body.field, body.reason) };
  }

  @Route(studioApi.masters)
  masters(@Input() { query }: InputOf<typeof studioApi.masters>): Promise<ReplyOf<typeof studioApi.masters>> {
    return this.pickers.masters(query.q);
  }

  @Route(studioApi.hostUnits)
  hostUnits(@Input() { query }: InputOf<typeof studioApi.hostUnits>): Promise<ReplyOf<typeof studioApi.hostUnits>> {
    return this.pickers.hostUnits(query.q);
  }

  @Route(studioApi.hostUnitNames)
  hostUnitNames(
    @Input() { query }: InputOf<typeof studioApi.hostUnitNames>,
  ): Promise<ReplyOf<typeof studioApi.hostUnitNames>> {
    return this.pickers.hostUnitNames(query.q);
  }

  @Route(studioApi.registerHostUnit)
  async registerHostUnit(@Input() { body }: InputOf<typeof studioApi.registerHostUnit>): Promise<HostUnitView> {
    return this.pickers.hostUnit(await this.persons.registerHostUnit(body));
  }

  @Route(studioApi.describeHostUnit)
  async describeHostUnit(@Input() { params, body }: InputOf<typeof studioApi.describeHostUnit>): Promise<HostUnitView> {
    const { revision, ...description } = body;
    await this.persons.describeHostUnit(params.id, revision, description);
    return this.pickers.hostUnit(params.id);
  }

  private async after(actor: Actor, id: string, done: boolean): Promise<StudioView> {
    const view = await this.pages.page(actor, id);
    if (!done) throw staleRevision(view);
    return view;
  }
}
