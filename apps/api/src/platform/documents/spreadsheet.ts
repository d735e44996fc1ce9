import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import writeWorkbook from 'write-excel-file/node';
import { fileRefusals } from '../files/file.refusals.ts';
import { receive } from '../files/incoming.ts';
import { RefusedError } from '../http/problem/index.ts';
import { isolated } from '../isolation/isolated.ts';
import type { Cell } from './cells.ts';
import { csvOf } from './csv.ts';
import { openGround, type Protection, protectionFeature } from './protected-sheet.ts';

export interface SheetQuestion {
  readonly file: string;
  readonly maxRows: number;
}

export interface SheetContent {
  /** Cells as text, trimmed; empty ones are ''. Dates are `YYYY-MM-DD`. Rows may differ in length. */
  readonly rows: string[][];
  readonly encoding: 'xlsx' | 'utf-8' | 'gbk';
  /** Its name in the workbook. */
  readonly sheet: string | null;
}

export interface ReadOptions {
  readonly maxRows: number;
  readonly maxBytes?: number;
}

/**
 * The cells of an xlsx or csv file (a path, or a stream of one), read in a child process with limits of time and memory.
 * Refuses (422) what is broken, a bomb, empty or longer than `maxRows`.
 */
export async function readSheet(source: string | Readable, options: ReadOptions): Promise<SheetContent> {
  const { maxRows, maxBytes = 20 * 1024 * 1024 } = options;
  if (typeof source !== 'string') {
    return receive(source, path.join(tmpdir(), 'jianglian'), maxBytes, ({ file }) => readSheet(file, { maxRows }));
  }
  const question: SheetQuestion = { file: source, maxRows };
  const result = await isolated<SheetContent>('sheet-rows.child', import.meta.url, question, {
    seconds: 30,
    megabytes: 768,
  });
  if (result.ok) return result.value;
  if (result.reason === 'too-many-rows') {
    throw new RefusedError([fileRefusals('too-many-rows', { most: maxRows })], 422);
  }
  const known = fileRefusals.codes.includes(`files.${result.reason}`) ? result.reason : 'broken';
  throw new RefusedError([fileRefusals(known as 'broken')], 422);
}

export interface WriteOptions {
  readonly format: 'xlsx' | 'csv';
  readonly sheet?: string;
  /** In characters, by column. */
  readonly widths?: readonly number[];
  /** Rows at the top that stay in sight and are bold; 1 unless told. */
  readonly headerRows?: number;
  /** Locks everything but these columns below the heading. */
  readonly protection?: Protection;
}

/**
 * A table as a file. In xlsx text is typed as text and so is never a formula, whatever it begins with; in csv, which
 * knows no types, such text gets an apostrophe.
 */
export async function writeSheet(rows: readonly (readonly Cell[])[], options: WriteOptions): Promise<Buffer> {
  if (options.format === 'csv') return csvOf(rows);
  const headerRows = options.headerRows ?? 1;
  const data = rows.map((row, index) =>
    row.map((value, column) => {
      const open = index >= headerRows && options.protection?.openColumns.includes(column);
      const style = {
        ...(index < headerRows ? { fontWeight: 'bold' as const } : {}),
        ...(open ? { backgroundColor: openGround } : {}),
      };
      if (value === null || value === undefined) return open ? style : null;
      if (typeof value === 'number') return { value, type: Number, ...style };
      if (typeof value === 'boolean') return { value, type: Boolean, ...style };
      return { value: writable(value), type: String, ...style };
    }),
  );
  const columns = rows.reduce((most, row) => Math.max(most, row.length), 1);
  const area = `A${headerRows}:${columnName(columns - 1)}${rows.length}`;
  return writeWorkbook(
    data,
    {
      sheet: options.sheet ?? 'Sheet1',
      ...(headerRows > 0 ? { stickyRowsCount: headerRows } : {}),
      ...(options.widths ? { columns: options.widths.map((width) => ({ width })) } : {}),
    },
    options.protection ? { features: [protectionFeature(options.protection, area)] } : {},
  ).toBuffer();
}

/** A, B … Z, AA … */
const columnName = (index: number): string =>
  (index >= 26 ? columnName(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** A cell holds at most 32,767 characters, and XML none of the control characters. */
// eslint-disable-next-line no-control-regex
const writable = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '').slice(0, 32_767);
