import { Readable } from 'node:stream';
import { letterRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { ZipFile } from 'yazl';
import { AuditLog } from '../../../platform/audit/index.ts';
import { Clock } from '../../../platform/clock/index.ts';
import { RequestContext } from '../../../platform/context/index.ts';
import { UnitOfWork, violates } from '../../../platform/database/index.ts';
import { UnprintableText } from '../../../platform/documents/index.ts';
import { Files } from '../../../platform/files/index.ts';
import { RefusedError } from '../../../platform/http/problem/index.ts';
import { Jobs } from '../../../platform/jobs/index.ts';
import {
  LetterBatchRepository,
  type LetterProblem,
  type LetterScope,
  type TakenBatch,
} from './letter-batch.repository.ts';

export const lettersJob = 'evaluation.letters';
/** Without a sign of life for so long, a server is taken to be gone; each letter is one. */
const silence = 60_000;
const everyLetters = 10;

/** Where the letters of one kind come from. */
export interface LetterSource {
  archiveName(scopeId: string): Promise<string>;
  /** Ids of everything published, in the order of the archive. */
  published(scopeId: string): Promise<readonly string[]>;
  /** `print` throws `UnprintableText` for what the font lacks. */
  letter(id: string): Promise<{ readonly file: string; readonly of: string; print(): Promise<Buffer> }>;
}

/** All letters of a kind in an archive that a job makes, begun anew if its server goes away. */
@Injectable()
export class LetterArchives {
  private readonly sources = new Map<LetterScope, LetterSource>();
  private readonly batches: LetterBatchRepository;
  private readonly files: Files;
  private readonly jobs: Jobs;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    batches: LetterBatchRepository,
    files: Files,
    jobs: Jobs,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.batches = batches;
    this.files = files;
    this.jobs = jobs;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  register(scope: LetterScope, source: LetterSource): void {
    this.sources.set(scope, source);
  }

  makeAll(scope: LetterScope, scopeId: string, actor: Actor): Promise<string> {
    return this.unit.run(async () => {
      const ids = await this.sourceOf(scope).published(scopeId);
      if (ids.length === 0) throw new RefusedError([letterRefusals('not-published')]);
      try {
        const id = await this.batches.insert(scope, scopeId, ids.length, actor.accountId, this.clock.now());
        await this.jobs.send(lettersJob, { id }, { singletonKey: id });
        await this.audit.record({
          subject: { type: scope, id: scopeId },
          action: 'letters-requested',
          facts: { batch: id, letters: ids.length },
        });
        return id;
      } catch (error) {
        const taken = ['one_batch_of_letters_at_a_time', 'one_batch_of_award_letters_at_a_time'];
        if (taken.some((name) => violates(error, name))) throw new RefusedError([letterRefusals('already-running')]);
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
    const name = await this.sourceOf(batch.scope).archiveName(batch.scopeId);
    const kept = this.files.keep(output, plain(name), {
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
    const source = this.sourceOf(batch.scope);
    const problems: LetterProblem[] = [];
    const ids = await source.published(batch.scopeId);
    for (const [index, id] of ids.entries()) {
      const letter = await source.letter(id);
      try {
        zip.addBuffer(await letter.print(), `${letter.file} ${plain(letter.of)}.pdf`, { compress: false });
      } catch (error) {
        if (!(error instanceof UnprintableText)) throw error;
        problems.push({ studio: letter.of, characters: error.characters.join('') });
      }
      const done = index + 1;
      if (done % everyLetters === 0 || done === ids.length) {
        await this.batches.progress(batch.id, done, problems, this.clock.now());
      }
    }
  }

  private sourceOf(scope: LetterScope): LetterSource {
    const source = this.sources.get(scope);
    if (!source) throw new Error(`nobody makes letters of a ${scope}`);
    return source;
  }
}

/** A file name has no folders in it. */
const plain = (name: string): string => name.replaceAll(/[\\/:*?"<>|]/g, '_');
