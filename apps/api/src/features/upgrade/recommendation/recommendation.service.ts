import type { Actor } from '@jianglian/domain/identity';
import { attempt, type Refusal } from '@jianglian/domain/kernel';
import type { ApplicationAction, RecommendationContext } from '@jianglian/domain/upgrade';
import { appliedTiers, applicationMachine, rankedCount, recommendationMachine } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { UnitOfWork } from '../../../platform/database/index.ts';
import { Files } from '../../../platform/files/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { Receipts } from '../../../platform/receipts/index.ts';
import type { RoundOfApplication } from '../application/application-fragments.ts';
import { ApplicationRepository, type LockedApplication } from '../application/application.repository.ts';
import { rankedListSerial } from './ranked-list-serial.ts';
import { RecommendationNews } from './recommendation-news.service.ts';
import type { RecommendationKey } from './recommendation-key.ts';
import { RecommendationQueries } from './recommendation.queries.ts';
import { type LockedRecommendation, RecommendationRepository } from './recommendation.repository.ts';

interface Case {
  readonly round: RoundOfApplication;
  readonly recommendation: LockedRecommendation;
  /** The ranked ones, in the order of tiers and places. */
  readonly ranked: readonly LockedApplication[];
}

/** Submission of a ranked list with its sealed papers, and the office giving it back: its applications move with it, or nothing does. */
@Injectable()
export class RecommendationService {
  private readonly recommendations: RecommendationRepository;
  private readonly applications: ApplicationRepository;
  private readonly queries: RecommendationQueries;
  private readonly news: RecommendationNews;
  private readonly receipts: Receipts;
  private readonly files: Files;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    recommendations: RecommendationRepository,
    applications: ApplicationRepository,
    queries: RecommendationQueries,
    news: RecommendationNews,
    receipts: Receipts,
    files: Files,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.recommendations = recommendations;
    this.applications = applications;
    this.queries = queries;
    this.news = news;
    this.receipts = receipts;
    this.files = files;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  submit(key: RecommendationKey, revision: number, actor: Actor): Promise<void> {
    // The instant it came in counts, not the one its locks were free.
    const now = this.clock.arrival();
    return this.unit.run(async () => {
      const found = await this.locked(key, revision, actor);
      const { recommendation, ranked } = found;
      await this.move('submit', found, { actor, now });
      await this.moveAll('recommend', found, { actor, now });
      await this.recommendations.submit(recommendation.id, now, actor.accountId);
      const recommender = await this.news.nameOf(key.recommenderId);
      await this.receipts.issue({
        purpose: 'recommendation',
        title: `${found.round.title} · ${recommender}`,
        subject: { type: 'recommendation', id: recommendation.id },
        content: await this.contentOf(found),
        at: now,
      });
      await this.record(recommendation, 'submitted', 'submitted', { ranked: ranked.map(({ id }) => id) });
      await this.news.submitted(found.round, { ...recommendation, name: recommender }, ranked);
    });
  }

  /** The office gives it back while the window is open: the recommender ranks anew, nothing it uploaded is lost. */
  reopen(key: RecommendationKey, { revision, reason }: { revision: number; reason: string }, actor: Actor) {
    const now = this.clock.arrival();
    return this.unit.run(async () => {
      const found = await this.locked(key, revision, actor);
      const { recommendation, round } = found;
      await this.move('reopen', found, { actor, now, reason });
      await this.moveAll('take-back', found, { actor, now });
      await this.recommendations.reopen(recommendation.id, reason);
      await this.record(recommendation, 'reopened', 'draft', {}, reason);
      await this.news.reopened(round, recommendation, reason);
    });
  }

  /** Applications in the order of their ids, then the list: the order in which everybody locks them. */
  private async locked(key: RecommendationKey, revision: number, actor: Actor): Promise<Case> {
    const before = await this.queries.view(key, actor);
    const round = await this.recommendations.round(key.roundId);
    const ids = before.tiers.flatMap(({ ranked }) => ranked.map(({ id }) => id));
    const applications = new Map<string, LockedApplication>();
    for (const id of ids.toSorted()) applications.set(id, await this.applications.forUpdate(id));
    const recommendation = await this.recommendations.forUpdate(key);
    const held = appliedTiers.flatMap((tier) => recommendation.held[tier]);
    const moved = held.length !== ids.length || held.some((id) => !applications.has(id));
    if (recommendation.revision !== revision || moved) throw staleRevision(await this.queries.view(key, actor));
    return { round, recommendation, ranked: held.map((id) => applications.get(id)!) };
  }

  private async move(
    action: 'submit' | 'reopen',
    { round, recommendation, ranked }: Case,
    context: Pick<RecommendationContext, 'actor' | 'now' | 'reason'>,
  ): Promise<void> {
    const current = rankedListSerial(recommendation, round.year, recommendation.held);
    const letter = recommendation.letterSerial;
    const outcome = attempt(recommendationMachine, action, recommendation, {
      ...context,
      round,
      ranked: rankedCount(recommendation.held),
      hasSealedLetter: recommendation.letterFileId !== null,
      outdatedLetter: letter !== null && letter !== current ? { letter, current: current ?? '—' } : null,
      unverified: ranked.filter(({ id }) => !recommendation.forms.get(id)).map(({ studioName }) => studioName),
    });
    if (outcome.ok) return;
    if (outcome.refusals.some(({ code }) => code === 'recommendation.not-the-recommender')) {
      throw new NotFoundError('recommendation');
    }
    throw new RefusedError(outcome.refusals);
  }

  private async moveAll(
    action: Extract<ApplicationAction, 'recommend' | 'take-back'>,
    { round, ranked, recommendation }: Case,
    { actor, now }: { readonly actor: Actor; readonly now: Date },
  ): Promise<void> {
    const refusals: Refusal[] = [];
    for (const application of ranked) {
      const outcome = attempt(applicationMachine, action, application, { actor, now, round });
      if (!outcome.ok) {
        refusals.push(...outcome.refusals);
        continue;
      }
      const { state } = outcome.subject;
      await this.applications.save(application.id, { state });
      await this.audit.record({
        subject: { type: 'application', id: application.id },
        action: action === 'recommend' ? 'recommended' : 'taken-back',
        from: application.state,
        to: state,
        revision: application.revision + 1,
        facts: { recommendation: recommendation.id },
        ...(application.studioId === null ? {} : { studioId: application.studioId }),
      });
    }
    if (refusals.length > 0) throw new RefusedError(refusals);
  }

  /** What the receipt vouches for: the list in its order, and the sealed papers by their SHA-256. */
  private async contentOf({ round, recommendation, ranked }: Case): Promise<unknown> {
    const hashOf = async (id: string | null | undefined) => (id ? (await this.files.find(id)).sha256 : null);
    const list = [];
    for (const { id, target, studioName, masterName, hostUnitName } of ranked) {
      const place = recommendation.held[target].indexOf(id) + 1;
      const form = await hashOf(recommendation.forms.get(id));
      list.push({ application: id, tier: target, place, studioName, masterName, hostUnitName, form });
    }
    const letter = { serial: recommendation.letterSerial, sha256: await hashOf(recommendation.letterFileId) };
    return { round: round.id, recommender: recommendation.recommenderId, list, letter };
  }

  private record(
    recommendation: LockedRecommendation,
    action: string,
    to: string,
    facts: object,
    reason?: string,
  ): Promise<void> {
    return this.audit.record({
      subject: { type: 'recommendation', id: recommendation.id },
      action,
      from: recommendation.state,
      to,
      revision: recommendation.revision + 1,
      facts,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
