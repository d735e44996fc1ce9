/** What a table file can hold in a cell. */
export type Cell = string | number | boolean | null | undefined;

/**
 * Text that a spreadsheet would take for a formula is written as text: an apostrophe before `=`, `+`, `-`, `@`, tab and
 * line starts (also full-width forms, which Excel folds). Numbers are numbers and stay as they are.
 */
export const neutral = (text: string): string => (/^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);

export const cellText = (cell: Cell): string =>
  cell === null || cell === undefined ? '' : typeof cell === 'string' ? neutral(cell) : String(cell);
