import type { Objection, ObjectionAction, ObjectorKind, Participants } from '@jianglian/domain/evaluation';
import { objectionMachine, objectionRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import { clauseOf, refusalsOf } from '@jianglian/domain/kernel';
import { notices } from '@jianglian/domain/notice';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { FieldCipher } from '../../../platform/crypto/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { type NewObjection, ObjectionRepository } from './objection.repository.ts';

export interface FiledObjection {
  readonly reason: string;
  readonly contact: string;
  readonly name: string | null;
  readonly fileIds: readonly string[];
}

export interface ObjectionAnswer {
  readonly revision: number;
  readonly answer: string;
  readonly clause: string;
}

/** An objection under lock, with what its filer said about themselves. */
export interface HeldObjection extends Objection {
  readonly revision: number;
  readonly nameCipher: string | null;
  readonly contactCipher: string;
}

/** What objections are about – a result, a candidate – knows how one is found, who took part, and who hears of the answer. */
export interface ObjectionSubject<Held extends HeldObjection = HeldObjection> {
  /** As its reader sees it; not found when it is not within reach. */
  seen(id: string, actor: Actor): Promise<object>;
  held(id: string): Promise<Held>;
  participants(id: string): Promise<Participants>;
  answered(objection: Held): Promise<void>;
}

/** 异议, whatever it is about: taken by somebody who took no part, answered with a clause, the filer's name under seal. */
@Injectable()
export class ObjectionDesk {
  private readonly objections: ObjectionRepository;
  private readonly cipher: FieldCipher;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(objections: ObjectionRepository, cipher: FieldCipher, unit: UnitOfWork, audit: AuditLog, clock: Clock) {
    this.objections = objections;
    this.cipher = cipher;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Joins the unit of whoever decided that it may be filed. */
  async file(
    about: NewObjection['about'],
    { reason, contact, name, fileIds }: FiledObjection,
    by: { readonly objector: ObjectorKind; readonly actor: Actor },
  ): Promise<string> {
    const isPublic = by.objector === 'public';
    const id = await this.objections.insert({
      about,
      objector: by.objector,
      filedBy: by.actor.accountId,
      at: this.clock.now(),
      nameCipher: isPublic ? this.cipher.seal(name ?? '', 'objection.name') : null,
      contactCipher: this.cipher.seal(contact, 'objection.contact'),
      reason,
      fileIds,
    });
    await this.record(
      id,
      'filed',
      { from: null, to: 'filed', revision: 1 },
      { ...about, objector: by.objector, files: fileIds.length },
    );
    return id;
  }

  take<Held extends HeldObjection>(subject: ObjectionSubject<Held>, id: string, revision: number, actor: Actor) {
    return this.unit.run(async () => {
      const { state, handlerId } = await this.demand(subject, 'take', id, revision, actor);
      await this.objections.take(id, actor.accountId, this.clock.now());
      const facts = handlerId === null ? {} : { from: handlerId };
      await this.record(id, 'taken', { from: state, to: 'under-review', revision: revision + 1 }, facts);
    });
  }

  /** `follows` proposes what the objection leads to, in the same unit; its facts stand in the record. */
  uphold<Held extends HeldObjection>(
    subject: ObjectionSubject<Held>,
    id: string,
    said: ObjectionAnswer,
    actor: Actor,
    follows: (objection: Held) => Promise<object>,
  ): Promise<void> {
    return this.unit.run(async () => {
      const objection = await this.demand(subject, 'uphold', id, said.revision, actor, clauseRefusals(said.clause));
      await this.answer(subject, objection, id, 'upheld', said, await follows(objection));
    });
  }

  reject<Held extends HeldObjection>(
    subject: ObjectionSubject<Held>,
    id: string,
    said: ObjectionAnswer,
    actor: Actor,
  ): Promise<void> {
    return this.unit.run(async () => {
      const objection = await this.demand(subject, 'reject', id, said.revision, actor, clauseRefusals(said.clause));
      await this.answer(subject, objection, id, 'rejected', said, {});
    });
  }

  withdraw<Held extends HeldObjection>(subject: ObjectionSubject<Held>, id: string, revision: number, actor: Actor) {
    return this.unit.run(async () => {
      const { state } = await this.demand(subject, 'withdraw', id, revision, actor);
      await this.objections.close(id, 'withdrawn', this.clock.now(), null);
      await this.record(id, 'withdrawn', { from: state, to: 'withdrawn', revision: revision + 1 }, {});
    });
  }

  /** Who objects, and how to reach them; each look is recorded with its reason. */
  reveal(subject: ObjectionSubject, id: string, reason: string): Promise<{ name: string | null; contact: string }> {
    return this.unit.run(async () => {
      const { nameCipher, contactCipher } = await subject.held(id);
      await this.audit.record({ subject: { type: 'objection', id }, action: 'revealed', reason });
      return {
        name: nameCipher === null ? null : this.cipher.open(nameCipher, 'objection.name'),
        contact: this.cipher.open(contactCipher, 'objection.contact'),
      };
    });
  }

  private async answer<Held extends HeldObjection>(
    subject: ObjectionSubject<Held>,
    objection: Held,
    id: string,
    to: 'upheld' | 'rejected',
    said: ObjectionAnswer,
    facts: object,
  ): Promise<void> {
    await this.objections.close(id, to, this.clock.now(), said);
    await subject.answered(objection);
    const move = { from: objection.state, to, revision: said.revision + 1 };
    await this.record(id, to, move, { clause: said.clause, ...facts }, said.answer);
  }

  private async demand<Held extends HeldObjection>(
    subject: ObjectionSubject<Held>,
    action: ObjectionAction,
    id: string,
    revision: number,
    actor: Actor,
    more: readonly Refusal[] = [],
  ): Promise<Held> {
    // What is not within reach is not there.
    const view = await subject.seen(id, actor);
    const objection = await subject.held(id);
    if (objection.revision !== revision) throw staleRevision(view);
    const participants = await subject.participants(id);
    const refusals = [...refusalsOf(objectionMachine, action, objection, { actor, participants }), ...more];
    if (refusals.length > 0) throw new RefusedError(refusals);
    return objection;
  }

  private record(
    id: string,
    action: string,
    move: { readonly from: string | null; readonly to: string; readonly revision: number },
    facts: object,
    reason?: string,
  ): Promise<void> {
    const why = reason === undefined ? {} : { reason };
    return this.audit.record({ subject: { type: 'objection', id }, action, ...move, facts, ...why });
  }
}

const clauseRefusals = (clause: string): readonly Refusal[] =>
  notices.some(({ id }) => clauseOf(notices, { notice: id, clause }) !== undefined)
    ? []
    : [objectionRefusals('clause-unknown', { clause })];
