import { evaluationApi as api, type LetterBatchView } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { LetterQueries } from './letter.queries.ts';
import { LetterService } from './letter.service.ts';

@Controller()
export class LetterController {
  private readonly service: LetterService;
  private readonly queries: LetterQueries;

  constructor(service: LetterService, queries: LetterQueries) {
    this.service = service;
    this.queries = queries;
  }

  @Route(api.letter)
  async letter(@Input() { params }: InputOf<typeof api.letter>, @CurrentActor() actor: Actor): Promise<StreamableFile> {
    const { name, content } = await this.service.one(params.id, actor);
    return new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="${name}"` });
  }

  @Route(api.letters)
  letters(@Input() { params }: InputOf<typeof api.letters>): Promise<ReplyOf<typeof api.letters>> {
    return this.queries.archive(params.id);
  }

  @Route(api.makeLetters)
  async make(
    @Input() { params }: InputOf<typeof api.makeLetters>,
    @CurrentActor() actor: Actor,
  ): Promise<LetterBatchView> {
    return this.queries.batchOf(await this.service.makeAll(params.id, actor));
  }
}
