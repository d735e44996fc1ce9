import type { Actor } from '@jianglian/domain/identity';
import { rankingClosed } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, sql, UnitOfWork } from '../../../platform/database/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { RecommendationNews } from './recommendation-news.service.ts';
import { RecommendationRepository } from './recommendation.repository.ts';

/** 催办 of recommenders that have not submitted: each at most once a day, logged. */
@Injectable()
export class RecommendationReminders {
  private readonly recommendations: RecommendationRepository;
  private readonly news: RecommendationNews;
  private readonly database: Database;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    recommendations: RecommendationRepository,
    news: RecommendationNews,
    database: Database,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.recommendations = recommendations;
    this.news = news;
    this.database = database;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  remind(
    roundId: string,
    { recommenderIds, note }: { readonly recommenderIds: readonly string[]; readonly note: string },
    actor: Actor,
  ): Promise<{ reminded: string[]; alreadyToday: string[] }> {
    return this.unit.run(async () => {
      const round = await this.recommendations.round(roundId);
      const [now, day] = [this.clock.now(), this.clock.today()];
      const reminded: string[] = [];
      const alreadyToday: string[] = [];
      for (const recommenderId of new Set(recommenderIds)) {
        // Asked in the recommender's own name: is there still something it could do?
        const grants = [{ role: 'recommender' as const, recommenderId }];
        const closed = rankingClosed(
          { state: 'draft', recommenderId },
          { actor: { accountId: actor.accountId, grants }, now, round },
        );
        if (closed.length > 0) throw new RefusedError(closed);
        const added = await this.database.run(sql`
          INSERT INTO recommendation_reminders (round_id, recommender_id, day, at, account_id, note)
          SELECT ${roundId}, w.id, ${day}, ${now}, ${actor.accountId}, ${note} FROM recommenders w
          WHERE w.id = ${recommenderId} AND NOT EXISTS (
            SELECT FROM recommendations p WHERE p.round_id = ${roundId} AND p.recommender_id = w.id
              AND p.state = 'submitted')
          ON CONFLICT DO NOTHING`);
        (added > 0 ? reminded : alreadyToday).push(recommenderId);
        if (added > 0) await this.news.reminded(round, recommenderId, day, note);
      }
      if (reminded.length > 0) {
        await this.audit.record({
          subject: { type: 'round', id: roundId },
          action: 'recommenders-reminded',
          facts: { recommenders: reminded, note },
        });
      }
      return { reminded, alreadyToday };
    });
  }
}
