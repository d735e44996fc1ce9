/** A server in small: starts PostgreSQL on the folder given, writes rows as fast as it can and says each committed one. */
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.ts';

const [dataDir = '', account] = process.argv.slice(2);
const postgres = await startEmbeddedPostgres({
  dataDir,
  database: 'portal',
  ...(account === 'other-user' ? { account } : {}),
});
const client = new pg.Client(postgres.url);
await client.connect();
await client.query('create table if not exists written (n int primary key)');
for (;;) {
  const { rows } = await client.query<{ n: number }>('insert into written select count(*) from written returning n');
  process.stdout.write(`${rows[0]?.n}\n`);
}
