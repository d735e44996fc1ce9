import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Config } from './config.ts';

/**
 * The two keys personal numbers are kept under. Production must give them; elsewhere they are made once
 * and kept readable by the owner only, beside the embedded database they belong to.
 */
export function withFieldKeys(config: Config): Config {
  const { FIELD_KEY, FIELD_INDEX_KEY } = config.env;
  if (FIELD_KEY !== undefined && FIELD_INDEX_KEY !== undefined) return config;
  const kept = keysIn(config.dataDir);
  return config.with({
    FIELD_KEY: FIELD_KEY ?? kept.FIELD_KEY,
    FIELD_INDEX_KEY: FIELD_INDEX_KEY ?? kept.FIELD_INDEX_KEY,
  });
}

function keysIn(dataDir: string): { FIELD_KEY: string; FIELD_INDEX_KEY: string } {
  const file = path.join(dataDir, 'field-keys.json');
  mkdirSync(dataDir, { recursive: true });
  const fresh = { FIELD_KEY: randomBytes(32).toString('base64'), FIELD_INDEX_KEY: randomBytes(32).toString('base64') };
  try {
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600, flag: 'wx' });
    return fresh;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    return JSON.parse(readFileSync(file, 'utf8')) as typeof fresh;
  }
}
