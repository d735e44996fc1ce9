import type { InputOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { RankingService } from './ranking.service.ts';
import { RecommendationQueries } from './recommendation.queries.ts';

const keyOf = ({ id, recommenderId }: { id: string; recommenderId: string }) => ({ roundId: id, recommenderId });

@Controller()
export class RecommendationController {
  private readonly queries: RecommendationQueries;
  private readonly ranking: RankingService;

  constructor(queries: RecommendationQueries, ranking: RankingService) {
    this.queries = queries;
    this.ranking = ranking;
  }

  @Route(api.recommendation)
  view(@Input() { params }: InputOf<typeof api.recommendation>, @CurrentActor() actor: Actor) {
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.rank)
  async rank(@Input() { params, body }: InputOf<typeof api.rank>, @CurrentActor() actor: Actor) {
    await this.ranking.rank(keyOf(params), body, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.addRank)
  async add(@Input() { params, body }: InputOf<typeof api.addRank>, @CurrentActor() actor: Actor) {
    await this.ranking.add(keyOf(params), body.applicationId, actor);
    return this.queries.view(keyOf(params), actor);
  }

  @Route(api.removeRank)
  async remove(@Input() { params }: InputOf<typeof api.removeRank>, @CurrentActor() actor: Actor) {
    await this.ranking.remove(keyOf(params), params.applicationId, actor);
    return this.queries.view(keyOf(params), actor);
  }
}
