import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrationDataSource } from '../../src/platform/database/data-source.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const tables = async () => {
  const client = new pg.Client(database.url);
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(`
      SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable AS name
      FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1`);
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
};

test('the schema is the one the entities describe', async () => {
  const source = await (await migrationDataSource({ url: database.url })).initialize();
  try {
    // TypeORM looks here for the expressions of generated columns it made; all of ours are made by migrations.
    await source.query(
      'CREATE TABLE typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)',
    );
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  } finally {
    await source.query('DROP TABLE typeorm_metadata');
    await source.destroy();
  }
});

test('every migration goes down and up again, and leaves the same schema', async () => {
  const before = await tables();
  const source = await (await migrationDataSource({ url: database.url })).initialize();
  try {
    for (const _ of source.migrations) await source.undoLastMigration();
  } finally {
    await source.destroy();
  }
  expect((await tables()).filter((column) => !column.startsWith('migrations.'))).toEqual([]);
  await migrate(database.url);
  expect(await tables()).toEqual(before);
});

test('servers that start together take turns; the second finds nothing to do', async () => {
  const source = await (await migrationDataSource({ url: database.url })).initialize();
  await source.undoLastMigration();
  await source.destroy();
  const ran = await Promise.all([migrate(database.url), migrate(database.url), migrate(database.url)]);
  expect(ran.flat()).toHaveLength(1);
});
