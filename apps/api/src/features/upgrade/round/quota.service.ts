import type { AppliedTier } from '@jianglian/domain/upgrade';
import { quotaRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { QuotaRepository } from './quota.repository.ts';
import { RoundRepository } from './round.repository.ts';

/** Other places for one recommender than the usual of the round. */
@Injectable()
export class QuotaService {
  private readonly rounds: RoundRepository;
  private readonly quotas: QuotaRepository;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;

  constructor(rounds: RoundRepository, quotas: QuotaRepository, unit: UnitOfWork, audit: AuditLog) {
    this.rounds = rounds;
    this.quotas = quotas;
    this.unit = unit;
    this.audit = audit;
  }

  change(roundId: string, recommenderId: string, tier: AppliedTier, places: number, reason: string): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.rounds.forUpdate(roundId);
      if (!(await this.quotas.exists(recommenderId))) throw new NotFoundError('recommender');
      const losing = await this.quotas.standingPast(roundId, recommenderId, tier, places);
      const refusals = quotaRefusals({ state: round.state, places, losing });
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.quotas.note(roundId, recommenderId, tier, places, reason);
      if (round.state === 'called') await this.quotas.setPlaces(roundId, recommenderId, tier, places);
      await this.audit.record({
        subject: { type: 'round', id: roundId },
        action: 'quota-changed',
        reason,
        facts: { recommenderId, tier, places, usual: round.perRecommender[tier] },
      });
    });
  }
}
