import path from 'node:path';
import type { Config } from '../config/index.ts';
import { migrate } from './migrate.ts';

export interface RunningDatabase {
  readonly url: string;
  readonly isEmbedded: boolean;
  stop(): Promise<void>;
}

/** The database of DATABASE_URL, or the embedded one beside us; migrated either way. */
export async function databaseFor(config: Config): Promise<RunningDatabase> {
  const given = config.env.DATABASE_URL;
  if (given !== undefined) {
    await migrate(given);
    return { url: given, isEmbedded: false, stop: async () => {} };
  }
  const { startEmbeddedPostgres } = await import('./embedded-postgres.ts');
  const embedded = await startEmbeddedPostgres({
    dataDir: path.join(config.dataDir, 'postgres'),
    database: 'jianglian',
  });
  try {
    await migrate(embedded.url);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
  return { url: embedded.url, isEmbedded: true, stop: () => embedded.stop() };
}
