import type { EvaluatorEdit } from '@jianglian/contracts/evaluation';
import { panelRefusals, stayRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { CycleRepository } from '../cycle/cycle.repository.ts';
import { ScoresheetRepository } from '../scoring/scoresheet.repository.ts';
import { EvaluatorQueries } from './evaluator.queries.ts';
import { EvaluatorRepository } from './evaluator.repository.ts';
import { type NewTie, StudioTieRepository } from './studio-tie.repository.ts';
import { type PanelSettings, TiesQueries } from './ties.queries.ts';

/** What the office notes of evaluators and of studios that work together. */
@Injectable()
export class EvaluatorService {
  private readonly evaluators: EvaluatorRepository;
  private readonly sheets: ScoresheetRepository;
  private readonly cycles: CycleRepository;
  private readonly studioTies: StudioTieRepository;
  private readonly ties: TiesQueries;
  private readonly queries: EvaluatorQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    evaluators: EvaluatorRepository,
    sheets: ScoresheetRepository,
    cycles: CycleRepository,
    studioTies: StudioTieRepository,
    ties: TiesQueries,
    queries: EvaluatorQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.evaluators = evaluators;
    this.sheets = sheets;
    this.cycles = cycles;
    this.studioTies = studioTies;
    this.ties = ties;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  edit(accountId: string, edit: EvaluatorEdit): Promise<void> {
    return this.unit.run(async () => {
      const before = await this.queries.one(accountId);
      const refusals = stayRefusals(edit.formerUnits);
      if (refusals.length > 0) throw new RefusedError(refusals, 422);
      if (before.revision !== edit.revision || !(await this.evaluators.save(accountId, edit)))
        throw staleRevision(before);
      const { revision, ...facts } = edit;
      await this.record('evaluator', accountId, 'edited', facts, { revision: revision + 1 });
    });
  }

  declareConflict(accountId: string, studioId: string, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      await this.queries.one(accountId);
      if (!(await this.evaluators.studioExists(studioId))) throw new NotFoundError('studio');
      await this.sheets.declareConflict(accountId, studioId, reason, actor.accountId, this.clock.now());
      await this.record('evaluator', accountId, 'conflict-declared', { studioId }, { reason });
    });
  }

  withdrawConflict(accountId: string, studioId: string, reason: string): Promise<void> {
    return this.unit.run(async () => {
      if (!(await this.evaluators.withdrawConflict(accountId, studioId))) throw new NotFoundError('conflict');
      await this.record('evaluator', accountId, 'conflict-withdrawn', { studioId }, { reason });
    });
  }

  changeSettings(cycleId: string, settings: PanelSettings): Promise<PanelSettings> {
    return this.unit.run(async () => {
      await this.cycles.forShare(cycleId);
      if (!(await this.evaluators.saveSettings(cycleId, settings))) {
        throw staleRevision(await this.ties.settings(cycleId));
      }
      const saved = { ...settings, revision: settings.revision === 0 ? 1 : settings.revision + 1 };
      const { revision, ...facts } = saved;
      await this.record('cycle', cycleId, 'panel-settings-changed', facts, { revision });
      return saved;
    });
  }

  recordTie(tie: NewTie, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      if (tie.studioId === tie.otherId) throw new RefusedError([panelRefusals('tie-to-itself')], 422);
      const id = await this.studioTies.insert(tie, actor.accountId, this.clock.now());
      if (id === undefined) throw new RefusedError([panelRefusals('tie-known')]);
      await this.record('studio-tie', id, 'recorded', tie, { revision: 1 });
      return id;
    });
  }

  endTie(id: string, revision: number, endedOn: string, reason: string): Promise<void> {
    return this.unit.run(async () => {
      const tie = await this.queries.tie(id);
      if (tie.endedOn !== null) throw new RefusedError([panelRefusals('tie-ended')]);
      if (endedOn < tie.since) throw new RefusedError([panelRefusals('period-out-of-order')], 422);
      if (!(await this.studioTies.end(id, revision, endedOn, reason))) throw staleRevision(tie);
      await this.record('studio-tie', id, 'ended', { endedOn }, { reason, revision: revision + 1 });
    });
  }

  private record(
    type: string,
    id: string,
    action: string,
    facts: object,
    more: { reason?: string; revision?: number },
  ): Promise<void> {
    return this.audit.record({ subject: { type, id }, action, facts, ...more });
  }
}
