import { randomBytes } from 'node:crypto';
import { mayVisit, visitRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { civilDateOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleRepository, type LockedCycle } from '../cycle/cycle.repository.ts';
import { VisitDrawQueries } from './visit-draw.queries.ts';
import { VisitDrawRepository } from './visit-draw.repository.ts';
import { VisitRepository } from './visit.repository.ts';

/** The draw of a cycle: seed and share are fixed before anybody sees what they give, and never change. */
@Injectable()
export class VisitDrawService {
  private readonly draws: VisitDrawRepository;
  private readonly visits: VisitRepository;
  private readonly cycles: CycleRepository;
  private readonly queries: VisitDrawQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    draws: VisitDrawRepository,
    visits: VisitRepository,
    cycles: CycleRepository,
    queries: VisitDrawQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.draws = draws;
    this.visits = visits;
    this.cycles = cycles;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  fix(cycleId: string, percent: number, given: string | undefined, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      await this.openCycle(cycleId);
      const known = await this.queries.find(cycleId);
      if (known) {
        const on = civilDateOf(new Date(known.fixedAt));
        throw new RefusedError([visitRefusals('draw-already-fixed', { on })]);
      }
      const seed = given ?? randomBytes(8).toString('hex');
      await this.draws.fix(cycleId, seed, percent, this.clock.now(), actor.accountId);
      await this.audit.record({
        subject: { type: 'cycle', id: cycleId },
        action: 'visit-draw-fixed',
        facts: { seed, percent, given: given !== undefined },
      });
    });
  }

  confirm(cycleId: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.openCycle(cycleId);
      const draw = await this.queries.find(cycleId);
      if (!draw) throw new RefusedError([visitRefusals('draw-not-fixed')]);
      if (draw.revision !== revision) throw staleRevision({ revision: draw.revision });
      const { added, drawn, rest } = await this.queries.now(cycle, draw);
      if (added.length === 0) throw new RefusedError([visitRefusals('nothing-to-draw')]);
      const at = this.clock.now();
      const chosen = added.flatMap(({ evaluationId, reason }) =>
        reason === null ? [] : [{ evaluationId, reason, reasonText: null }],
      );
      await this.visits.choose(chosen, at, actor.accountId);
      await this.draws.drawn(cycleId, at, actor.accountId);
      await this.audit.record({
        subject: { type: 'cycle', id: cycleId },
        action: 'visits-drawn',
        revision: revision + 1,
        // Enough to repeat it: the seed, the share, and whom it was drawn from.
        facts: {
          seed: draw.seed,
          percent: draw.percent,
          rest,
          from: drawn.flatMap(({ evaluationId, ticket }) => (ticket === null ? [] : [evaluationId])),
          chosen: chosen.map(({ evaluationId, reason }) => ({ evaluationId, reason })),
        },
      });
    });
  }

  private async openCycle(id: string): Promise<LockedCycle> {
    const cycle = await this.cycles.forUpdate(id);
    if (!mayVisit(cycle.state)) throw new RefusedError([visitRefusals('cycle-is-past-visits')]);
    return cycle;
  }
}
