import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import S3rver from 's3rver';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Config } from '../../src/platform/config/index.ts';
import { DiskFileStore } from '../../src/platform/files/disk.file-store.ts';
import type { FileStore } from '../../src/platform/files/index.ts';
import { S3FileStore } from '../../src/platform/files/s3.file-store.ts';
import { openPortal } from '../support/portal.ts';
import { pdf } from '../support/sample-files.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'jianglian-stores-'));
let s3: S3rver;
let env: Record<string, string>;

beforeAll(async () => {
  s3 = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory: path.join(folder, 's3'),
    configureBuckets: [{ name: 'portal', configs: [] }],
  });
  const { port } = await s3.run();
  env = {
    FILE_STORE: 's3',
    S3_ENDPOINT: `http://127.0.0.1:${port}`,
    S3_BUCKET: 'portal',
    S3_ACCESS_KEY_ID: 'S3RVER',
    S3_SECRET_ACCESS_KEY: 'S3RVER',
  };
});
afterAll(async () => {
  await s3.close();
  rmSync(folder, { recursive: true, force: true });
});

const source = (content: string): string => {
  const file = path.join(folder, `source-${content.length}`);
  writeFileSync(file, content);
  return file;
};

describe.each([
  ['disk', () => new DiskFileStore(path.join(folder, 'disk'))],
  ['S3', () => new S3FileStore(Config.from(env))],
] as [string, () => FileStore][])('the store on %s', (_, make) => {
  test('keeps, gives back, replaces and forgets', async () => {
    const store = make();
    await store.check();
    expect(await store.open('ab/cdef')).toBeUndefined();
    await store.put('ab/cdef', source('one'), 'text/csv');
    expect(await text((await store.open('ab/cdef'))!)).toBe('one');
    await store.put('ab/cdef', source('another'), 'text/csv');
    expect(await text((await store.open('ab/cdef'))!)).toBe('another');
    await store.remove('ab/cdef');
    await store.remove('ab/cdef');
    expect(await store.open('ab/cdef')).toBeUndefined();
  });
});

test('no key leads out of the folder', async () => {
  const store = new DiskFileStore(path.join(folder, 'disk'));
  for (const key of ['../etc/passwd', '/etc/passwd', 'a/../../b', '', 'a//b', 'a\0b']) {
    await expect(store.open(key)).rejects.toThrow('not a storage key');
  }
});

test('a store that is not there is not ready', async () => {
  await expect(new S3FileStore(Config.from({ ...env, S3_BUCKET: 'elsewhere' })).check()).rejects.toMatchObject({
    $metadata: { httpStatusCode: 404 },
  });
  await expect(new DiskFileStore('/dev/null/files').check()).rejects.toThrow('ENOTDIR');
});

test('a portal on S3 takes an upload and leaves nothing on its own disk', async () => {
  const portal = await openPortal({ env });
  try {
    const visitor = await portal.as('studio');
    const response = await visitor.upload('/api/files', { name: 'a.pdf', content: pdf(4) });
    const { id, pages } = response.json<{ id: string; pages: number }>();
    expect(pages).toBe(4);
    const back = await visitor.raw({ method: 'GET', url: `/api/files/${id}/content?save=true` });
    expect(back.rawPayload.equals(pdf(4))).toBe(true);
    expect(back.headers['content-disposition']).toMatch(/^attachment/);
    expect(readdirSync(portal.config.filesDir, { recursive: true })).toEqual(['incoming']);
  } finally {
    await portal.close();
  }
});
