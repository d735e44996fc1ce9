import { randomBytes } from 'node:crypto';
import type { DrawnStudio } from '@jianglian/domain/evaluation';
import { drawVisits, mayVisit, visitRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { civilDateOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleRepository, type LockedCycle } from '../cycle/cycle.repository.ts';
import { GradedQueries, proposalOf } from '../decision/graded.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { type StoredDraw, VisitDrawRepository } from './visit-draw.repository.ts';
import { VisitRepository } from './visit.repository.ts';

/** What a draw gives now: everybody it was drawn from, and which of them are to be visited and are not yet. */
export interface DrawNow {
  readonly drawn: readonly DrawnStudio[];
  readonly added: readonly DrawnStudio[];
  readonly rest: number;
  readonly wanted: number;
}

/** The draw of a cycle: seed and share are fixed before anybody sees what they give, and never change. */
@Injectable()
export class VisitDrawService {
  private readonly draws: VisitDrawRepository;
  private readonly visits: VisitRepository;
  private readonly cycles: CycleRepository;
  private readonly decisions: GradedQueries;
  private readonly rubrics: RubricQueries;
  private readonly database: Database;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    draws: VisitDrawRepository,
    visits: VisitRepository,
    cycles: CycleRepository,
    decisions: GradedQueries,
    rubrics: RubricQueries,
    database: Database,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.draws = draws;
    this.visits = visits;
    this.cycles = cycles;
    this.decisions = decisions;
    this.rubrics = rubrics;
    this.database = database;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  fix(cycleId: string, percent: number, given: string | undefined, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      await this.openCycle(cycleId);
      const known = await this.draws.find(cycleId);
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
      const draw = await this.draws.find(cycleId);
      if (!draw) throw new RefusedError([visitRefusals('draw-not-fixed')]);
      if (draw.revision !== revision) throw staleRevision({ revision: draw.revision });
      const { added, drawn, rest } = await this.now(cycle, draw);
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

  /** Worked out anew from what is scored now. */
  async now(
    cycle: Pick<LockedCycle, 'id' | 'rubricVersion' | 'excellentCapPercent'>,
    draw: StoredDraw,
  ): Promise<DrawNow> {
    const rubric = await this.rubrics.view(cycle.rubricVersion);
    const evaluations = await this.decisions.evaluations(cycle.id);
    const { grades } = proposalOf(rubric, cycle.excellentCapPercent, evaluations);
    const there = await this.database.rows<{ id: string }>(sql`
      SELECT v.evaluation_id AS id FROM site_visits v JOIN evaluations e ON e.id = v.evaluation_id
      WHERE e.cycle_id = ${cycle.id}`);
    const already = new Set(there.map(({ id }) => id));
    const drawn = drawVisits(
      draw.seed,
      draw.percent,
      grades.map(({ id, grade, outsideCap }) => ({
        evaluationId: id,
        grade,
        eligible: grade === 'excellent' || outsideCap,
      })),
      already,
    );
    const rest = drawn.filter(({ ticket }) => ticket !== null).length;
    return {
      drawn,
      added: drawn.filter(({ evaluationId, reason }) => reason !== null && !already.has(evaluationId)),
      rest,
      wanted: Math.ceil((rest * draw.percent) / 100),
    };
  }

  private async openCycle(id: string): Promise<LockedCycle> {
    const cycle = await this.cycles.forUpdate(id);
    if (!mayVisit(cycle.state)) throw new RefusedError([visitRefusals('cycle-is-past-visits')]);
    return cycle;
  }
}
