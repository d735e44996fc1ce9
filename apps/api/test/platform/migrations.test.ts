import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DataSource } from 'typeorm';
import { migrationDataSource } from '../../src/platform/database/data-source.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;
let source: DataSource;

beforeEach(async () => {
  database = await createTestDatabase();
  source = await migrationDataSource({ url: database.url });
  await source.initialize();
});

afterEach(async () => {
  await source.destroy();
  await database.drop();
});

describe('the schema', () => {
  test('is what the entities say: TypeORM would change nothing', async () => {
    // Where TypeORM remembers generated columns; it makes the table itself only when it generates a migration.
    await source.query(
      'create table typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)',
    );
    const { upQueries } = await source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  test('goes down to nothing and comes up again, the same', async () => {
    const before = await shape();
    for (let left = source.migrations.length; left > 0; left -= 1) await source.undoLastMigration();
    expect((await shape()).filter(({ table }) => table !== 'migrations')).toEqual([]);
    await source.runMigrations();
    expect(await shape()).toEqual(before);
  });
});

/** Columns, constraints, indexes and triggers of our tables. */
const shape = (): Promise<{ table: string }[]> =>
  source.query(`
    select * from (
      select table_name as table, column_name as name, concat_ws(' ', data_type, is_nullable, column_default) as what
        from information_schema.columns where table_schema = 'public'
      union all
      select conrelid::regclass::text, conname, pg_get_constraintdef(oid)
        from pg_constraint where connamespace = 'public'::regnamespace and conrelid <> 0
      union all
      select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
      union all
      select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) from pg_trigger where not tgisinternal
    ) parts order by 1, 2, 3`);
