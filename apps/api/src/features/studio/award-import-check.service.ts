import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type AwardContext,
  type AwardField,
  EarlierRows,
  givesOccupations,
  type ImportLine,
  type JudgedLine,
  judgeLine,
  type ReadLine,
  readLine,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { AwardImportDictionary } from './award-import-dictionary.repository.ts';
import { AwardImportRegister, type RegisterLookup } from './award-import-register.repository.ts';
import type { AwardImportRow } from './award-import.entity.ts';
import { AwardImportRepository, type KeptLine } from './award-import.repository.ts';

/** Small enough that other requests get their turn between two of them. */
const batchSize = 250;

export interface JudgedBatch {
  readonly judged: readonly JudgedLine[];
  readonly kept: readonly KeptLine[];
  readonly register: RegisterLookup;
  /** Lines judged so far. */
  readonly done: number;
}

interface Reading {
  readonly columns: readonly AwardField[];
  readonly context: AwardContext;
}

/** Reads lines, compares them with each other and with the register, and judges them. Writes staging rows only. */
@Injectable()
export class AwardImportCheck {
  private readonly lines: AwardImportRepository;
  private readonly dictionary: AwardImportDictionary;
  private readonly register: AwardImportRegister;
  private readonly clock: Clock;

  constructor(
    lines: AwardImportRepository,
    dictionary: AwardImportDictionary,
    register: AwardImportRegister,
    clock: Clock,
  ) {
    this.lines = lines;
    this.dictionary = dictionary;
    this.register = register;
    this.clock = clock;
  }

  /** Goes down the whole list in batches; memory holds one batch and the keys of the rows above. */
  async *batches(row: AwardImportRow): AsyncGenerator<JudgedBatch> {
    const reading = await this.readingOf(row);
    const earlier = new EarlierRows();
    let done = 0;
    for (let after = 0; ;) {
      const kept = await this.lines.linesAfter(row.id, after, batchSize);
      if (kept.length === 0) return;
      after = kept.at(-1)?.number ?? after;
      const read = kept.map((line) => read1(line, reading));
      const register = await this.register.lookUp(read.map(({ entry }) => entry));
      done += kept.length;
      yield { judged: read.map((one) => judgeLine(one, earlier, register)), kept, register, done };
      await nextTurn();
    }
  }

  /**
   * Judges some lines anew, and every line that shares a master or a place with them as they were or as they are.
   * Answers the numbers of all of them.
   */
  async recheck(row: AwardImportRow, numbers: readonly number[]): Promise<readonly number[]> {
    const reading = await this.readingOf(row);
    const changed = (await this.lines.linesNumbered(row.id, numbers)).map((line) => read1(line, reading));
    const before = changed.map(({ line }) => line as KeptLine);
    const own = new Set(numbers);
    // Keys as they are now are not stored yet: a first judgement without neighbours stores them.
    const alone = await this.register.lookUp(changed.map(({ entry }) => entry));
    const now = changed.map((one) => judgeLine(one, new EarlierRows(), alone));
    await this.lines.saveJudged(row.id, now);
    const touched = await this.lines.linesSharing(row.id, keysOf([...before, ...now]));
    const affected = new Set([...own, ...touched.map(({ number }) => number)]);
    const neighbours = await this.lines.linesSharing(row.id, keysOf([...touched, ...now]));
    const all = [...new Map([...neighbours, ...touched, ...before].map((line) => [line.number, line])).values()]
      .toSorted((left, right) => left.number - right.number)
      .map((line) => read1(line, reading));
    const register = await this.register.lookUp(all.map(({ entry }) => entry));
    const earlier = new EarlierRows();
    const judged = all.map((one) => judgeLine(one, earlier, register));
    await this.lines.saveJudged(
      row.id,
      judged.filter(({ line }) => affected.has(line.number)),
    );
    return [...affected].toSorted((left, right) => left - right);
  }

  private async readingOf(row: AwardImportRow): Promise<Reading> {
    const today = this.clock.today();
    const columns = row.columns.map(({ field }) => field);
    const context: AwardContext = {
      ...(await this.dictionary.load(today)),
      defaults: row.defaults,
      titleYear: row.title?.year ?? null,
      sectionTier: null,
      expectsOccupation: false,
      today,
    };
    const sample = (await this.lines.linesAfter(row.id, 0, 200)).map((line) => read1(line, { columns, context }).entry);
    return { columns, context: { ...context, expectsOccupation: givesOccupations(sample, columns) } };
  }
}

const read1 = (line: ImportLine, { columns, context }: Reading): ReadLine => readLine(line, columns, context);

const keysOf = (lines: readonly { readonly masterKey: string; readonly placeKey: string }[]) => ({
  masters: [...new Set(lines.map(({ masterKey }) => masterKey))],
  places: [...new Set(lines.map(({ placeKey }) => placeKey))],
});
