import type { Rubric } from '@jianglian/domain/evaluation';
import { aggregate, evaluationMachine, scoresheetMachine } from '@jianglian/domain/evaluation';
import type { ScoringContext } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { Messages } from '../../message/index.ts';
import { AssignmentQueries } from './assignment.queries.ts';
import { EvaluationRepository, type LockedEvaluation } from '../evaluation.repository.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { type LockedSheet, ScoresheetRepository } from '../scoring/scoresheet.repository.ts';

/** What happens to a panel as a whole: its result when the last sheet is in, and sheets the office takes or gives back. */
@Injectable()
export class PanelService {
  private readonly sheets: ScoresheetRepository;
  private readonly evaluations: EvaluationRepository;
  private readonly queries: AssignmentQueries;
  private readonly rubrics: RubricQueries;
  private readonly messages: Messages;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    sheets: ScoresheetRepository,
    evaluations: EvaluationRepository,
    queries: AssignmentQueries,
    rubrics: RubricQueries,
    messages: Messages,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.sheets = sheets;
    this.evaluations = evaluations;
    this.queries = queries;
    this.rubrics = rubrics;
    this.messages = messages;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Call with the evaluation locked. Nothing while a sheet is out or a place is empty. */
  async aggregateIfComplete(evaluation: LockedEvaluation, rubric: Rubric): Promise<void> {
    const panel = await this.sheets.panel(evaluation.id);
    const submitted = panel.filter(({ state }) => state === 'submitted');
    const outcome = attempt(evaluationMachine, 'aggregate', evaluation, {
      actor: { grants: [] },
      now: this.clock.now(),
      cycle: evaluation.cycle,
      rubric,
      lines: [],
      sheets: {
        wanted: evaluation.sheetsWanted,
        submitted: submitted.length,
        open: panel.length - submitted.length,
      },
    });
    if (!outcome.ok) return;
    const result = aggregate(rubric, submitted);
    await this.evaluations.score(evaluation.id, result);
    await this.audit.record({
      subject: { type: 'evaluation', id: evaluation.id },
      action: 'scored',
      from: evaluation.state,
      to: outcome.subject.state,
      revision: evaluation.revision + 1,
      facts: { base: result.base, spread: result.spread, sheets: submitted.length },
    });
  }

  /** Takes an assignment back before it was handed in; when the rest of the panel is in, its result stands. */
  release(id: string, revision: number, reason: string, actor: Actor): Promise<string> {
    return this.onSheet('release', id, revision, reason, actor, async (sheet, evaluation, rubric) => {
      await this.sheets.giveBack(sheet.id, 'released', reason);
      await this.aggregateIfComplete(evaluation, rubric);
    });
  }

  /** Gives a handed-in sheet back to its evaluator; a result that rested on it is undone. */
  reopen(id: string, revision: number, reason: string, actor: Actor): Promise<string> {
    return this.onSheet('reopen', id, revision, reason, actor, async (sheet, evaluation) => {
      await this.sheets.reopen(sheet.id, reason, this.clock.now());
      if (evaluation.state === 'scored') await this.evaluations.unscore(evaluation.id);
    });
  }

  private onSheet(
    action: 'release' | 'reopen',
    id: string,
    revision: number,
    reason: string,
    actor: Actor,
    carryOut: (sheet: LockedSheet, evaluation: LockedEvaluation, rubric: Rubric) => Promise<void>,
  ): Promise<string> {
    return this.unit.run(async () => {
      const evaluation = await this.evaluations.forUpdate(await this.sheets.evaluationOf(id));
      const sheet = await this.sheets.forUpdate(id);
      if (sheet.revision !== revision) throw staleRevision(await this.queries.row(evaluation.id));
      const rubric = await this.rubrics.view(sheet.rubricVersion);
      const context: ScoringContext = {
        actor,
        now: this.clock.now(),
        closesAt: sheet.closesAt,
        cycle: sheet.cycle,
        evaluation: sheet.evaluation,
        rubric,
        prefills: sheet.prefills,
      };
      const outcome = attempt(scoresheetMachine, action, sheet, context);
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      await carryOut(sheet, evaluation, rubric);
      await this.audit.record({
        subject: { type: 'scoresheet', id },
        action: action === 'release' ? 'released' : 'reopened',
        from: sheet.state,
        to: outcome.subject.state,
        reason,
        revision: revision + 1,
        facts: { evaluationId: evaluation.id, accountId: sheet.accountId },
      });
      await this.messages.tell({
        accountIds: [sheet.accountId],
        kind: action === 'release' ? 'assignment-released' : 'sheet-reopened',
        params: { studio: evaluation.studioName },
        subject: { type: 'scoresheet', id },
        key: `scoresheet ${action} ${id} ${revision}`,
      });
      return evaluation.id;
    });
  }
}
