import { afterAll, beforeAll, expect, it } from 'vitest';
import { seedScenario } from '../../src/cli/seed.ts';
import { sql } from '../../src/platform/database/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';

let portal: Portal;
beforeAll(async () => {
  portal = await openPortal();
  await seedScenario(portal.dataSource, 'demo', portal.config);
});
afterAll(() => portal.close());

it('fills the register', async () => {
  const [counts] = await portal.db.rows(sql`SELECT count(*) FROM studios`);
  expect(counts).toEqual({ count: 121 });
});
