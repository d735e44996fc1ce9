import { Readable } from 'node:stream';
import { catalogue, fillIn } from '@jianglian/contracts';
import { letterRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { Config } from '../../../platform/config/index.ts';
import { RequestContext } from '../../../platform/context/index.ts';
import { UnitOfWork, violates } from '../../../platform/database/index.ts';
import { pdfOf, UnprintableText } from '../../../platform/documents/index.ts';
import { Files } from '../../../platform/files/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { Jobs } from '../../../platform/jobs/index.ts';
import { LetterBatchRepository, type LetterProblem, type TakenBatch } from './letter-batch.repository.ts';
import { letterOf, type LetterFacts, serialOf } from './letter.mapper.ts';
import { LetterQueries } from './letter.queries.ts';

export const lettersJob = 'evaluation.letters';
/** Without a sign of life for so long, a server is taken to be gone; each letter is one. */
const silence = 60_000;
const everyLetters = 10;

/** Result letters: one on demand, or all of a cycle in an archive that a job makes, begun anew if its server goes away. */
@Injectable()
export class LetterService {
  private readonly queries: LetterQueries;
  private readonly batches: LetterBatchRepository;
  private readonly files: Files;
  private readonly jobs: Jobs;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(
    queries: LetterQueries,
    batches: LetterBatchRepository,
    files: Files,
    jobs: Jobs,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
    config: Config,
  ) {
    this.queries = queries;
    this.batches = batches;
    this.files = files;
    this.jobs = jobs;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
    this.config = config;
  }

  async letter(id: string, actor: Actor): Promise<{ name: string; content: Buffer }> {
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
    return this.unit.run(async () => {
      const ids = await this.queries.published(cycleId);
      if (ids.length === 0) throw new RefusedError([letterRefusals('not-published')]);
      try {
        const id = await this.batches.insert(cycleId, ids.length, actor.accountId, this.clock.now());
        await this.jobs.send(lettersJob, { id }, { singletonKey: id });
        await this.audit.record({
          subject: { type: 'cycle', id: cycleId },
          action: 'letters-requested',
          facts: { batch: id, letters: ids.length },
        });
        return id;
      } catch (error) {
        if (violates(error, 'one_batch_of_letters_at_a_time'))
          throw new RefusedError([letterRefusals('already-running')]);
        throw error;
      }
    });
  }

  /** For the job. Somebody else's batch is left alone; one whose server went away is begun anew. */
  async run(id: string): Promise<void> {
    const now = this.clock.now();
    const batch = await this.batches.take(id, now, new Date(now.getTime() - silence));
    if (!batch) return;
    try {
      const actor: Actor = { accountId: batch.requestedBy, name: '', grants: [] };
      const file = await RequestContext.run({ requestId: `letters-${id}`, locale: 'zh-CN', actor }, () =>
        this.archive(batch),
      );
      await this.batches.finish(id, file, this.clock.now());
    } catch (error) {
      await this.batches.finish(id, null, this.clock.now());
      throw error;
    }
  }

  async resume(): Promise<void> {
    for (const id of await this.batches.abandoned(new Date(this.clock.now().getTime() - silence))) {
      await this.jobs.send(lettersJob, { id }, { singletonKey: id });
    }
  }

  /** Letter by letter into the archive, which the store takes meanwhile: never all of them in memory. */
  private async archive(batch: TakenBatch): Promise<string> {
    const zip = new ZipFile();
    const output = Readable.from(zip.outputStream);
    const kept = this.files.keep(output, archiveName(batch.cycle), {
      allow: ['zip'],
      maxBytes: 2 * 1024 ** 3,
      purpose: 'letters',
    });
    try {
      await this.printInto(zip, batch);
      zip.end();
    } catch (error) {
      output.destroy(error as Error);
      await kept.catch(() => {});
      throw error;
    }
    return (await kept).id;
  }

  private async printInto(zip: ZipFile, batch: TakenBatch): Promise<void> {
    const problems: LetterProblem[] = [];
    const ids = await this.queries.published(batch.cycleId);
    for (const [index, id] of ids.entries()) {
      const facts = await this.queries.facts(id);
      const content = await this.printOrTell(facts, problems);
      if (content) zip.addBuffer(content, `${serialOf(facts)} ${plain(facts.studio)}.pdf`, { compress: false });
      const done = index + 1;
      if (done % everyLetters === 0 || done === ids.length) {
        await this.batches.progress(batch.id, done, problems, this.clock.now());
      }
    }
  }

  private async printOrTell(facts: LetterFacts, problems: LetterProblem[]): Promise<Buffer | undefined> {
    try {
      return await this.print(facts);
    } catch (error) {
      if (!(error instanceof UnprintableText)) throw error;
      problems.push({ studio: facts.studio, characters: error.characters.join('') });
      return undefined;
    }
  }

  private print(facts: LetterFacts): Promise<Buffer> {
    const portal = this.config.env.PUBLIC_URL ?? 'http://localhost:3000';
    return pdfOf(letterOf(facts, new URL(`/publicity/${facts.cycleId}`, portal).href));
  }
}

/** A file name has no folders in it. */
const plain = (name: string): string => name.replaceAll(/[\\/:*?"<>|]/g, '_');

const archiveName = (cycle: string): string =>
  plain(fillIn(catalogue['letter']?.['zh-CN'].terms['letter-text']?.['archive'] ?? '', { cycle }, 'zh-CN'));
