import { catalogue } from '@jianglian/contracts';
import type { Locale } from '@jianglian/contracts/shared';
import type { OfflineRow, Rubric } from '@jianglian/domain/evaluation';
import type { Cell } from '../../../platform/documents/index.ts';
import { writeSheet } from '../../../platform/documents/index.ts';
import type { OwnSheet } from './offline.queries.ts';

export const offlineMark = 'jianglian-scoring';
export const headRows = 3;

/** The order of the columns; the first three identify a row, the last three are open to be written in. */
const columns = [
  'sheet',
  'revision',
  'rubric',
  'studio',
  'code',
  'name',
  'rule',
  'full',
  'auto',
  'self',
  'score',
  'notApplicable',
  'comment',
] as const;
const widths = [8, 6, 8, 30, 6, 24, 44, 7, 8, 8, 8, 8, 44];
export const columnCount = columns.length;
const open = ['score', 'notApplicable', 'comment'].map((key) => columns.indexOf(key as (typeof columns)[number]));

export interface WorkbookContent {
  readonly cycleId: string;
  readonly title: string;
  readonly accountId: string;
  readonly rubric: Rubric;
  readonly sheets: readonly OwnSheet[];
  readonly locale: Locale;
}

/** One's own sheets, a row per line of the rubric. Ids and what is given are locked; marks can be written. */
export async function offlineWorkbook(content: WorkbookContent): Promise<{ name: string; bytes: Buffer }> {
  const { cycleId, title, accountId, rubric, sheets, locale } = content;
  const word = (key: string) => catalogue['offline-scoring']![locale].terms['offline-column']![key]!;
  const language = locale === 'en' ? 'en' : 'zh';
  const table: Cell[][] = [
    [offlineMark, cycleId, accountId, word('note')],
    [null, null, null, title],
    columns.map(word),
    ...sheets.flatMap((sheet) =>
      rubric.indicators.map(({ code, name, fullMark, points }): Cell[] => {
        const mark = sheet.marks.find(({ indicator }) => indicator === code);
        const prefill = sheet.prefills.find(({ indicator }) => indicator === code);
        return [
          sheet.id,
          mark?.revision ?? 0,
          rubric.version,
          sheet.studioName,
          code,
          name[language],
          fullMark[language],
          points / 100,
          inPoints(prefill?.points),
          inPoints(sheet.selfScores[code]),
          inPoints(mark?.score),
          mark?.notApplicable ? (locale === 'en' ? 'yes' : '是') : null,
          mark?.comment ?? null,
        ];
      }),
    ),
  ];
  const bytes = await writeSheet(table, {
    format: 'xlsx',
    sheet: word('title'),
    headerRows: headRows,
    widths,
    protection: { openColumns: open, hiddenColumns: [0, 1, 2] },
  });
  return { name: `${title}-${word('title')}.xlsx`, bytes };
}

const inPoints = (score: number | null | undefined): number | null => (score == null ? null : score / 100);

export function rowOf(cells: readonly string[], number: number): OfflineRow {
  const cell = (key: (typeof columns)[number]) => cells[columns.indexOf(key)] ?? '';
  return {
    number,
    sheetId: cell('sheet'),
    revision: cell('revision'),
    rubricVersion: cell('rubric'),
    studioName: cell('studio'),
    indicator: cell('code'),
    score: cell('score'),
    notApplicable: cell('notApplicable'),
    comment: cell('comment'),
  };
}
