import type { Mark, Rubric, ScoringContext } from '@jianglian/domain/evaluation';
import { markRefusals, scoresheetMachine } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { EvaluationRepository } from '../evaluation.repository.ts';
import { PanelService } from '../panel/panel.service.ts';
import { autosave, type SavedMark } from './autosave.ts';
import { MarkRepository } from './mark.repository.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { ScoresheetQueries } from './scoresheet.queries.ts';
import { type LockedSheet, ScoresheetRepository } from './scoresheet.repository.ts';

/** What evaluators do with their own sheets. */
@Injectable()
export class ScoresheetService {
  private readonly sheets: ScoresheetRepository;
  private readonly marks: MarkRepository;
  private readonly evaluations: EvaluationRepository;
  private readonly panel: PanelService;
  private readonly queries: ScoresheetQueries;
  private readonly rubrics: RubricQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    sheets: ScoresheetRepository,
    marks: MarkRepository,
    evaluations: EvaluationRepository,
    panel: PanelService,
    queries: ScoresheetQueries,
    rubrics: RubricQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.sheets = sheets;
    this.marks = marks;
    this.evaluations = evaluations;
    this.panel = panel;
    this.queries = queries;
    this.rubrics = rubrics;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Autosave of one mark, refused where it may not be saved. */
  async saveMark(
    id: string,
    mark: Mark,
    revision: number,
    actor: Actor,
    origin: 'screen' | 'offline' = 'screen',
  ): Promise<SavedMark> {
    const { accountId } = actor;
    const again = () => this.sheets.read(id, accountId);
    const sheet = await again();
    const rubric = await this.rubrics.view(sheet.rubricVersion);
    const at = this.clock.now();
    return autosave(sheet, rubric, mark, revision, {
      again,
      judge: (one) => {
        const refusals = markRefusals(one, mark, this.context(one, rubric, actor, this.clock.now()));
        if (refusals.length > 0) throw new RefusedError(refusals);
      },
      write: (before) =>
        this.marks.write({ sheetId: id, accountId, mark, revision, before: before?.score ?? null, at, origin }),
    });
  }

  /** Handed in; the last sheet of a panel brings the result about, in the same transaction. */
  submit(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const evaluation = await this.evaluations.forUpdate(await this.sheets.evaluationOf(id, actor.accountId));
      const sheet = await this.current(id, revision, actor);
      const rubric = await this.rubrics.view(sheet.rubricVersion);
      const now = this.clock.now();
      const outcome = attempt(scoresheetMachine, 'submit', sheet, this.context(sheet, rubric, actor, now));
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      await this.sheets.submit(id, now);
      await this.record(sheet, 'submitted', 'submitted');
      await this.panel.aggregateIfComplete(evaluation, rubric);
    });
  }

  /** 回避: the place becomes free and the conflict is remembered. */
  recuse(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const sheet = await this.current(id, revision, actor);
      const rubric = await this.rubrics.view(sheet.rubricVersion);
      const now = this.clock.now();
      const outcome = attempt(scoresheetMachine, 'recuse', sheet, this.context(sheet, rubric, actor, now));
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      await this.sheets.giveBack(id, 'recused', reason);
      await this.sheets.declareConflict(actor.accountId, sheet.studioId, reason, actor.accountId, now);
      await this.record(sheet, 'recused', 'recused', reason);
    });
  }

  private async current(id: string, revision: number, actor: Actor): Promise<LockedSheet> {
    const sheet = await this.sheets.forUpdate(id, actor.accountId);
    if (sheet.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
    return sheet;
  }

  private context(sheet: LockedSheet, rubric: Rubric, actor: Actor, now: Date): ScoringContext {
    const { closesAt, cycle, evaluation, prefills } = sheet;
    return { actor, now, closesAt, cycle, evaluation, rubric, prefills };
  }

  /** Without the studio: what evaluators do is on no timeline of hers. */
  private record(sheet: LockedSheet, action: string, to: string, reason?: string): Promise<void> {
    return this.audit.record({
      subject: { type: 'scoresheet', id: sheet.id },
      action,
      from: sheet.state,
      to,
      revision: sheet.revision + 1,
      facts: { evaluationId: sheet.evaluationId },
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
