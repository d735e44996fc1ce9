import type { Database } from '../../platform/database/index.ts';
import { sql } from '../../platform/database/index.ts';
import type { FileStore } from '../../platform/files/index.ts';
import type { Broken } from './invariants.ts';

const AT_ONCE = 16;

/** The content of every evidence is where the table says it is. */
export async function fileFaults(database: Database, store: FileStore): Promise<Broken[]> {
  const files = await database.rows<{ id: string; key: string; name: string }>(sql`
    SELECT id, storage_key AS key, name FROM files f
    WHERE EXISTS (SELECT FROM activity_evidence e WHERE e.file_id = f.id) ORDER BY id`);
  const faults: Broken[] = [];
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const found = await Promise.all(
      files.slice(start, start + AT_ONCE).map(async (file) => ({ file, there: await isThere(store, file.key) })),
    );
    for (const { file, there } of found) {
      if (!there) faults.push({ row: `files ${file.id}`, what: `${file.name} is not in the file store` });
    }
  }
  return faults;
}

async function isThere(store: FileStore, key: string): Promise<boolean> {
  const content = await store.open(key);
  content?.destroy();
  return content !== undefined;
}
