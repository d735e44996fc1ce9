import { type CorrectionAction, correctionMachine } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { refusalsOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { RoundRepository } from '../round/round.repository.ts';
import { AwardChangeQueries } from './award-change.queries.ts';
import { AwardChangeRepository, type LockedChange } from './award-change.repository.ts';

/** What an upheld objection changes, with four eyes: the machine is that of the corrections of results. */
@Injectable()
export class AwardChanges {
  private readonly rounds: RoundRepository;
  private readonly changes: AwardChangeRepository;
  private readonly queries: AwardChangeQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    rounds: RoundRepository,
    changes: AwardChangeRepository,
    queries: AwardChangeQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.rounds = rounds;
    this.changes = changes;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  release(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('release', id, revision, actor);
      await this.changes.settle(id, 'released', actor.accountId, this.clock.now());
      await this.changes.decline(change, this.clock.now());
      await this.record(change, 'award-change-released', 'released');
    });
  }

  discard(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const change = await this.demand('discard', id, revision, actor);
      await this.changes.settle(id, 'discarded', actor.accountId, this.clock.now());
      await this.record(change, 'award-change-discarded', 'discarded');
    });
  }

  private async demand(action: CorrectionAction, id: string, revision: number, actor: Actor): Promise<LockedChange> {
    await this.rounds.forUpdate(await this.changes.roundOfChange(id));
    const change = await this.changes.forUpdate(id);
    if (change.revision !== revision) throw staleRevision(await this.queries.one(id, actor));
    const refusals = refusalsOf(correctionMachine, action, change, { actor });
    if (refusals.length > 0) throw new RefusedError(refusals);
    return change;
  }

  private record(change: LockedChange, action: string, to: string): Promise<void> {
    return this.audit.record({
      subject: { type: 'application', id: change.applicationId },
      action,
      from: change.state,
      to,
      revision: change.revision + 1,
      reason: change.reason,
      facts: { clause: change.clause, objection: change.objectionId, proposedBy: change.proposedBy },
    });
  }
}
