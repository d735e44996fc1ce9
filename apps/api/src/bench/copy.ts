import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from } from 'pg-copy-streams';

type Value = string | number | boolean | null | object;
type Row = Readonly<Record<string, Value>>;
const ROWS_A_CHUNK = 500;

/** Streams rows into a table with COPY. Keys are columns in camel case, the same in every row; objects go as JSON. */
export async function copy(client: Client, table: string, rows: Iterable<Row>): Promise<void> {
  const source = rows[Symbol.iterator]();
  const first = source.next();
  if (first.done === true) return;
  const columns = Object.keys(first.value).map(snake).join(', ');
  const target = client.query(from(`COPY ${table} (${columns}) FROM STDIN`));
  await pipeline(Readable.from(chunks(first.value, source)), target);
}

function* chunks(first: Row, rest: Iterator<Row>): Generator<string> {
  let lines: string[] = [];
  for (let row: Row | undefined = first; row !== undefined;) {
    lines.push(Object.values(row).map(cell).join('\t'));
    if (lines.length === ROWS_A_CHUNK) {
      yield `${lines.join('\n')}\n`;
      lines = [];
    }
    const next = rest.next();
    row = next.done === true ? undefined : next.value;
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`;
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function cell(value: Value): string {
  if (value === null) return '\\N';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return text.replace(/[\\\t\n\r]/g, (character) => escapes[character]!);
}

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
