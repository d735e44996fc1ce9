import { readFileSync } from 'node:fs';
import http from 'node:http';
import pg from 'pg';
import { valueParsers } from '../platform/database/value-parsers.ts';

/** `bare.js <database> <statements> <port>`: answers `/<name>/<turn>` with the rows of that turn's statements as JSON, nothing else. */
type Statements = Readonly<Record<string, readonly (readonly { text: string; values: unknown[] }[])[]>>;

const [url = '', file = '', port = ''] = process.argv.slice(2);
const statements = JSON.parse(readFileSync(file, 'utf8')) as Statements;
const pool = new pg.Pool({ connectionString: url, max: 10, types: valueParsers });

http
  .createServer((request, response) => {
    const [, name = '', turn = '0'] = (request.url ?? '').split('/');
    const turns = statements[name];
    if (turns === undefined) return void response.end('ready');
    answer(turns[Number(turn) % turns.length] ?? []).then(
      (body) => response.setHeader('content-type', 'application/json').end(body),
      () => response.writeHead(500).end(),
    );
  })
  .listen(Number(port), '127.0.0.1');

/** One after the other, as the product has to: the next depends on what the one before gave. */
async function answer(queries: readonly { text: string; values: unknown[] }[]): Promise<string> {
  const results: unknown[] = [];
  for (const query of queries) results.push((await pool.query(query)).rows);
  return JSON.stringify(queries.length === 1 ? results[0] : results);
}

process.on('SIGTERM', () => process.exit(0));
