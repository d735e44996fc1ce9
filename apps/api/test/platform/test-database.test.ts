import pg from 'pg';
import { expect, it } from 'vitest';
import { createTestDatabase } from '../support/database.ts';

it('gives every story a migrated database of its own', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const tablesOf = async (url: string, statement = 'select 1') => {
    const client = new pg.Client(url);
    await client.connect();
    await client.query(statement);
    const { rows } = await client.query<{ name: string }>(
      "select table_name as name from information_schema.tables where table_schema = 'public'",
    );
    await client.end();
    return rows.map(({ name }) => name);
  };
  expect(await tablesOf(one.url, 'create table mine ()')).toEqual(expect.arrayContaining(['mine', 'audit_records']));
  expect(await tablesOf(other.url)).not.toContain('mine');
  await one.drop();
  await other.drop();
});
