import type { Actor } from '@jianglian/domain/identity';
import type { Refusal } from '@jianglian/domain/kernel';
import type { Ranking } from '@jianglian/domain/upgrade';
import {
  appliedTiers,
  isRanked,
  rankingClosed,
  rankingRefusals,
  recommendationRefusals,
  withAdded,
  without,
} from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { sql, UnitOfWork } from '../../../platform/database/index.ts';
import { NotFoundError, RefusedError, staleRevision } from '../../../platform/http/problem/index.ts';
import { ApplicationRepository } from '../application/application.repository.ts';
import type { RecommendationKey } from './recommendation-key.ts';
import { RecommendationQueries } from './recommendation.queries.ts';
import { type LockedRecommendation, RecommendationRepository } from './recommendation.repository.ts';

/** The ranked list of a recommender: as a whole, or one application at a time under the lock of the list. */
@Injectable()
export class RankingService {
  private readonly recommendations: RecommendationRepository;
  private readonly applications: ApplicationRepository;
  private readonly queries: RecommendationQueries;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    recommendations: RecommendationRepository,
    applications: ApplicationRepository,
    queries: RecommendationQueries,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.recommendations = recommendations;
    this.applications = applications;
    this.queries = queries;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** The whole list, as its sender saw it before: a stale revision is answered with the newer list. */
  rank(key: RecommendationKey, { revision, ranking }: { revision: number; ranking: Ranking }, actor: Actor) {
    return this.change(
      key,
      actor,
      appliedTiers.flatMap((tier) => ranking[tier]),
      async (recommendation) => {
        if (recommendation.revision !== revision) throw staleRevision(await this.queries.view(key, actor));
        return ranking;
      },
    );
  }

  /** One more, behind the others of its tier; whoever came first has the place. */
  add(key: RecommendationKey, applicationId: string, actor: Actor): Promise<void> {
    return this.change(key, actor, [applicationId], async ({ held }, cases) => {
      const one = cases.get(applicationId)!;
      if (isRanked(held, applicationId)) {
        throw new RefusedError([recommendationRefusals('already-ranked', { unit: one.name })]);
      }
      return withAdded(held, one);
    });
  }

  remove(key: RecommendationKey, applicationId: string, actor: Actor): Promise<void> {
    return this.change(key, actor, [applicationId], async ({ held }, cases) => {
      if (!isRanked(held, applicationId)) {
        const unit = cases.get(applicationId)!.name;
        throw new RefusedError([recommendationRefusals('not-ranked', { unit })]);
      }
      return without(held, applicationId);
    });
  }

  /**
   * An application leaves a list that is not submitted yet: it was returned, withdrawn or closed. Those behind it move up. Part of the
   * unit that moved the application, which holds its lock.
   */
  async release(applicationId: string, why: string): Promise<void> {
    const key = await this.recommendations.rankOf(applicationId);
    if (!key) return;
    const recommendation = await this.recommendations.forUpdate(key);
    if (recommendation.state !== 'draft') return;
    await this.save(recommendation, without(recommendation.held, applicationId), { why });
  }

  private change(
    key: RecommendationKey,
    actor: Actor,
    ids: readonly string[],
    decide: (
      recommendation: LockedRecommendation,
      cases: Awaited<ReturnType<RecommendationRepository['cases']>>,
    ) => Promise<Ranking>,
  ): Promise<void> {
    // The instant it came in counts, not the one its locks were free.
    const now = this.clock.arrival();
    return this.unit.run(async () => {
      const round = await this.recommendations.round(key.roundId);
      const own = sql`a.round_id = ${key.roundId} AND a.recommender_id = ${key.recommenderId}
        AND a.submitted_at IS NOT NULL`;
      const closed = rankingClosed({ state: 'draft', ...key }, { actor, now, round });
      // Whose list it is not, learns nothing about what is in it.
      if (closed.some(({ code }) => code === 'recommendation.not-the-recommender')) throw new NotFoundError('ranking');
      for (const id of [...new Set(ids)].toSorted()) await this.applications.forUpdate(id, own);
      const recommendation = await this.recommendations.forUpdate(key);
      const cases = await this.recommendations.cases(key);
      refuse(rankingClosed(recommendation, { actor, now, round }));
      const wanted = await decide(recommendation, cases);
      refuse(rankingRefusals(wanted, { actor, now, round, cases, ...recommendation }));
      await this.save(recommendation, wanted, {});
    });
  }

  private async save(recommendation: LockedRecommendation, wanted: Ranking, facts: object): Promise<void> {
    await this.recommendations.saveRanking(recommendation, wanted);
    await this.recommendations.touch(recommendation.id);
    await this.audit.record({
      subject: { type: 'recommendation', id: recommendation.id },
      action: 'ranked',
      revision: recommendation.revision + 1,
      facts: { ...facts, ranking: wanted },
    });
  }
}

function refuse(refusals: readonly Refusal[]): void {
  if (refusals.length > 0) throw new RefusedError(refusals);
}
