import type { ObjectionAction, ObjectorKind } from '@jianglian/domain/evaluation';
import { filingFaults, objectionMachine, objectionRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { clauseOf, refusalsOf } from '@jianglian/domain/kernel';
import { notices } from '@jianglian/domain/notice';
import { awardRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { ObjectionRepository } from '../../evaluation/index.ts';
import { RoundRepository } from '../round/round.repository.ts';
import { AwardChangeRepository, type LockedAwardObjection } from './award-change.repository.ts';
import { AwardObjectionQueries } from './award-objection.queries.ts';
import { AwardRepository } from './award.repository.ts';

export interface FiledAwardObjection {
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

/** 异议 against a candidate: within the publicity, handled by who took no part; while it is open the candidate is not published. */
@Injectable()
export class AwardObjectionService {
  private readonly objections: ObjectionRepository;
  private readonly changes: AwardChangeRepository;
  private readonly queries: AwardObjectionQueries;
  private readonly rounds: RoundRepository;
  private readonly awards: AwardRepository;
  private readonly cipher: FieldCipher;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    objections: ObjectionRepository,
    changes: AwardChangeRepository,
    queries: AwardObjectionQueries,
    rounds: RoundRepository,
    awards: AwardRepository,
    cipher: FieldCipher,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.objections = objections;
    this.changes = changes;
    this.queries = queries;
    this.rounds = rounds;
    this.awards = awards;
    this.cipher = cipher;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  file(applicationId: string, filed: FiledAwardObjection, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const roundId = await this.awards.roundOf(applicationId);
      if (roundId === undefined) throw new NotFoundError('application');
      // Not while the round is being published: a candidate is frozen before that, or not at all.
      await this.rounds.forShare(roundId);
      const candidate = await this.changes.candidate(applicationId, actor.accountId);
      if (!candidate) throw new NotFoundError('application');
      const objector = objectorOf(actor, filed.name);
      const entitled =
        objector === 'public' ? holds(actor, 'office') : await this.queries.isOfTheRound(applicationId, actor);
      const own = await this.changes.ownFiles(filed.fileIds, actor.accountId);
      const refusals = [
        ...filingFaults({ ...candidate, now: this.clock.now(), objector, entitled }),
        ...(objector === 'public' && !filed.name?.trim() ? [objectionRefusals('name-needed')] : []),
        ...(filed.fileIds.every((id) => own.has(id)) ? [] : [objectionRefusals('file-unknown')]),
      ];
      if (refusals.length > 0) throw new RefusedError(refusals);
      const id = await this.objections.insert({
        about: { applicationId },
        objector,
        filedBy: actor.accountId,
        at: this.clock.now(),
        nameCipher: objector === 'public' ? this.cipher.seal(filed.name ?? '', 'objection.name') : null,
        contactCipher: this.cipher.seal(filed.contact, 'objection.contact'),
        reason: filed.reason,
        fileIds: filed.fileIds,
      });
      await this.record(id, 'filed', null, 'filed', 1, { objector, applicationId, files: filed.fileIds.length });
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

  /** Upheld: taking the candidate off the list is proposed with it, and a colleague releases it. */
  uphold(id: string, said: Answer, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      await this.rounds.forUpdate(await this.changes.roundOfObjection(id));
      const objection = await this.demand('uphold', id, said.revision, actor, clauseRefusals(said.clause));
      if (await this.changes.openChange(objection.applicationId)) {
        throw new RefusedError([awardRefusals('change-is-open')]);
      }
      await this.changes.propose({
        applicationId: objection.applicationId,
        objectionId: id,
        reason: said.answer.slice(0, 1000),
        clause: said.clause,
        by: actor.accountId,
        at: this.clock.now(),
      });
      await this.objections.close(id, 'upheld', this.clock.now(), said);
      const facts = { clause: said.clause };
      await this.record(id, 'upheld', objection.state, 'upheld', said.revision + 1, facts, said.answer);
    });
  }

  reject(id: string, said: Answer, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const objection = await this.demand('reject', id, said.revision, actor, clauseRefusals(said.clause));
      await this.objections.close(id, 'rejected', this.clock.now(), said);
      const facts = { clause: said.clause };
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
      const { nameCipher, contactCipher } = await this.changes.objectionForUpdate(id);
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
  ): Promise<LockedAwardObjection> {
    // What is not within reach is not there.
    const view = await this.queries.one(id, actor);
    const objection = await this.changes.objectionForUpdate(id);
    if (objection.revision !== revision) throw staleRevision(view);
    const participants = await this.queries.participants(id);
    const refusals = [...refusalsOf(objectionMachine, action, objection, { actor, participants }), ...more];
    if (refusals.length > 0) throw new RefusedError(refusals);
    return objection;
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
    const why = reason === undefined ? {} : { reason };
    return this.audit.record({ subject: { type: 'objection', id }, action, from, to, revision, facts, ...why });
  }
}

/** Somebody of the office enters for a person from outside; everybody else objects for themselves. */
function objectorOf(actor: Actor, name: string | null): ObjectorKind {
  if (name !== null || holds(actor, 'office')) return 'public';
  for (const kind of ['studio', 'applicant'] as const) if (holds(actor, kind)) return kind;
  return 'recommender';
}

const clauseRefusals = (clause: string): readonly Refusal[] =>
  notices.some(({ id }) => clauseOf(notices, { notice: id, clause }) !== undefined)
    ? []
    : [objectionRefusals('clause-unknown', { clause })];
