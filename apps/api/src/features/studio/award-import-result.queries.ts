import { catalogue } from '@jianglian/contracts';
import type { AwardFindingView, AwardImportRowView, AwardRowFilter } from '@jianglian/contracts/award-import';
import { fillIn, type Locale } from '@jianglian/contracts/shared';
import { editableFields } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { type Cell, writeSheet } from '../../platform/documents/index.ts';
import { AwardImportQueries } from './award-import.queries.ts';

type Format = 'xlsx' | 'csv';

/** Files to take away: the result with reasons, and the template to begin with. */
@Injectable()
export class AwardImportResult {
  private readonly queries: AwardImportQueries;

  constructor(queries: AwardImportQueries) {
    this.queries = queries;
  }

  /** Every row with its outcome and reasons; before the application what would happen, afterwards what did. */
  async file(
    id: string,
    format: Format,
    only: AwardRowFilter,
    locale: Locale,
  ): Promise<{ name: string; bytes: Buffer }> {
    const { fileName } = await this.queries.one(id);
    const words = wordsOf(locale);
    const table: Cell[][] = [
      [
        words.row,
        words.outcome,
        ...editableFields.map((field) => words.term('awardField', field)),
        words.studio,
        words.reasons,
      ],
    ];
    for (let after: string | undefined, more = true; more;) {
      const page = await this.queries.rows(id, { only, limit: 1_000, ...(after === undefined ? {} : { after }) });
      table.push(...page.rows.map((row) => lineOf(row, words)));
      more = page.next !== null;
      after = page.next ?? undefined;
    }
    const bytes = await writeSheet(table, { format, widths: [6, 8, 32, 10, 18, 32, 10, 12, 20, 22, 12, 22, 14, 60] });
    return { name: `${fileName.replace(/\.[^.]+$/, '')}-${words.result}.${format}`, bytes };
  }

  async template(locale: Locale): Promise<{ name: string; bytes: Buffer }> {
    const words = wordsOf(locale);
    const heads = editableFields.map((field) => words.term('awardField', field));
    const bytes = await writeSheet([heads], { format: 'xlsx', widths: [32, 12, 20, 36, 12, 14, 22, 24, 14, 24] });
    return { name: `${words.template}.xlsx`, bytes };
  }
}

interface Words {
  readonly row: string;
  readonly outcome: string;
  readonly studio: string;
  readonly reasons: string;
  readonly result: string;
  readonly template: string;
  term(term: string, value: string): string;
  sentence(code: string, params: AwardFindingView['params']): string;
}

function wordsOf(locale: Locale): Words {
  const own = catalogue['award-import']?.[locale];
  const term = (name: string, value: string): string =>
    Object.values(catalogue).flatMap((feature) => feature[locale].terms[name]?.[value] ?? [])[0] ?? value;
  const word = (value: string) => term('awardImport', value);
  return {
    row: word('row'),
    outcome: word('outcome'),
    studio: word('studio'),
    reasons: word('reasons'),
    result: word('result'),
    template: word('template'),
    term,
    sentence: (code, params) => fillIn(own?.refusals[code.replace('award-import.', '')] ?? code, params, locale),
  };
}

function lineOf(row: AwardImportRowView, words: Words): Cell[] {
  const text = (field: (typeof editableFields)[number]): string =>
    field === 'tier' && row.understood.tier
      ? words.term('tier', row.understood.tier)
      : (row.understood[field] ?? '') || row.values[field];
  return [
    row.number,
    words.term('awardVerdict', row.isExcluded ? 'excluded' : (row.verdict ?? '')),
    ...editableFields.map(text),
    row.studio?.code ?? '',
    row.findings
      .map(({ code, params, level }) => `${words.term('findingLevel', level)}: ${words.sentence(code, params)}`)
      .join('\n'),
  ];
}
