import type { Readable } from 'node:stream';
import type { InputOf } from '@jianglian/contracts/shared';
import type { awardImportApi } from '@jianglian/contracts/award-import';
import { attempt, normaliseDocumentNumber } from '@jianglian/domain/kernel';
import {
  type AwardDefaults,
  type AwardField,
  type AwardImportAction,
  type AwardImportContext,
  awardImportMachine,
  awardImportRefusals,
  awardLines,
  layoutOf,
  listFindings,
  mappingFaults,
  noFigures,
} from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/index.ts';
import { Clock } from '../../platform/clock/index.ts';
import { RequestContext } from '../../platform/context/index.ts';
import { UnitOfWork } from '../../platform/database/index.ts';
import { readSheet, type SheetContent } from '../../platform/documents/index.ts';
import { Files } from '../../platform/files/index.ts';
import { RefusedError } from '../../platform/http/problem/index.ts';
import { Jobs } from '../../platform/jobs/index.ts';
import { AwardImportDictionary } from './award-import-dictionary.repository.ts';
import type { AwardImportRow } from './award-import.entity.ts';
import { AwardImportRepository } from './award-import.repository.ts';

export { StaleAwardImport } from './award-import.repository.ts';

type Mapping = InputOf<typeof awardImportApi.map>['body'];

export const awardImportJobs = { check: 'award-import.check', apply: 'award-import.apply' } as const;

/** More than any list ever published; a register is loaded in parts of this size. */
const limits = { rows: 50_000, columns: 100, headLength: 60 } as const;
/** 其他领域: where an industry cannot be told. */
const clusterOfLastResort = 'S9';

/** The acts on an import. What a row means is decided in the domain; what is written is decided by `apply` alone. */
@Injectable()
export class AwardImportService {
  private readonly imports: AwardImportRepository;
  private readonly dictionary: AwardImportDictionary;
  private readonly files: Files;
  private readonly jobs: Jobs;
  private readonly unit: UnitOfWork;
  private readonly audit: AuditLog;
  private readonly clock: Clock;

  constructor(
    imports: AwardImportRepository,
    dictionary: AwardImportDictionary,
    files: Files,
    jobs: Jobs,
    unit: UnitOfWork,
    audit: AuditLog,
    clock: Clock,
  ) {
    this.imports = imports;
    this.dictionary = dictionary;
    this.files = files;
    this.jobs = jobs;
    this.unit = unit;
    this.audit = audit;
    this.clock = clock;
  }

  /** Keeps the file, reads it and guesses what its columns carry. A file that cannot be read leaves nothing behind. */
  upload(stream: Readable, name: string): Promise<string> {
    return this.unit.run(async () => {
      const file = await this.files.keep(stream, name, { allow: ['xlsx', 'csv'], purpose: 'award-list' });
      const content = await this.contentOf(file.id);
      const layout = layoutOf(content.rows);
      const columns = layout.columns.map((field, index) => ({
        head: (layout.heads[index] ?? '').slice(0, limits.headLength),
        field,
      }));
      const lines = awardLines(content.rows, layout.firstRow, layout.columns);
      if (lines.length === 0) throw new RefusedError([awardImportRefusals('no-rows')], 422);
      const { places } = await this.dictionary.load(this.clock.today());
      const row = await this.imports.create({
        fileId: file.id,
        fileName: file.name,
        sheetName: content.sheet?.slice(0, 200) ?? null,
        accountId: file.accountId,
        state: 'uploaded',
        title: layout.title,
        titleRow: layout.titleRow,
        headerRow: layout.headerRow,
        firstRow: layout.firstRow,
        columns,
        defaults: {
          tier: layout.title?.tier ?? null,
          awardedOn: null,
          documentNumber: layout.title?.documentNumber ?? null,
          recommenderId: null,
          districtCode: null,
          clusterCode: places.clusterByCode(clusterOfLastResort)?.code ?? null,
        },
        rowCount: lines.length,
        figures: noFigures,
        problemCount: 0,
        duplicateCount: 0,
        findings: listFindings(layout.title, lines.length, columns),
        done: 0,
        failure: null,
        revision: 1,
        createdAt: this.clock.now(),
        appliedAt: null,
      });
      await this.imports.replaceLines(row.id, lines);
      await this.record(row, 'uploaded', null, { file: file.sha256, rows: lines.length });
      return row.id;
    });
  }

  map(id: string, mapping: Mapping): Promise<void> {
    return this.act(id, mapping.revision, 'map', {}, async (row) => {
      const { places } = await this.dictionary.load(this.clock.today());
      const columns: readonly AwardField[] = row.columns.map((_, index) => mapping.columns[index] ?? 'ignored');
      const defaults = standardised(mapping.defaults);
      const content = mapping.firstRow === row.firstRow ? undefined : await this.contentOf(row.fileId);
      const faults = mappingFaults(
        { columns, defaults, firstRow: mapping.firstRow },
        { places, rowCount: content?.rows.length ?? Number.MAX_SAFE_INTEGER, today: this.clock.today() },
      );
      if (faults.length > 0) throw new RefusedError(faults, 422);
      if (content) {
        const lines = awardLines(content.rows, mapping.firstRow, columns);
        if (lines.length === 0) throw new RefusedError([awardImportRefusals('no-rows')], 422);
        await this.imports.replaceLines(id, lines);
        row.rowCount = lines.length;
        row.firstRow = mapping.firstRow;
      }
      for (const [index, field] of columns.entries()) {
        if (field === 'private' && row.columns[index]?.field !== 'private') await this.imports.emptyColumn(id, index);
      }
      row.columns = row.columns.map(({ head }, index) => ({ head, field: columns[index] ?? 'ignored' }));
      row.defaults = defaults;
      row.findings = listFindings(row.title, row.rowCount, row.columns);
    });
  }

  check(id: string, revision: number): Promise<void> {
    return this.act(id, revision, 'check', {}, async (row) => {
      row.done = 0;
      row.failure = null;
      await this.send('check', row);
    });
  }

  /** Asked twice, it is done once: what is being written or is written already is answered as it stands. */
  apply(id: string, revision: number, count: number): Promise<void> {
    return this.unit.run(async () => {
      const { state } = await this.imports.forUpdate(id);
      if (state === 'applying' || state === 'applied') return;
      await this.act(id, revision, 'apply', { confirmed: count }, async (row) => {
        row.done = 0;
        row.failure = null;
        await this.send('apply', row);
      });
    });
  }

  cancel(id: string, revision: number): Promise<void> {
    return this.act(id, revision, 'cancel', {}, async () => {});
  }

  private act(
    id: string,
    revision: number,
    action: AwardImportAction,
    context: AwardImportContext,
    work: (row: AwardImportRow) => Promise<void>,
  ): Promise<void> {
    return this.unit.run(async () => {
      const row = await this.imports.forUpdate(id, revision);
      const outcome = attempt(awardImportMachine, action, row, context);
      if (!outcome.ok) throw new RefusedError(outcome.refusals);
      const from = row.state;
      row.state = outcome.subject.state;
      row.revision += 1;
      await work(row);
      await this.imports.save(row);
      await this.record(row, participles[action], from);
    });
  }

  /** The job acts for whoever asked for it: the audit log and the studios' events name that person. */
  private send(job: keyof typeof awardImportJobs, row: AwardImportRow): Promise<void> {
    const actor = RequestContext.current()?.actor ?? null;
    return this.jobs.send(awardImportJobs[job], { id: row.id, revision: row.revision, actor });
  }

  private async contentOf(fileId: string): Promise<SheetContent> {
    const content = await readSheet(await this.files.open(fileId), { maxRows: limits.rows });
    return { ...content, rows: content.rows.map((row) => row.slice(0, limits.columns)) };
  }

  private record(row: AwardImportRow, action: string, from: string | null, facts: object = {}): Promise<void> {
    return this.audit.record({
      subject: { type: 'award-import', id: row.id },
      action,
      from,
      to: row.state,
      revision: row.revision,
      facts: { fileName: row.fileName, ...facts },
    });
  }
}

const participles: Readonly<Record<AwardImportAction, string>> = {
  map: 'mapped',
  check: 'check-started',
  'finish-check': 'checked',
  amend: 'amended',
  apply: 'application-started',
  'finish-apply': 'applied',
  fail: 'failed',
  cancel: 'cancelled',
};

const standardised = (defaults: Mapping['defaults']): AwardDefaults => ({
  ...defaults,
  documentNumber:
    defaults.documentNumber === null || defaults.documentNumber === ''
      ? null
      : (normaliseDocumentNumber(defaults.documentNumber) ?? defaults.documentNumber),
});
