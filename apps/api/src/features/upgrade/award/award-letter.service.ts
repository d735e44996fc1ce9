import type { Readable } from 'node:stream';
import { fillIn } from '@jianglian/contracts/shared';
import { letterRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../platform/config/index.ts';
import {
  type Cell,
  type PdfDefinition,
  pdfOf,
  UnprintableText,
  workbookOf,
} from '../../../platform/documents/index.ts';
import { NotFoundError, RefusedError } from '../../../platform/http/problem/index.ts';
import { LetterArchives, type LetterSource } from '../../evaluation/index.ts';
import { sayIn } from '../sheet-words.ts';
import { awardLetterOf, awardNoticeOf, awardSerial } from './award-letter.mapper.ts';
import { type AwardLetterFacts, AwardLetterQueries } from './award-letter.queries.ts';
import { AwardListQueries } from './award-list.queries.ts';

const say = sayIn('zh-CN');

/** What goes out on paper: letters to awarded and declined, the notice of publicity, the list for the plates. */
@Injectable()
export class AwardLetters implements OnModuleInit, LetterSource {
  private readonly queries: AwardLetterQueries;
  private readonly lists: AwardListQueries;
  private readonly archives: LetterArchives;
  private readonly config: Config;

  constructor(queries: AwardLetterQueries, lists: AwardListQueries, archives: LetterArchives, config: Config) {
    this.queries = queries;
    this.lists = lists;
    this.archives = archives;
    this.config = config;
  }

  onModuleInit(): void {
    this.archives.register('round', this);
  }

  async one(id: string, actor: Actor): Promise<{ name: string; content: Buffer }> {
    const facts = await this.queries.one(id, actor);
    const content = await this.printed(facts.studio, awardLetterOf(facts, this.address(facts.roundId)));
    return { name: `${awardSerial(facts)}.pdf`, content };
  }

  async notice(roundId: string): Promise<Buffer> {
    const list = await this.lists.list(roundId);
    return this.printed(list.title, awardNoticeOf(list, this.address(roundId)));
  }

  makeAll(roundId: string, actor: Actor): Promise<string> {
    return this.archives.makeAll('round', roundId, actor);
  }

  async archiveName(roundId: string): Promise<string> {
    return fillIn(say('award-text', 'archive'), { round: await this.queries.titleOf(roundId) }, 'zh-CN');
  }

  async published(roundId: string): Promise<readonly string[]> {
    return (await this.queries.ofRound(roundId)).map(({ id }) => id);
  }

  async letter(id: string) {
    const facts = await this.queries.facts(id);
    if (!facts) throw new NotFoundError('letter');
    const print = () => pdfOf(awardLetterOf(facts, this.address(facts.roundId)));
    return { file: awardSerial(facts), of: facts.studio, print };
  }

  /** 牌匾: what each plate says, and for whom it is made. */
  async plates(roundId: string): Promise<Readable> {
    const awarded = (await this.queries.ofRound(roundId)).filter(({ outcome }) => outcome === 'award');
    const rows: readonly (readonly Cell[])[] = [
      Object.keys(plateColumns).map((key) => say('award-text', key)),
      ...awarded.map((facts, index) => Object.values(plateColumns).map((cell) => cell(facts, index))),
    ];
    return workbookOf([
      { name: say('award-text', 'platesName'), widths: Object.keys(plateColumns).map(() => 20), rows },
    ]);
  }

  private address(roundId: string): string {
    return new URL(`/awards/${roundId}`, this.config.env.PUBLIC_URL ?? 'http://localhost:3000').href;
  }

  private async printed(where: string, definition: PdfDefinition): Promise<Buffer> {
    try {
      return await pdfOf(definition);
    } catch (error) {
      if (!(error instanceof UnprintableText)) throw error;
      throw new RefusedError([letterRefusals('glyph-missing', { where, characters: error.characters.join('') })], 422);
    }
  }
}

const plateColumns: Readonly<Record<string, (facts: AwardLetterFacts, index: number) => Cell>> = {
  number: (_, index) => index + 1,
  plateText: ({ studio, tier }) => `${say('tier', tier)} ${studio}`,
  studio: ({ studio }) => studio,
  tier: ({ tier }) => say('tier', tier),
  master: ({ master }) => master,
  unit: ({ unit }) => unit,
  occupation: ({ occupation }) => occupation,
  recommender: ({ recommender }) => recommender,
  document: ({ documentNumber }) => documentNumber,
  day: ({ publishedOn }) => publishedOn,
};
