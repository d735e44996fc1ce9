import type { ObjectorKind, Participants } from '@jianglian/domain/evaluation';
import { filingFaults, objectionRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { awardRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import {
  type FiledObjection,
  type ObjectionAnswer,
  ObjectionDesk,
  type ObjectionSubject,
} from '../../evaluation/index.ts';
import { RoundRepository } from '../round/round.repository.ts';
import { AwardChangeRepository, type LockedAwardObjection } from './award-change.repository.ts';
import { AwardNews } from './award-news.service.ts';
import { AwardObjectionQueries } from './award-objection.queries.ts';
import { AwardRepository } from './award.repository.ts';

/** 异议 against a candidate: within the publicity, handled by who took no part; while it is open the candidate is not published. */
@Injectable()
export class AwardObjectionService implements ObjectionSubject<LockedAwardObjection> {
  private readonly desk: ObjectionDesk;
  private readonly changes: AwardChangeRepository;
  private readonly queries: AwardObjectionQueries;
  private readonly rounds: RoundRepository;
  private readonly awards: AwardRepository;
  private readonly news: AwardNews;
  private readonly unit: UnitOfWork;
  private readonly clock: Clock;

  constructor(
    desk: ObjectionDesk,
    changes: AwardChangeRepository,
    queries: AwardObjectionQueries,
    rounds: RoundRepository,
    awards: AwardRepository,
    news: AwardNews,
    unit: UnitOfWork,
    clock: Clock,
  ) {
    this.desk = desk;
    this.changes = changes;
    this.queries = queries;
    this.rounds = rounds;
    this.awards = awards;
    this.news = news;
    this.unit = unit;
    this.clock = clock;
  }

  file(applicationId: string, filed: FiledObjection, actor: Actor): Promise<string> {
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
      return this.desk.file({ applicationId }, filed, { objector, actor });
    });
  }

  take(id: string, revision: number, actor: Actor): Promise<void> {
    return this.desk.take(this, id, revision, actor);
  }

  /** Upheld: taking the candidate off the list is proposed with it, and a colleague releases it. */
  uphold(id: string, said: ObjectionAnswer, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      await this.rounds.forUpdate(await this.changes.roundOfObjection(id));
      await this.desk.uphold(this, id, said, actor, async ({ applicationId }) => {
        if (await this.changes.openChange(applicationId)) throw new RefusedError([awardRefusals('change-is-open')]);
        const { answer, clause } = said;
        const why = { reason: answer.slice(0, 1000), clause };
        const by = { by: actor.accountId, at: this.clock.now() };
        await this.changes.propose({ applicationId, objectionId: id, ...why, ...by });
        return {};
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

  held(id: string): Promise<LockedAwardObjection> {
    return this.changes.objectionForUpdate(id);
  }

  participants(id: string): Promise<Participants> {
    return this.queries.participants(id);
  }

  answered(objection: LockedAwardObjection): Promise<void> {
    return this.news.objectionAnswered(objection);
  }
}

/** Somebody of the office enters for a person from outside; everybody else objects for themselves. */
function objectorOf(actor: Actor, name: string | null): ObjectorKind {
  if (name !== null || holds(actor, 'office')) return 'public';
  for (const kind of ['studio', 'applicant'] as const) if (holds(actor, kind)) return kind;
  return 'recommender';
}
