import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedScenario } from '../../src/cli/seed.ts';
import { sql } from '../../src/platform/database/index.ts';
import { FileStore } from '../../src/platform/files/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
  console.time('seed');
  await seedScenario({ source: portal.dataSource, config: portal.config, files: portal.app.get(FileStore) }, 'demo');
  console.timeEnd('seed');
});
afterAll(() => portal.close());

it('fills the register', async () => {
  const counts = await portal.db.rows(
    sql`SELECT (SELECT count(*) FROM studios) s, (SELECT count(*) FROM activities) a, (SELECT count(*) FROM files) f, (SELECT count(*) FROM audit_records) r`,
  );
  console.log(counts);
  expect(counts).toEqual({ count: 121 });
});
