import { open, readFile } from 'node:fs/promises';
import { parse } from 'csv-parse/sync';
import readWorkbook from 'read-excel-file/node';
import { answerOnce, ContentError } from '../isolation/inside.ts';
import type { SheetContent, SheetQuestion } from './spreadsheet.ts';
import { withinBudget } from './zip-budget.ts';

// Runs in a child process: see isolated.ts.
answerOnce(async ({ file, maxRows }: SheetQuestion): Promise<SheetContent> => {
  const content = (await isZip(file)) ? await workbook(file) : table(await readFile(file));
  const rows = content.rows.slice(0, content.rows.findLastIndex((row) => row.some((cell) => cell !== '')) + 1);
  if (rows.length === 0) throw new ContentError('no-sheet');
  if (rows.length > maxRows) throw new ContentError('too-many-rows');
  return { ...content, rows };
});

async function isZip(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.toString('latin1') === 'PK\x03\x04';
  } finally {
    await handle.close();
  }
}

/** The first sheet with something on it. Of a formula the value that was last computed counts, never the formula. */
async function workbook(file: string): Promise<SheetContent> {
  if (!(await withinBudget(file, { entries: 1_000, bytes: 150 * 1024 * 1024 }))) throw new ContentError('too-much');
  const sheets = await readWorkbook<number | string>(file, { parseNumber: numberOrText });
  const sheet = sheets.find(({ data }) => data.some((row) => row.some((cell) => cell !== null)));
  return {
    encoding: 'xlsx',
    sheet: sheet?.sheet ?? null,
    rows: (sheet?.data ?? []).map((row) => row.map((cell) => textOf(cell as Value))),
  };
}

/** Long numbers (an identity number typed as one) must not lose their last digits. */
const numberOrText = (text: string): number | string => (/^\d{16,}$/.test(text) ? text : Number(text));

type Value = string | number | boolean | Date | null | undefined;

function textOf(cell: Value): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) {
    const iso = cell.toISOString();
    return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19).replace('T', ' ');
  }
  return String(cell).trim();
}

function table(bytes: Buffer): SheetContent {
  const { text, encoding } = decoded(bytes);
  const rows = parse(text, {
    delimiter: delimiterOf(text),
    relaxColumnCount: true,
    relaxQuotes: true,
    skipEmptyLines: false,
    trim: true,
  });
  return { encoding, sheet: null, rows };
}

function decoded(bytes: Buffer): { text: string; encoding: 'utf-8' | 'gbk' } {
  for (const encoding of ['utf-8', 'gbk'] as const) {
    try {
      // gb18030 reads every GBK file and the rarer characters of names besides.
      const text = new TextDecoder(encoding === 'gbk' ? 'gb18030' : encoding, { fatal: true }).decode(bytes);
      return { text, encoding };
    } catch {
      // Not this one.
    }
  }
  throw new ContentError('broken');
}

/** What separates the cells of the first lines most often. */
function delimiterOf(text: string): string {
  const start = text.split(/\r?\n/, 20).join('\n');
  const count = (delimiter: string) => start.split(delimiter).length;
  return [',', '\t', ';'].reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
