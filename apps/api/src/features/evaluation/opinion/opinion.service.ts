import {
  closingAfterReturn,
  closingOf,
  evaluationMachine,
  opinionMachine,
  opinionWritingRefusals,
} from '@jianglian/domain/evaluation';
import type { OpinionAction, OpinionContext, OpinionLine, OpinionState } from '@jianglian/domain/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { EvaluationRepository, type LockedEvaluation } from '../evaluation.repository.ts';
import { EvaluationNews } from '../reminder/news.service.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';
import { OpinionQueries } from './opinion.queries.ts';
import { OpinionRepository, type StoredOpinion } from './opinion.repository.ts';

interface Case {
  readonly evaluation: LockedEvaluation;
  readonly opinion: StoredOpinion;
  readonly context: OpinionContext;
}

/** The recommender writes its opinion, gives it, or returns the self-evaluation once. */
@Injectable()
export class OpinionService {
  private readonly evaluations: EvaluationRepository;
  private readonly opinions: OpinionRepository;
  private readonly queries: OpinionQueries;
  private readonly rubrics: RubricQueries;
  private readonly news: EvaluationNews;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    evaluations: EvaluationRepository,
    opinions: OpinionRepository,
    queries: OpinionQueries,
    rubrics: RubricQueries,
    news: EvaluationNews,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.evaluations = evaluations;
    this.opinions = opinions;
    this.queries = queries;
    this.rubrics = rubrics;
    this.news = news;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The draft as a whole: lines may still lack a score or a reason. */
  save(
    id: string,
    draft: { readonly revision: number; readonly comment: string; readonly lines: readonly OpinionLine[] },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const { opinion, context } = await this.case(id, draft.revision, actor);
      const wanted = { ...opinion, lines: draft.lines };
      const refusals = opinionWritingRefusals(wanted, context);
      if (refusals.length > 0) throw new RefusedError(refusals);
      // A given opinion is taken back before it is changed.
      if (opinion.state !== 'pending') throw new RefusedError(this.refusalsOf('adjust', wanted, context));
      await this.opinions.save(id, draft);
    });
  }

  agree(id: string, revision: number, actor: Actor): Promise<void> {
    return this.give('agree', id, revision, actor);
  }

  adjust(id: string, revision: number, actor: Actor): Promise<void> {
    return this.give('adjust', id, revision, actor);
  }

  /** Back to its studio, with the days the cycle leaves it; the sheets that were begun wait meanwhile. */
  return(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { evaluation, opinion, context } = await this.case(id, revision, actor, reason);
      const at = context.now;
      const state = this.decided('return', opinion, context);
      const moved = attempt(evaluationMachine, 'return', evaluation, {
        actor,
        now: at,
        cycle: evaluation.cycle,
        rubric: context.rubric,
        lines: [],
        sheets: { wanted: evaluation.sheetsWanted, submitted: 0, open: 0 },
      });
      if (!moved.ok) throw new RefusedError(moved.refusals);
      const until = closingAfterReturn(evaluation.closesAt, at, opinion.returnDays);
      const given = { at, accountId: actor.accountId, reason };
      if (until > evaluation.closesAt) {
        await this.evaluations.extend(id, moved.subject.state, { step: 'selfEvaluation', closesAt: until, ...given });
      } else {
        await this.evaluations.moveTo(id, moved.subject.state);
      }
      await this.opinions.return(id, { ...given, until });
      await this.news.returned(id, until);
      await this.record(evaluation, opinion, 'self-evaluation-returned', state, { until: until.toISOString() }, reason);
    });
  }

  takeBack(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { evaluation, opinion, context } = await this.case(id, revision, actor);
      const state = this.decided('take-back', opinion, context);
      await this.opinions.reopen(id);
      await this.record(evaluation, opinion, 'opinion-taken-back', state, {}, reason);
    });
  }

  /** The studio handed in again: what was said of the version before is open again. Part of the studio's unit. */
  async renew(evaluation: LockedEvaluation): Promise<void> {
    const opinion = await this.opinions.of(evaluation.id);
    if (opinion.state === 'pending') return;
    await this.opinions.reopen(evaluation.id);
    await this.record(evaluation, opinion, 'opinion-renewed', 'pending', {});
  }

  private give(action: 'agree' | 'adjust', id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { evaluation, opinion, context } = await this.case(id, revision, actor);
      const state = this.decided(action, opinion, context);
      const late = context.now > opinion.dueAt;
      await this.opinions.give(id, state, { at: context.now, accountId: actor.accountId, late });
      await this.record(evaluation, opinion, `opinion-${state}`, state, { lines: opinion.lines.length, late });
    });
  }

  private async case(id: string, revision: number, actor: Actor, reason = ''): Promise<Case> {
    const evaluation = await this.evaluations.forUpdate(id, studioVisibleTo(within(actor, 'opinion:write')));
    const opinion = await this.opinions.of(id);
    if (opinion.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
    const lines = await this.evaluations.selfLines(id);
    const context: OpinionContext = {
      actor,
      now: this.clock.now(),
      evaluation: evaluation.state,
      closesAt: closingOf(evaluation.windows, 'opinion', evaluation.extensions),
      rubric: await this.rubrics.view(evaluation.rubricVersion),
      selfScores: new Map(lines.map(({ indicator, score }) => [indicator, score])),
      returnDays: opinion.returnDays,
      sheetsHandedIn: opinion.sheetsHandedIn,
      reason,
    };
    return { evaluation, opinion, context };
  }

  private decided(action: OpinionAction, opinion: StoredOpinion, context: OpinionContext): OpinionState {
    const outcome = attempt(opinionMachine, action, opinion, context);
    if (!outcome.ok) throw new RefusedError(outcome.refusals);
    return outcome.subject.state;
  }

  private refusalsOf(action: OpinionAction, opinion: StoredOpinion, context: OpinionContext) {
    const outcome = attempt(opinionMachine, action, opinion, context);
    return outcome.ok ? [] : outcome.refusals;
  }

  private record(
    evaluation: LockedEvaluation,
    opinion: StoredOpinion,
    action: string,
    to: OpinionState,
    facts: object,
    reason?: string,
  ): Promise<void> {
    return this.audit.record({
      subject: { type: 'opinion', id: evaluation.id },
      studioId: evaluation.studioId,
      action,
      from: opinion.state,
      to,
      revision: opinion.revision + 1,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
