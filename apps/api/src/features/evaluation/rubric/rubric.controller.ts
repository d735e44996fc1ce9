import { evaluationApi as api } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { rubricDifferences } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Controller } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { RubricQueries } from './rubric.queries.ts';
import { RubricService } from './rubric.service.ts';

@Controller()
export class RubricController {
  private readonly rubrics: RubricService;
  private readonly queries: RubricQueries;

  constructor(rubrics: RubricService, queries: RubricQueries) {
    this.rubrics = rubrics;
    this.queries = queries;
  }

  @Route(api.rubrics)
  list(@CurrentActor() actor: Actor): Promise<ReplyOf<typeof api.rubrics>> {
    return this.queries.list(actor);
  }

  @Route(api.rubric)
  rubric(
    @Input() { params }: InputOf<typeof api.rubric>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof api.rubric>> {
    return this.queries.shown(params.version, actor);
  }

  @Route(api.rubricVersion)
  version(@Input() { params }: InputOf<typeof api.rubricVersion>): Promise<ReplyOf<typeof api.rubricVersion>> {
    return this.queries.version(params.version);
  }

  @Route(api.copyRubric)
  async copy(@Input() { body }: InputOf<typeof api.copyRubric>, @CurrentActor() actor: Actor) {
    await this.rubrics.copy(body.from, body.version, actor);
    return this.queries.version(body.version);
  }

  @Route(api.saveRubric)
  async save(@Input() { params, body }: InputOf<typeof api.saveRubric>, @CurrentActor() actor: Actor) {
    await this.rubrics.save(params.version, body.revision, body.rubric, actor);
    return this.queries.version(params.version);
  }

  @Route(api.publishRubric)
  async publish(@Input() { params, body }: InputOf<typeof api.publishRubric>) {
    await this.rubrics.publish(params.version, body.revision);
    return this.queries.version(params.version);
  }

  @Route(api.discardRubric)
  discard(@Input() { params, body }: InputOf<typeof api.discardRubric>): Promise<void> {
    return this.rubrics.discard(params.version, body.revision);
  }

  @Route(api.rubricDifferences)
  async differences(
    @Input() { params, query }: InputOf<typeof api.rubricDifferences>,
    @CurrentActor() actor: Actor,
  ): Promise<ReplyOf<typeof api.rubricDifferences>> {
    const from = await this.queries.shown(query.from, actor);
    const to = await this.queries.shown(params.version, actor);
    return { from, to, differences: [...rubricDifferences(from, to)] };
  }
}
