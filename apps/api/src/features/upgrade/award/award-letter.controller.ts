import type { LetterBatchView } from '@jianglian/contracts/evaluation';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { upgradeApi as api } from '@jianglian/contracts/upgrade';
import type { Actor } from '@jianglian/domain/identity';
import { Controller, StreamableFile } from '@nestjs/common';
import { CurrentActor, Input, Route } from '../../../platform/http/index.ts';
import { AwardLetterQueries } from './award-letter.queries.ts';
import { AwardLetters } from './award-letter.service.ts';

@Controller()
export class AwardLetterController {
  private readonly letters: AwardLetters;
  private readonly queries: AwardLetterQueries;

  constructor(letters: AwardLetters, queries: AwardLetterQueries) {
    this.letters = letters;
    this.queries = queries;
  }

  @Route(api.awardLetter)
  async letter(
    @Input() { params }: InputOf<typeof api.awardLetter>,
    @CurrentActor() actor: Actor,
  ): Promise<StreamableFile> {
    const { name, content } = await this.letters.one(params.id, actor);
    return new StreamableFile(content, { type: 'application/pdf', disposition: `inline; filename="${name}"` });
  }

  @Route(api.awardNotice)
  async notice(@Input() { params }: InputOf<typeof api.awardNotice>): Promise<StreamableFile> {
    const content = await this.letters.notice(params.id);
    return new StreamableFile(content, { type: 'application/pdf', disposition: 'inline; filename="notice.pdf"' });
  }

  @Route(api.awardLetters)
  archive(@Input() { params }: InputOf<typeof api.awardLetters>): Promise<ReplyOf<typeof api.awardLetters>> {
    return this.queries.archive(params.id);
  }

  @Route(api.makeAwardLetters)
  async make(
    @Input() { params }: InputOf<typeof api.makeAwardLetters>,
    @CurrentActor() actor: Actor,
  ): Promise<LetterBatchView> {
    return this.queries.batch(await this.letters.makeAll(params.id, actor));
  }

  @Route(api.plates)
  async plates(@Input() { params }: InputOf<typeof api.plates>): Promise<StreamableFile> {
    return new StreamableFile(await this.letters.plates(params.id), {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      disposition: 'attachment; filename="plates.xlsx"',
    });
  }
}
