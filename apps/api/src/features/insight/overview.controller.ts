import { insightApi } from '@jianglian/contracts/insight';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../platform/http/index.ts';
import { OverviewQueries } from './overview.queries.ts';

@Controller()
export class OverviewController {
  private readonly queries: OverviewQueries;

  constructor(queries: OverviewQueries) {
    this.queries = queries;
  }

  @Route(insightApi.overview)
  overview(
    @Input() { query }: InputOf<typeof insightApi.overview>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof insightApi.overview>> {
    return this.queries.overview(query, actor);
  }
}
