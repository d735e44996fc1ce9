import type { QueryRunner } from 'typeorm';

type Row = Readonly<Record<string, unknown>>;

const ROWS_A_STATEMENT = 2_000;

/** Writes plain rows set by set: one statement takes thousands of them as JSON, and the table's own types read it. */
export class TableWriter {
  private readonly runner: QueryRunner;

  constructor(runner: QueryRunner) {
    this.runner = runner;
  }

  /** Keys of the rows are columns in camel case; instants, objects and lists go as JSON carries them. */
  async insert(table: string, rows: readonly Row[]): Promise<void> {
    const [first] = rows;
    if (first === undefined) return;
    const columns = Object.keys(first).map(snake).join(', ');
    for (let start = 0; start < rows.length; start += ROWS_A_STATEMENT) {
      const set = rows.slice(start, start + ROWS_A_STATEMENT).map(snakeKeys);
      await this.runner.query(
        `INSERT INTO ${table} (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1::jsonb)`,
        [JSON.stringify(set)],
      );
    }
  }

  async rows<T>(text: string, values: unknown[] = []): Promise<T[]> {
    return (await this.runner.query(text, values)) as T[];
  }
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const snakeKeys = (row: Row): Row => Object.fromEntries(Object.entries(row).map(([key, value]) => [snake(key), value]));
