import type { InputOf } from '@jianglian/contracts/shared';
import type { upgradeApi } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { applicationRefusals as refuse, roundPhase } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork, violates } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { VerdictQueries } from '../eligibility/verdict.queries.ts';
import { ApplicationStartRepository, type NewApplication } from './application-start.repository.ts';

type Wanted = InputOf<typeof upgradeApi.startApplication>['body'];

/** Begins an application in an open round. */
@Injectable()
export class ApplicationStart {
  private readonly starts: ApplicationStartRepository;
  private readonly verdicts: VerdictQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    starts: ApplicationStartRepository,
    verdicts: VerdictQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.starts = starts;
    this.verdicts = verdicts;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Its id. One studio has one application in a round; a unit may want several studios, of different masters. */
  async start(actor: Actor, roundId: string, wanted: Wanted): Promise<string> {
    try {
      return await this.unit.run(async () => {
        const round = await this.starts.round(roundId);
        if (!round) throw new NotFoundError('round');
        if (roundPhase(round, this.clock.arrival()) !== 'applying') throw new RefusedError([refuse('round-not-open')]);
        const start = { ...(await this.wanted(actor, wanted)), roundId };
        const id = await this.starts.insert(start);
        await this.audit.record({
          subject: { type: 'application', id },
          action: 'started',
          to: 'draft',
          ...(start.studioId === null ? {} : { studioId: start.studioId }),
          facts: { kind: start.kind, target: start.target, exceptionGround: start.exceptionGround },
        });
        return id;
      });
    } catch (error) {
      if (violates(error, 'one_application_per_studio_and_round')) throw new RefusedError([refuse('exists-already')]);
      throw error;
    }
  }

  private async wanted(actor: Actor, body: Wanted): Promise<Omit<NewApplication, 'roundId'>> {
    const by = { accountId: actor.accountId, at: this.clock.now(), exceptionGround: body.exceptionGround ?? null };
    return body.kind === 'upgrade' ? this.upgrade(actor, body, by) : this.founding(actor, body, by);
  }

  private async upgrade(actor: Actor, body: Wanted, by: Pick<NewApplication, 'accountId' | 'at' | 'exceptionGround'>) {
    const own = actor.grants.flatMap(({ role, studioId }) => (role === 'studio' && studioId ? [studioId] : []));
    const studioId = body.studioId ?? own[0];
    if (studioId === undefined || !own.includes(studioId)) throw new NotFoundError('studio');
    const { target } = await this.verdicts.open(actor, studioId, {
      target: body.target,
      exception: body.exceptionGround,
    });
    return { kind: 'upgrade', target, studioId, hostUnitId: null, recommenderId: null, ...by } as const;
  }

  private async founding(actor: Actor, body: Wanted, by: Pick<NewApplication, 'accountId' | 'at' | 'exceptionGround'>) {
    const own = actor.grants.flatMap((grant) =>
      grant.role === 'applicant' && grant.hostUnitId ? [grant.hostUnitId] : [],
    );
    if (own.length > 1 && body.hostUnitId === undefined) throw new RefusedError([refuse('unit-unclear')], 422);
    const hostUnitId = body.hostUnitId ?? own[0];
    if (hostUnitId === undefined || !own.includes(hostUnitId)) throw new NotFoundError('host unit');
    const recommenderId = body.recommenderId ?? (await this.starts.recommenderOfUnit(hostUnitId, this.clock.today()));
    if (recommenderId === undefined) throw new RefusedError([refuse('recommender-unclear')], 422);
    const target = body.target ?? 'municipal';
    return { kind: 'founding', target, studioId: null, hostUnitId, recommenderId, ...by } as const;
  }
}
