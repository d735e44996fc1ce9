import type { CivilDate } from '@jianglian/domain/kernel';
import { type Actor, within } from '@jianglian/domain/identity';
import type { SkillLevelCode } from '@jianglian/domain/reference';
import { joiningRefusals, leavingRefusals } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../platform/http/problem/index.ts';
import { StudioAccess } from './studio-access.queries.ts';
import { StudioEvents } from './studio-events.service.ts';
import { StudioRepository } from './studio.repository.ts';
import { TeamRepository } from './team.repository.ts';

export interface MemberDescription {
  readonly name: string;
  readonly skillLevel: SkillLevelCode | null;
  readonly duty: string | null;
}

/** The team of a studio, kept by the studio itself and by the office. False everywhere: the revision was stale. */
@Injectable()
export class TeamService {
  private readonly team: TeamRepository;
  private readonly studios: StudioRepository;
  private readonly events: StudioEvents;
  private readonly access: StudioAccess;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(
    team: TeamRepository,
    studios: StudioRepository,
    events: StudioEvents,
    access: StudioAccess,
    unit: UnitOfWork,
    clock: Clock,
  ) {
    this.team = team;
    this.studios = studios;
    this.events = events;
    this.access = access;
    this.unit = unit;
    this.clock = clock;
  }

  join(
    actor: Actor,
    studioId: string,
    revision: number,
    joining: MemberDescription & { readonly joinedOn: CivilDate },
  ): Promise<boolean> {
    return this.changing(actor, studioId, revision, async () => {
      const reasons = joiningRefusals(await this.team.of(studioId), joining, this.clock.today());
      if (reasons.length > 0) throw new RefusedError(reasons);
      await this.team.insert(studioId, joining);
      return { joined: [joining.name], left: [], happenedOn: joining.joinedOn };
    });
  }

  describe(
    actor: Actor,
    studioId: string,
    revision: number,
    memberId: string,
    description: MemberDescription,
  ): Promise<boolean> {
    return this.changing(actor, studioId, revision, async () => {
      const member = await this.member(studioId, memberId);
      await this.team.describe(memberId, description);
      const renamed = member.name !== description.name;
      return {
        joined: renamed ? [description.name] : [],
        left: renamed ? [member.name] : [],
        happenedOn: this.clock.today(),
      };
    });
  }

  leave(actor: Actor, studioId: string, revision: number, memberId: string, leftOn: CivilDate): Promise<boolean> {
    return this.changing(actor, studioId, revision, async () => {
      const member = await this.member(studioId, memberId);
      const reasons = leavingRefusals(member, leftOn, this.clock.today());
      if (reasons.length > 0) throw new RefusedError(reasons);
      await this.team.leave(memberId, leftOn);
      return { joined: [], left: [member.name], happenedOn: leftOn };
    });
  }

  private changing(
    actor: Actor,
    studioId: string,
    revision: number,
    change: () => Promise<{ joined: readonly string[]; left: readonly string[]; happenedOn: CivilDate }>,
  ): Promise<boolean> {
    return this.unit.run(async () => {
      await this.access.demand(within(actor, 'team:write'), studioId);
      const studio = (await this.studios.forUpdate([studioId])).get(studioId);
      if (studio?.revision !== revision) return false;
      await this.events.record(studioId, { kind: 'team-changed', ...(await change()) });
      return true;
    });
  }

  private async member(studioId: string, memberId: string) {
    const member = (await this.team.of(studioId)).find(({ id }) => id === memberId);
    if (!member) throw new NotFoundError('team member');
    return member;
  }
}
