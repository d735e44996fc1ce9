import type { CalibrationView, CycleView } from '@jianglian/contracts/evaluation';
import type { Rubric } from '@jianglian/domain/evaluation';
import { aggregate, arbitrationOf, outliersIn } from '@jianglian/domain/evaluation';
import type { Cell } from '../../../platform/documents/index.ts';
import { panelLabel } from '../scoring/scoresheet.queries.ts';
import type { WorkbookWords } from './workbook-words.ts';
import type { WorkbookPanel, WorkbookStudio } from './workbook.queries.ts';

/** What every sheet of the workbook is written for. */
export interface Book {
  readonly cycle: CycleView;
  readonly rubric: Rubric;
  readonly words: WorkbookWords;
  readonly names: boolean;
}

type Head = readonly (readonly [string, number])[];
const studioHead: Head = [
  ['studio', 32],
  ['unit', 28],
  ['district', 10],
  ['tier', 10],
  ['evaluation', 10],
];
const columns = (...names: readonly string[]): Head => [...studioHead, ...names.map((name) => [name, 14] as const)];
export const spreadHead = columns(
  'sheets',
  'counted',
  'median',
  'spread',
  'over',
  'outliers',
  'arbitration',
  'arbitrationReason',
);
export const commentHead = columns('evaluator', 'indicator', 'score', 'notApplicable', 'comment');
export const calibrationHead: Head = [
  ['evaluator', 16],
  ['sheets', 10],
  ['studios', 14],
  ['severity', 10],
  ['spreadRatio', 10],
  ['agreement', 10],
];
export const opinionHead = columns('opinion', 'comment', 'adjustments', 'givenBy', 'givenAt');
export const visitHead = columns('reason', 'state', 'plannedOn', 'visitors', 'answers', 'summary');
export const decisionHead = columns('base', 'bonus', 'final', 'proposed', 'grade', 'reasons', 'decisionReason', 'veto');
export const markHead = ({ rubric }: Book): Head => [
  ...columns('evaluator', 'total', 'dropped', 'arbitrator'),
  ...rubric.indicators.map(({ code }) => [`=${code}`, 8] as const),
];

export const points = (score: number | null): number | null => (score === null ? null : score / 100);

export const studioCells = ({ words }: Book, row: WorkbookStudio): readonly Cell[] => [
  row.name,
  row.unit,
  row.district,
  words.term('studio', 'tier', row.tier),
  words.term('evaluation', 'evaluation-state', row.state),
];

const evaluatorOf = ({ names }: Book, { sheets }: WorkbookPanel, index: number): string =>
  names ? (sheets[index]?.evaluatorName ?? '') : panelLabel(index);

export async function* spreadRows(book: Book, panels: AsyncIterable<WorkbookPanel>): AsyncGenerator<readonly Cell[]> {
  const { rubric, words } = book;
  for await (const row of panels) {
    const { base, median, spread } = aggregate(rubric, row.sheets);
    const arbitration = arbitrationOf({ spread, ruling: row.ruling }, rubric.spreadLimit);
    yield [
      ...studioCells(book, row),
      row.sheets.length,
      points(base),
      points(median),
      points(spread),
      words.yesNo(spread > rubric.spreadLimit),
      outliersIn(rubric, row.sheets),
      words.term('moderation', 'arbitration-state', arbitration),
      row.ruling?.reason ?? null,
    ];
  }
}

export async function* markRows(book: Book, panels: AsyncIterable<WorkbookPanel>): AsyncGenerator<readonly Cell[]> {
  const { rubric, words } = book;
  for await (const row of panels) {
    const totals = new Map(aggregate(rubric, row.sheets).sheets.map((sheet) => [sheet.id, sheet]));
    for (const [index, sheet] of row.sheets.entries()) {
      const marks = new Map(sheet.marks.map((mark) => [mark.indicator, mark]));
      yield [
        ...studioCells(book, row),
        evaluatorOf(book, row, index),
        points(totals.get(sheet.id)?.total ?? null),
        words.yesNo(totals.get(sheet.id)?.dropped ?? false),
        words.yesNo(sheet.arbitration),
        ...rubric.indicators.map(({ code }) => points(marks.get(code)?.score ?? null)),
      ];
    }
  }
}

export async function* commentRows(book: Book, panels: AsyncIterable<WorkbookPanel>): AsyncGenerator<readonly Cell[]> {
  for await (const row of panels) {
    for (const [index, { marks }] of row.sheets.entries()) {
      for (const { code } of book.rubric.indicators) {
        const mark = marks.find(({ indicator }) => indicator === code);
        if (!mark || mark.comment.trim() === '') continue;
        const not = mark.notApplicable ? book.words.yesNo(true) : null;
        yield [...studioCells(book, row), evaluatorOf(book, row, index), code, points(mark.score), not, mark.comment];
      }
    }
  }
}

/** Without names the evaluators stand under numbers that no other sheet uses. */
export async function* calibrationRows(
  { names }: Book,
  rows: CalibrationView['rows'],
): AsyncGenerator<readonly Cell[]> {
  const ordered = names ? rows : rows.toSorted((one, other) => (one.severity ?? 0) - (other.severity ?? 0));
  for (const [index, row] of ordered.entries()) {
    const name = names ? row.name : `#${index + 1}`;
    yield [name, row.sheets, row.studios, points(row.severity), row.spreadRatio, row.agreement];
  }
}
