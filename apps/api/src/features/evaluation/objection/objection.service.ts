import type { ObjectionAction, ObjectorKind } from '@jianglian/domain/evaluation';
import { filingRefusals, objectionMachine, objectionRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds, within } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { clauseOf, refusalsOf } from '@jianglian/domain/kernel';
import { notices } from '@jianglian/domain/notice';
import type { Grade } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { CycleRepository } from '../cycle/cycle.repository.ts';
import { DecisionRepository } from '../decision/decision.repository.ts';
import { EvaluationRepository } from '../evaluation.repository.ts';
import { CorrectionService } from '../publicity/correction.service.ts';
import { EvaluationNews } from '../reminder/news.service.ts';
import { ObjectionQueries } from './objection.queries.ts';
import { ObjectionParticipants } from './objection-participants.ts';
import { type LockedObjection, ObjectionRepository } from './objection.repository.ts';

export interface FiledObjection {
  readonly reason: string;
  readonly contact: string;
  readonly name: string | null;
  readonly fileIds: readonly string[];
}

export interface Answer {
  readonly revision: number;
  readonly answer: string;
  readonly clause: string;
}

/** 异议: filed within the publicity, handled by somebody who took no part; while it is open its studio is not published. */
@Injectable()
export class ObjectionService {
  private readonly objections: ObjectionRepository;
  private readonly participants: ObjectionParticipants;
  private readonly queries: ObjectionQueries;
  private readonly evaluations: EvaluationRepository;
  private readonly cycles: CycleRepository;
  private readonly decisions: DecisionRepository;
  private readonly corrections: CorrectionService;
  private readonly news: EvaluationNews;
  private readonly cipher: FieldCipher;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    objections: ObjectionRepository,
    participants: ObjectionParticipants,
    queries: ObjectionQueries,
    evaluations: EvaluationRepository,
    cycles: CycleRepository,
    decisions: DecisionRepository,
    corrections: CorrectionService,
    news: EvaluationNews,
    cipher: FieldCipher,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.objections = objections;
    this.participants = participants;
    this.queries = queries;
    this.evaluations = evaluations;
    this.cycles = cycles;
    this.decisions = decisions;
    this.corrections = corrections;
    this.news = news;
    this.cipher = cipher;
    this.unit = unit;
    this.audit = audit;
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
      const id = await this.objections.insert({
        about: { evaluationId },
        objector,
        filedBy: actor.accountId,
        at: this.clock.now(),
        nameCipher: objector === 'public' ? this.cipher.seal(filed.name ?? '', 'objection.name') : null,
        contactCipher: this.cipher.seal(filed.contact, 'objection.contact'),
        reason: filed.reason,
        fileIds: filed.fileIds,
      });
      await this.record(id, 'filed', null, 'filed', 1, { objector, evaluationId, files: filed.fileIds.length });
      return id;
    });
  }

  take(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const objection = await this.demand('take', id, revision, actor);
      await this.objections.take(id, actor.accountId, this.clock.now());
      const facts = objection.handlerId === null ? {} : { from: objection.handlerId };
      await this.record(id, 'taken', objection.state, 'under-review', revision + 1, facts);
    });
  }

  /** Upheld: the corrected result is proposed with it, and a colleague releases it. */
  uphold(id: string, said: Answer, result: { grade: Grade; score: number | null }, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const { cycle, evaluation } = await this.corrections.locked(await this.objections.evaluationOf(id));
      const objection = await this.demand('uphold', id, said.revision, actor, clauseRefusals(said.clause));
      const order = {
        kind: 'correction',
        ...result,
        reason: said.answer,
        clause: said.clause,
        objectionId: id,
      } as const;
      await this.corrections.proposeOn(cycle, evaluation, { ...order, reason: said.answer.slice(0, 1000) }, actor);
      await this.objections.close(id, 'upheld', this.clock.now(), said);
      const facts = { clause: said.clause, ...result };
      await this.news.objectionAnswered(objection);
      await this.record(id, 'upheld', objection.state, 'upheld', said.revision + 1, facts, said.answer);
    });
  }

  reject(id: string, said: Answer, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const objection = await this.demand('reject', id, said.revision, actor, clauseRefusals(said.clause));
      await this.objections.close(id, 'rejected', this.clock.now(), said);
      const facts = { clause: said.clause };
      await this.news.objectionAnswered(objection);
      await this.record(id, 'rejected', objection.state, 'rejected', said.revision + 1, facts, said.answer);
    });
  }

  withdraw(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const objection = await this.demand('withdraw', id, revision, actor);
      await this.objections.close(id, 'withdrawn', this.clock.now(), null);
      await this.record(id, 'withdrawn', objection.state, 'withdrawn', revision + 1, {});
    });
  }

  /** Who objects, and how to reach them; each look is recorded with its reason. */
  reveal(id: string, reason: string): Promise<{ name: string | null; contact: string }> {
    return this.unit.run(async () => {
      const { nameCipher, contactCipher } = await this.objections.forUpdate(id);
      await this.audit.record({ subject: { type: 'objection', id }, action: 'revealed', reason });
      return {
        name: nameCipher === null ? null : this.cipher.open(nameCipher, 'objection.name'),
        contact: this.cipher.open(contactCipher, 'objection.contact'),
      };
    });
  }

  private async demand(
    action: ObjectionAction,
    id: string,
    revision: number,
    actor: Actor,
    more: readonly Refusal[] = [],
  ): Promise<LockedObjection> {
    // What is not within reach is not there.
    const view = await this.queries.one(id, actor);
    const objection = await this.objections.forUpdate(id);
    if (objection.revision !== revision) throw staleRevision(view);
    const participants = await this.participants.of(id);
    const refusals = [...refusalsOf(objectionMachine, action, objection, { actor, participants }), ...more];
    if (refusals.length > 0) throw new RefusedError(refusals);
    return objection;
  }

  private async fileRefusals(ids: readonly string[], actor: Actor): Promise<readonly Refusal[]> {
    const own = await this.decisions.ownFiles(ids, actor.accountId);
    return ids.every((id) => own.has(id)) ? [] : [objectionRefusals('file-unknown')];
  }

  private record(
    id: string,
    action: string,
    from: string | null,
    to: string,
    revision: number,
    facts: object,
    reason?: string,
  ): Promise<void> {
    return this.audit.record({
      subject: { type: 'objection', id },
      action,
      from,
      to,
      revision,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}

/** Somebody of the office enters for a person from outside; everybody else objects for themselves. */
function objectorOf(actor: Actor, studioId: string, name: string | null): ObjectorKind {
  if (name !== null || holds(actor, 'office')) return 'public';
  const isItsStudio = actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId);
  return isItsStudio ? 'studio' : 'recommender';
}

const clauseRefusals = (clause: string): readonly Refusal[] =>
  notices.some(({ id }) => clauseOf(notices, { notice: id, clause }) !== undefined)
    ? []
    : [objectionRefusals('clause-unknown', { clause })];
