import { catalogue, fillIn } from '@jianglian/contracts';
import { letterRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../../../platform/config/index.ts';
import { pdfOf, UnprintableText } from '../../../platform/documents/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { LetterArchives, type LetterSource } from './letter-archive.service.ts';
import { letterOf, type LetterFacts, serialOf } from './letter.mapper.ts';
import { LetterQueries } from './letter.queries.ts';

/** Result letters of a cycle: one on demand, or all of them in an archive. */
@Injectable()
export class LetterService implements OnModuleInit, LetterSource {
  private readonly queries: LetterQueries;
  private readonly archives: LetterArchives;
  private readonly config: Config;

  constructor(queries: LetterQueries, archives: LetterArchives, config: Config) {
    this.queries = queries;
    this.archives = archives;
    this.config = config;
  }

  onModuleInit(): void {
    this.archives.register('cycle', this);
  }

  async one(id: string, actor: Actor): Promise<{ name: string; content: Buffer }> {
    const facts = await this.queries.one(id, actor);
    try {
      return { name: `${serialOf(facts)}.pdf`, content: await this.print(facts) };
    } catch (error) {
      if (!(error instanceof UnprintableText)) throw error;
      const params = { where: facts.studio, characters: error.characters.join('') };
      throw new RefusedError([letterRefusals('glyph-missing', params)], 422);
    }
  }

  makeAll(cycleId: string, actor: Actor): Promise<string> {
    return this.archives.makeAll('cycle', cycleId, actor);
  }

  async archiveName(cycleId: string): Promise<string> {
    const words = catalogue['letter']?.['zh-CN'].terms['letter-text']?.['archive'] ?? '';
    return fillIn(words, { cycle: await this.queries.titleOf(cycleId) }, 'zh-CN');
  }

  published(cycleId: string): Promise<readonly string[]> {
    return this.queries.published(cycleId);
  }

  async letter(id: string) {
    const facts = await this.queries.facts(id);
    return { file: serialOf(facts), of: facts.studio, print: () => this.print(facts) };
  }

  private print(facts: LetterFacts): Promise<Buffer> {
    const portal = this.config.env.PUBLIC_URL ?? 'http://localhost:3000';
    return pdfOf(letterOf(facts, new URL(`/publicity/${facts.cycleId}`, portal).href));
  }
}
