/** One measured row of the table. `limit` is what the bare driver or a plain reading reached in the same run, in words. */
export interface Row {
  readonly id: string;
  readonly value: number;
  readonly unit: string;
  /** Null: shown for comparison, nothing is promised. */
  readonly target: string | null;
  readonly ok: boolean;
  readonly about: string;
}

export const atLeast = (id: string, value: number, unit: string, target: number, about: string): Row => ({
  id,
  value: rounded(value),
  unit,
  target: `>= ${target}`,
  ok: value >= target,
  about,
});

export const atMost = (id: string, value: number, unit: string, target: number, about: string): Row => ({
  id,
  value: rounded(value),
  unit,
  target: `<= ${target}`,
  ok: value <= target,
  about,
});

const rounded = (value: number): number => Number(value.toPrecision(4));

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ id, value, unit, target, ok, about }) => [
    id,
    `${value}${unit === '' ? '' : ` ${unit}`}`,
    target ?? '',
    target === null ? '' : ok ? 'ok' : 'MISSED',
    about,
  ]);
  const head = ['row', 'value', 'target', '', 'measured beside'];
  const widths = head.map((title, column) => Math.max(title.length, ...cells.map((cell) => cell[column]!.length)));
  const line = (cell: readonly string[]) =>
    `| ${cell.map((text, column) => text.padEnd(widths[column]!)).join(' | ')} |`;
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...cells.map(line)].join('\n');
}
