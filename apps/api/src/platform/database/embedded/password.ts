import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The superuser's password of the embedded cluster: random, readable by its owner only, kept beside the data. Other
 * users of the machine can reach the port but not log in.
 */
export function passwordOf(dataDir: string): string {
  const file = path.join(dataDir, 'password');
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(24).toString('base64url'), { mode: 0o600 });
  try {
    linkSync(draft, file); // appears whole or not at all; of two servers starting at once both use the first one's
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
  return readFileSync(file, 'utf8');
}
