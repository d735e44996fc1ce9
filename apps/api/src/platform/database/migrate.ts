import pg from 'pg';
import { PgBoss } from 'pg-boss';
import { migrationDataSource } from './data-source.ts';

/** Any number will do as long as only this uses it: "jl" and a counter. */
const migrationLock = 0x6a6c_0001;

/**
 * Brings the schema to the newest state: tables by migration, the job queue's schema by its own. Two servers that start
 * together take turns behind an advisory lock; the second finds nothing left to do. Answers the names of what it ran.
 */
export async function migrate(url: string): Promise<readonly string[]> {
  const lock = new pg.Client({ connectionString: url, application_name: 'jianglian-migrate' });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const source = await migrationDataSource({ url, pool: 2, name: 'jianglian-migrate' });
    await source.initialize();
    try {
      const ran = await source.runMigrations();
      await installJobs(url);
      return ran.map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await lock.end();
  }
}

async function installJobs(url: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: url,
    schema: 'jobs',
    max: 2,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  boss.on('error', () => {});
  await boss.start();
  await boss.stop({ graceful: false });
}
