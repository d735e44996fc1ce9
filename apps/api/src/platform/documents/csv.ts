import { type Cell, cellText } from './cells.ts';

/** With a byte-order mark, without which Excel reads UTF-8 as GBK. */
const mark = '\uFEFF';

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export const csvLine = (row: readonly Cell[]): string => `${row.map((cell) => quoted(cellText(cell))).join(',')}\r\n`;

/** A small table as a CSV file; larger ones are streamed line by line with `csvLine`. */
export const csvOf = (rows: readonly (readonly Cell[])[]): Buffer => Buffer.from(mark + rows.map(csvLine).join(''));
