import type { ObjectorKind, Participants } from '@jianglian/domain/evaluation';
import { filingRefusals, objectionRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds, within } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import type { Grade } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { CycleRepository } from '../cycle/cycle.repository.ts';
import { DecisionRepository } from '../decision/decision.repository.ts';
import { EvaluationRepository } from '../evaluation.repository.ts';
import { CorrectionService } from '../publicity/correction.service.ts';
import { EvaluationNews } from '../reminder/news.service.ts';
import {
  type FiledObjection,
  type ObjectionAnswer,
  ObjectionDesk,
  type ObjectionSubject,
} from './objection-desk.service.ts';
import { ObjectionQueries } from './objection.queries.ts';
import { ObjectionParticipants } from './objection-participants.ts';
import { type LockedObjection, ObjectionRepository } from './objection.repository.ts';

/** 异议: filed within the publicity, handled by somebody who took no part; while it is open its studio is not published. */
@Injectable()
export class ObjectionService implements ObjectionSubject<LockedObjection> {
  private readonly desk: ObjectionDesk;
  private readonly objections: ObjectionRepository;
  private readonly participation: ObjectionParticipants;
  private readonly queries: ObjectionQueries;
  private readonly evaluations: EvaluationRepository;
  private readonly cycles: CycleRepository;
  private readonly decisions: DecisionRepository;
  private readonly corrections: CorrectionService;
  private readonly news: EvaluationNews;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(
    desk: ObjectionDesk,
    objections: ObjectionRepository,
    participation: ObjectionParticipants,
    queries: ObjectionQueries,
    evaluations: EvaluationRepository,
    cycles: CycleRepository,
    decisions: DecisionRepository,
    corrections: CorrectionService,
    news: EvaluationNews,
    unit: UnitOfWork,
    clock: Clock,
  ) {
    this.desk = desk;
    this.objections = objections;
    this.participation = participation;
    this.queries = queries;
    this.evaluations = evaluations;
    this.cycles = cycles;
    this.decisions = decisions;
    this.corrections = corrections;
    this.news = news;
    this.unit = unit;
    this.clock = clock;
  }

  file(evaluationId: string, filed: FiledObjection, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const { cycleId } = await this.evaluations.find(evaluationId);
      // Not while the cycle is being published: a result is frozen before that, or not at all.
      const cycle = await this.cycles.forShare(cycleId);
      const evaluation = await this.evaluations.forUpdate(
        evaluationId,
        studioVisibleTo(within(actor, 'objection:write')),
      );
      const objector = objectorOf(actor, evaluation.studioId, filed.name);
      const refusals = [
        ...filingRefusals({
          actor,
          now: this.clock.now(),
          objector,
          evaluation: { ...evaluation, recommenderId: await this.objections.recommenderOf(evaluation.studioId) },
          publicityUntil: cycle.publicityUntil,
          ownOpen: await this.objections.ownOpen(evaluationId, actor.accountId),
        }),
        ...(objector === 'public' && !filed.name?.trim() ? [objectionRefusals('name-needed')] : []),
        ...(await this.fileRefusals(filed.fileIds, actor)),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      return this.desk.file({ evaluationId }, filed, { objector, actor });
    });
  }

  take(id: string, revision: number, actor: Actor): Promise<void> {
    return this.desk.take(this, id, revision, actor);
  }

  /** Upheld: the corrected result is proposed with it, and a colleague releases it. */
  uphold(
    id: string,
    said: ObjectionAnswer,
    result: { grade: Grade; score: number | null },
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const { cycle, evaluation } = await this.corrections.locked(await this.objections.evaluationOf(id));
      await this.desk.uphold(this, id, said, actor, async () => {
        const { clause, answer } = said;
        const why = { reason: answer.slice(0, 1000), clause, objectionId: id };
        await this.corrections.proposeOn(cycle, evaluation, { kind: 'correction', ...result, ...why }, actor);
        return result;
      });
    });
  }

  reject(id: string, said: ObjectionAnswer, actor: Actor): Promise<void> {
    return this.desk.reject(this, id, said, actor);
  }

  withdraw(id: string, revision: number, actor: Actor): Promise<void> {
    return this.desk.withdraw(this, id, revision, actor);
  }

  reveal(id: string, reason: string): Promise<{ name: string | null; contact: string }> {
    return this.desk.reveal(this, id, reason);
  }

  seen(id: string, actor: Actor): Promise<object> {
    return this.queries.one(id, actor);
  }

  held(id: string): Promise<LockedObjection> {
    return this.objections.forUpdate(id);
  }

  participants(id: string): Promise<Participants> {
    return this.participation.of(id);
  }

  answered(objection: LockedObjection): Promise<void> {
    return this.news.objectionAnswered(objection);
  }

  private async fileRefusals(ids: readonly string[], actor: Actor): Promise<readonly Refusal[]> {
    const own = await this.decisions.ownFiles(ids, actor.accountId);
    return ids.every((id) => own.has(id)) ? [] : [objectionRefusals('file-unknown')];
  }
}

/** Somebody of the office enters for a person from outside; everybody else objects for themselves. */
function objectorOf(actor: Actor, studioId: string, name: string | null): ObjectorKind {
  if (name !== null || holds(actor, 'office')) return 'public';
  const isItsStudio = actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId);
  return isItsStudio ? 'studio' : 'recommender';
}
