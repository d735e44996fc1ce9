import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { ComparisonQueries } from './comparison.queries.ts';
import { HistoryQueries } from './history.queries.ts';
import { ResultQueries } from './result.queries.ts';

@Controller()
export class ResultController {
  private readonly results: ResultQueries;
  private readonly comparisons: ComparisonQueries;
  private readonly histories: HistoryQueries;

  constructor(results: ResultQueries, comparisons: ComparisonQueries, histories: HistoryQueries) {
    this.results = results;
    this.comparisons = comparisons;
    this.histories = histories;
  }

  @Route(api.result)
  result(@Input() { params }: InputOf<typeof api.result>, @CurrentActor() actor: Actor) {
    return this.results.view(params.id, actor);
  }

  @Route(api.comparison)
  comparison(@Input() { params }: InputOf<typeof api.comparison>, @CurrentActor() actor: Actor) {
    return this.comparisons.view(params.id, actor);
  }

  @Route(api.evaluationHistory)
  history(@Input() { params }: InputOf<typeof api.evaluationHistory>, @CurrentActor() actor: Actor) {
    return this.histories.of(params.id, actor);
  }
}
