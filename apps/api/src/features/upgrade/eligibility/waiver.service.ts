import type { Actor } from '@jianglian/domain/identity';
import { yearOf } from '@jianglian/domain/kernel';
import type { AppliedTier } from '@jianglian/domain/upgrade';
import { waiverEndRefusals, waiverRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { WaiverRepository } from './waiver.repository.ts';

export interface WaiverOrder {
  readonly rule: string;
  readonly target: AppliedTier;
  readonly reason: string;
}

/** 原则上: what the office sets aside, with its reason, for one studio, target and year. */
@Injectable()
export class WaiverService {
  private readonly waivers: WaiverRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(waivers: WaiverRepository, unit: UnitOfWork, audit: AuditLog, clock: Clock) {
    this.waivers = waivers;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  give(actor: Actor, studioId: string, { rule, target, reason }: WaiverOrder): Promise<string> {
    return this.unit.run(async () => {
      const place = { studioId, target, year: yearOf(this.clock.today()) };
      const waived = await this.waivers.waived(place);
      if (!waived) throw new NotFoundError('studio');
      const reasons = waiverRefusals(rule, waived);
      if (reasons.length > 0) throw new RefusedError(reasons);
      const at = this.clock.now();
      const id = await this.waivers.insert(place, { rule, reason, accountId: actor.accountId, at });
      const subject = { type: 'upgrade-waiver', id };
      await this.audit.record({
        subject,
        action: 'given',
        reason,
        studioId,
        facts: { rule, target, year: place.year },
      });
      return id;
    });
  }

  end(actor: Actor, id: string, reason: string): Promise<void> {
    return this.unit.run(async () => {
      const waiver = await this.waivers.forUpdate(id);
      if (!waiver) throw new NotFoundError('waiver');
      const reasons = waiverEndRefusals(waiver);
      if (reasons.length > 0) throw new RefusedError(reasons);
      await this.waivers.end(id, { reason, accountId: actor.accountId, at: this.clock.now() });
      await this.audit.record({
        subject: { type: 'upgrade-waiver', id },
        action: 'ended',
        reason,
        studioId: waiver.studioId,
        facts: { rule: waiver.rule, target: waiver.target },
      });
    });
  }
}
