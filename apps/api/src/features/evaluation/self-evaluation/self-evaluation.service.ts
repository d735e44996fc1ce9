import {
  evaluationMachine,
  evaluationRefusals,
  prefillAll,
  refusalsOfLine,
  writingRefusals,
} from '@jianglian/domain/evaluation';
import type { EvaluationContext, Rubric } from '@jianglian/domain/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { EvaluationRepository, type LockedEvaluation } from '../evaluation.repository.ts';
import { OpinionService } from '../opinion/opinion.service.ts';
import { FactsQueries } from './facts.queries.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { SelfEvaluationQueries } from './self-evaluation.queries.ts';
import { SubmissionRepository } from './submission.repository.ts';

export interface LineToSave {
  readonly indicator: string;
  readonly score: number | null;
  readonly text: string;
  readonly evidence: readonly string[];
  readonly revision: number;
}

/** The studio writes its self-evaluation line by line and hands it in. */
@Injectable()
export class SelfEvaluationService {
  private readonly evaluations: EvaluationRepository;
  private readonly queries: SelfEvaluationQueries;
  private readonly facts: FactsQueries;
  private readonly rubrics: RubricQueries;
  private readonly submissions: SubmissionRepository;
  private readonly opinions: OpinionService;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    evaluations: EvaluationRepository,
    queries: SelfEvaluationQueries,
    facts: FactsQueries,
    rubrics: RubricQueries,
    submissions: SubmissionRepository,
    opinions: OpinionService,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.evaluations = evaluations;
    this.queries = queries;
    this.facts = facts;
    this.rubrics = rubrics;
    this.submissions = submissions;
    this.opinions = opinions;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Autosave: each line has a revision of its own, so that two tabs on two lines never meet. */
  saveLine(id: string, line: LineToSave, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const evaluation = await this.evaluations.forUpdate(id, studioVisibleTo(within(actor, 'self-evaluation:write')));
      const rubric = await this.rubrics.view(evaluation.rubricVersion);
      const refusals = [
        ...writingRefusals(evaluation, this.context(evaluation, rubric, actor)),
        ...refusalsOfLine(rubric, line),
      ];
      const evidence = [...new Set(line.evidence)];
      const provable = await this.evaluations.provable(evidence, evaluation);
      for (const activityId of evidence) {
        if (!provable.has(activityId)) refusals.push(evaluationRefusals('evidence-not-verified', { activityId }));
      }
      if (refusals.length > 0) throw new RefusedError(refusals);
      const saved = await this.evaluations.saveLine({
        ...line,
        evidence,
        evaluationId: id,
        at: this.clock.now(),
        accountId: actor.accountId,
      });
      if (!saved && !(await this.isSavedAlready(id, { ...line, evidence }))) {
        throw staleRevision(await this.queries.line(id, line.indicator, actor));
      }
      if (!saved) return;
      await this.audit.record({
        subject: { type: 'self-evaluation', id },
        studioId: evaluation.studioId,
        action: 'line-saved',
        revision: line.revision + 1,
        facts: { indicator: line.indicator, score: line.score, evidence: evidence.length },
      });
    });
  }

  submit(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const evaluation = await this.evaluations.forUpdate(id, studioVisibleTo(within(actor, 'self-evaluation:write')));
      if (evaluation.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
      const rubric = await this.rubrics.view(evaluation.rubricVersion);
      const lines = await this.evaluations.selfLines(id);
      const outcome = attempt(evaluationMachine, 'submit', evaluation, {
        ...this.context(evaluation, rubric, actor),
        lines,
      });
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      const period = { from: evaluation.periodFrom, to: evaluation.periodTo };
      const facts = await this.facts.of(evaluation.studioId, evaluation.tier, period, rubric);
      await this.evaluations.submit(id, prefillAll(rubric, facts), this.clock.today(), this.clock.now());
      const kept = await this.submissions.keep(id, this.clock.now(), actor.accountId);
      await this.opinions.renew(evaluation);
      await this.audit.record({
        subject: { type: 'evaluation', id },
        studioId: evaluation.studioId,
        action: 'self-evaluation-submitted',
        from: evaluation.state,
        to: outcome.subject.state,
        revision: revision + 1,
        facts: { number: kept.number, late: kept.late, digest: kept.digest },
      });
    });
  }

  /** A save repeated after its answer was lost is no conflict: the line already says just this. */
  private async isSavedAlready(id: string, line: LineToSave): Promise<boolean> {
    const stored = (await this.queries.lines(id)).find(({ indicator }) => indicator === line.indicator);
    return (
      stored !== undefined &&
      stored.revision === line.revision + 1 &&
      stored.score === line.score &&
      stored.text === line.text &&
      stored.evidence.join() === line.evidence.join()
    );
  }

  private context({ cycle, sheetsWanted }: LockedEvaluation, rubric: Rubric, actor: Actor): EvaluationContext {
    const sheets = { wanted: sheetsWanted, submitted: 0, open: 0 };
    return { actor, now: this.clock.now(), cycle, rubric, lines: [], sheets };
  }
}
