import path from 'node:path';
import { shippedDictionaries } from '@jianglian/domain/reference';
import { accountIdOf } from '@jianglian/testkit';
import pg from 'pg';
import { fileStoreOf } from '../cli/file-store-of.ts';
import { registerOf } from '../cli/seed/register.ts';
import { TableWriter } from '../cli/seed/table-writer.ts';
import { seedScenario } from '../cli/seed.ts';
import { Config } from '../platform/config/index.ts';
import { portalDataSource } from '../platform/database/data-source.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../platform/database/embedded-postgres.ts';
import { migrate } from '../platform/database/migrate.ts';
import { fillBulk } from './bulk.ts';
import type { Size } from './size.ts';

/** The server finds its embedded database under this folder and name. */
export const postgresOf = (dataDir: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ dataDir: path.join(dataDir, 'postgres'), database: 'jianglian' });

/** A migrated database with the demo scenario and the bulk beside it. */
export async function fill(url: string, config: Config, size: Size): Promise<void> {
  await migrate(url);
  const source = await portalDataSource({ url, pool: 2 });
  await source.initialize();
  const client = new pg.Client(url);
  await client.connect();
  try {
    await seedScenario({ source, config, files: fileStoreOf(config) }, 'demo');
    const runner = source.createQueryRunner();
    const register = await registerOf(new TableWriter(runner));
    await runner.release();
    const recommenderCodes = shippedDictionaries.recommenders.rows
      .filter(({ kind, validTo }) => kind !== 'department' && validTo === null)
      .map(({ code }) => code);
    const clusters = shippedDictionaries.clusters.rows.map(({ code }) => code);
    await fillBulk(client, { register, recommenderCodes, clusters, officeId: accountIdOf('office') }, size);
  } finally {
    await client.end();
    await source.destroy();
  }
}
