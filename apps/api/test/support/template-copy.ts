import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of one's own, copied from the migrated template in some 30 ms. */
export async function copyOfTemplate(templateUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  const template = decodeURIComponent(new URL(templateUrl).pathname.slice(1));
  const name = `story_${randomBytes(6).toString('hex')}`;
  await maintenance(templateUrl, `CREATE DATABASE "${name}" TEMPLATE "${template}" STRATEGY file_copy`);
  const url = new URL(templateUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => maintenance(templateUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  };
}

async function maintenance(templateUrl: string, statement: string): Promise<void> {
  const url = new URL(templateUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    for (let attempt = 0; ; attempt += 1) {
      try {
        await client.query(statement);
        return;
      } catch (error) {
        // Another copy is being made from the template at this very moment.
        if ((error as { code?: string }).code !== '55006' || attempt > 50) throw error;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    }
  } finally {
    await client.end();
  }
}
