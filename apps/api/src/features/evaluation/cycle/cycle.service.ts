import type { CycleState, MovedWindows, Rubric } from '@jianglian/domain/evaluation';
import { attempt } from '@jianglian/domain/kernel';
import {
  cohortFinding,
  cycleMachine,
  evaluationRefusals,
  nextCycle,
  windowRefusals,
} from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CohortRepository } from './cohort.repository.ts';
import { CycleQueries } from './cycle.queries.ts';
import { CycleRepository, type CycleSettings, type CycleStep, type LockedCycle } from './cycle.repository.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

/** The steps of a cycle up to deciding; publication has a service of its own. */
@Injectable()
export class CycleService {
  private readonly cycles: CycleRepository;
  private readonly cohort: CohortRepository;
  private readonly queries: CycleQueries;
  private readonly rubrics: RubricQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    cycles: CycleRepository,
    cohort: CohortRepository,
    queries: CycleQueries,
    rubrics: RubricQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.cycles = cycles;
    this.cohort = cohort;
    this.queries = queries;
    this.rubrics = rubrics;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** A draft with its cohort worked out (四(四): two years back). */
  create(settings: CycleSettings, clonedFrom?: string): Promise<string> {
    return this.unit.run(async () => {
      const rubric = await this.rubrics.pinned(settings.rubricVersion);
      const id = await this.cycles.insert(settings, this.clock.now());
      const count = await this.fillCohort(id, settings.year, rubric);
      await this.audit.record({
        subject: { type: 'cycle', id },
        action: 'drafted',
        to: 'draft',
        revision: 1,
        facts: { ...settings, cohort: count, ...(clonedFrom === undefined ? {} : { clonedFrom }) },
      });
      return id;
    });
  }

  /** Settings go on by the years of the rubric; the cohort is worked out anew, evaluators are not taken along. */
  clone(id: string): Promise<string> {
    return this.unit.run(async () => {
      const last = settingsOf(await this.cycles.forShare(id));
      const { years } = await this.rubrics.pinned(last.rubricVersion);
      return this.create(nextCycle(last, years), id);
    });
  }

  edit(id: string, revision: number, settings: CycleSettings, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.locked(id, revision, actor);
      if (cycle.state !== 'draft') throw new RefusedError([evaluationRefusals('cycle-not-running')]);
      const rubric = await this.rubrics.pinned(settings.rubricVersion);
      await this.cycles.edit(id, settings);
      if (settings.year !== cycle.year || settings.rubricVersion !== cycle.rubricVersion) {
        await this.cohort.clearPlanned(id);
        await this.fillCohort(id, settings.year, rubric);
      }
      await this.audit.record({
        subject: { type: 'cycle', id },
        action: 'edited',
        revision: revision + 1,
        facts: { ...settings },
      });
    });
  }

  step(action: CycleStep, id: string, revision: number, actor: Actor, reason?: string): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.locked(id, revision, actor);
      const outcome = attempt(cycleMachine, action, cycle, {
        actor,
        now: this.clock.now(),
        rubric: await this.rubrics.pinned(cycle.rubricVersion),
        ...(await this.cycles.counts(id)),
      });
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      const touched = await this.carryOut(action, cycle);
      await this.cycles.moveTo(id, outcome.subject.state);
      await this.record(cycle, action, outcome.subject.state, { touched }, reason);
    });
  }

  changeWindows(id: string, revision: number, moved: MovedWindows, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const cycle = await this.locked(id, revision, actor);
      const refusals = windowRefusals(cycle, moved, this.clock.now());
      if (refusals.length > 0) throw new RefusedError(refusals);
      await this.cycles.edit(id, { ...cycle, windows: { ...cycle.windows, ...moved } });
      await this.record(cycle, 'windows-moved', cycle.state, { ...moved }, reason);
    });
  }

  /** Studios with a later window of their own that has closed meanwhile. For the job. */
  async missLate(): Promise<void> {
    for (const { id } of await this.cohort.cyclesWithLate(this.clock.now())) {
      await this.unit.run(async () => {
        const cycle = await this.cycles.forUpdate(id);
        const missed = await this.cohort.miss(id, this.clock.now());
        if (missed > 0) await this.record(cycle, 'late-missed', cycle.state, { missed });
      });
    }
  }

  private async carryOut(action: CycleStep, { id }: LockedCycle): Promise<number> {
    switch (action) {
      case 'open': {
        const elsewhere = await this.cohort.elsewhere(id);
        if (elsewhere.length > 0) {
          throw new RefusedError(
            elsewhere.map(({ name, cycle }) => evaluationRefusals('in-another-cycle', { studio: name, cycle })),
          );
        }
        return this.cohort.begin(id);
      }
      case 'start-scoring':
        return this.cohort.miss(id, this.clock.now());
      case 'start-deciding':
        return this.cohort.seal(id);
      case 'cancel':
        return 0;
    }
  }

  private async fillCohort(cycleId: string, year: number, rubric: Rubric): Promise<number> {
    const candidates = await this.cohort.candidates(cycleId);
    const members = candidates.flatMap((studio) => {
      const finding = cohortFinding({ ...studio, runsElsewhere: studio.elsewhere !== null }, year, rubric.years);
      return finding.due
        ? [
            {
              studioId: studio.id,
              tier: studio.tier,
              hostUnitId: studio.hostUnitId,
              basis: finding.basis,
              basisOn: finding.basisOn,
              reason: null,
            },
          ]
        : [];
    });
    await this.cohort.insert(cycleId, members);
    return members.length;
  }

  private async locked(id: string, revision: number, actor: Actor): Promise<LockedCycle> {
    const cycle = await this.cycles.forUpdate(id);
    if (cycle.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
    return cycle;
  }

  private record(cycle: LockedCycle, action: string, to: CycleState, facts: object, reason?: string): Promise<void> {
    return this.audit.record({
      subject: { type: 'cycle', id: cycle.id },
      action,
      from: cycle.state,
      to,
      revision: cycle.revision + 1,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

const settingsOf = (cycle: LockedCycle): CycleSettings => ({
  title: cycle.title,
  year: cycle.year,
  periodFrom: cycle.periodFrom,
  periodTo: cycle.periodTo,
  rubricVersion: cycle.rubricVersion,
  windows: cycle.windows,
  publicityWorkingDays: cycle.publicityWorkingDays,
  excellentCapPercent: cycle.excellentCapPercent,
  sheetsPerStudio: cycle.sheetsPerStudio,
  opinionReturnDays: cycle.opinionReturnDays,
});
