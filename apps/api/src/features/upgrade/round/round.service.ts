import type { Actor } from '@jianglian/domain/identity';
import { attempt } from '@jianglian/domain/kernel';
import type { RoundAction, RoundSettings, RoundWindows } from '@jianglian/domain/upgrade';
import { roundMachine, roundRefusals, windowChanges, windowChangeRefusals } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { Files, FileVisibility } from '../../../platform/files/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { RecommendationNews } from '../recommendation/recommendation-news.service.ts';
import { QuotaRepository } from './quota.repository.ts';
import { RoundApplications } from './round-applications.repository.ts';
import { RoundNews } from './round-news.service.ts';
import { RoundQueries } from './round.queries.ts';
import { type LockedRound, type RoundDocument, RoundRepository } from './round.repository.ts';

export interface RoundDraft extends RoundSettings {
  readonly documents: readonly RoundDocument[];
}

/** The acts of a round up to its review; awards have a service of their own. */
@Injectable()
export class RoundService {
  private readonly rounds: RoundRepository;
  private readonly quotas: QuotaRepository;
  private readonly applications: RoundApplications;
  private readonly queries: RoundQueries;
  private readonly news: RoundNews;
  private readonly recommendations: RecommendationNews;
  private readonly files: Files;
  private readonly visibility: FileVisibility;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    rounds: RoundRepository,
    quotas: QuotaRepository,
    applications: RoundApplications,
    queries: RoundQueries,
    news: RoundNews,
    recommendations: RecommendationNews,
    files: Files,
    visibility: FileVisibility,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.rounds = rounds;
    this.quotas = quotas;
    this.applications = applications;
    this.queries = queries;
    this.news = news;
    this.recommendations = recommendations;
    this.files = files;
    this.visibility = visibility;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  edit(id: string, revision: number, { documents, ...settings }: RoundDraft, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.locked(id, revision, actor);
      if (round.state !== 'draft') throw new RefusedError([roundRefusals('not-a-draft')]);
      for (const { fileId } of documents) await this.mayPublish(fileId, actor);
      await this.rounds.edit(id, settings);
      await this.rounds.setDocuments(id, documents);
      await this.record(round, 'edited', { ...settings, documents });
    });
  }

  /** 三(一): every recommender of the day gets its places, and everybody concerned is told. */
  call(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.attempted('call', id, revision, actor);
      await this.rounds.call(id, this.clock.now());
      const recommenders = await this.quotas.give(id, this.clock.today());
      const told = await this.news.called(round);
      await this.record(round, 'called', { recommenders, told }, 'called');
    });
  }

  moveWindows(id: string, revision: number, to: RoundWindows, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.locked(id, revision, actor);
      const now = this.clock.now();
      const refusals = windowChangeRefusals(round, to, now);
      if (refusals.length > 0) throw new RefusedError(refusals);
      const changes = windowChanges(round.windows, to);
      await this.rounds.edit(id, { ...round, windows: to });
      await this.rounds.move(id, changes, reason, actor.accountId, now);
      const told = await this.news.moved(round, to, reason);
      const moved = changes.map(({ window, from, to: at }) => [window, { from, to: at }]);
      await this.record(round, 'windows-moved', { ...Object.fromEntries(moved), told }, round.state, reason);
    });
  }

  /** What was handed in and recommended by nobody is passed over with it. */
  startReview(id: string, revision: number, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.attempted('start-review', id, revision, actor);
      await this.rounds.moveTo(id, 'reviewing');
      const passedOver = await this.applications.passOver(id);
      await this.audit.recordAll(
        passedOver.map(({ id: application, from, studioId, revision: at }) => ({
          subject: { type: 'application', id: application },
          action: 'passed-over',
          from,
          to: 'passed-over',
          revision: at,
          ...(studioId === null ? {} : { studioId }),
        })),
      );
      await this.recommendations.passedOver(round);
      await this.record(round, 'review-started', { passedOver: passedOver.length }, 'reviewing');
    });
  }

  cancel(id: string, revision: number, reason: string, actor: Actor): Promise<void> {
    return this.unit.run(async () => {
      const round = await this.attempted('cancel', id, revision, actor);
      await this.rounds.cancel(id, reason);
      const closed = await this.applications.close(id, reason);
      await this.audit.recordAll(
        closed.map(({ id: application, from, studioId, revision: at }) => ({
          subject: { type: 'application', id: application },
          action: 'closed',
          from,
          to: 'closed',
          reason,
          revision: at,
          ...(studioId === null ? {} : { studioId }),
        })),
      );
      const told = round.state === 'draft' ? 0 : await this.news.cancelled(round, reason);
      await this.record(round, 'cancelled', { closed: closed.length, told }, 'cancelled', reason);
    });
  }

  /** The documents of a round are open to everybody once it is called: nothing that was uploaded for something else. */
  private async mayPublish(fileId: string, actor: Actor): Promise<void> {
    const file = await this.files.find(fileId);
    if (file.purpose !== 'document' || !(await this.visibility.maySee(file, actor))) throw new NotFoundError('file');
  }

  private async attempted(action: RoundAction, id: string, revision: number, actor: Actor): Promise<LockedRound> {
    const round = await this.locked(id, revision, actor);
    const outcome = attempt(roundMachine, action, round, { actor, now: this.clock.now(), undecided: 0 });
    if (!outcome.ok) throw new RefusedError(outcome.refusals);
    return round;
  }

  private async locked(id: string, revision: number, actor: Actor): Promise<LockedRound> {
    const round = await this.rounds.forUpdate(id);
    if (round.revision !== revision) throw staleRevision(await this.queries.view(id, actor));
    return round;
  }

  private record(
    round: LockedRound,
    action: string,
    facts: object,
    to: string = round.state,
    reason?: string,
  ): Promise<void> {
    return this.audit.record({
      subject: { type: 'round', id: round.id },
      action,
      from: round.state,
      to,
      revision: round.revision + 1,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
