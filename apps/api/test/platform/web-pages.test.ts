import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { precompress } from '../../src/platform/web/precompress.ts';
import { serveWeb } from '../../src/platform/web/web-pages.ts';

const web = mkdtempSync(path.join(tmpdir(), 'jianglian-web-'));
const script = 'console.log("a page");'.repeat(200);
let server: FastifyInstance;
beforeAll(async () => {
  mkdirSync(path.join(web, 'assets'));
  writeFileSync(path.join(web, 'index.html'), '<!doctype html><title>匠联</title>');
  writeFileSync(path.join(web, 'assets', 'page-abc123.js'), script);
  writeFileSync(path.join(web, 'favicon.svg'), '<svg/>');
  await precompress(web);
  server = fastify();
  await serveWeb(server, web);
});
afterAll(async () => {
  await server.close();
  rmSync(web, { recursive: true });
});
const get = (url: string, encoding = '') => server.inject({ url, headers: { 'accept-encoding': encoding } });

test('every address of a page is the page, fresh each time', async () => {
  for (const url of ['/', '/studios', '/studios/1?tab=team', '/登录']) {
    const { statusCode, payload, headers } = await get(url);
    expect([url, statusCode, headers['cache-control']]).toEqual([url, 200, 'no-cache']);
    expect(payload).toContain('匠联');
  }
});

test('hashed assets are kept for ever, other files are asked for again', async () => {
  expect((await get('/assets/page-abc123.js')).headers).toMatchObject({
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
  });
  expect((await get('/favicon.svg')).headers['cache-control']).toBe('no-cache');
});

test('text travels compressed', async () => {
  const url = '/assets/page-abc123.js';
  const [br, gz, plain] = [await get(url, 'br, gzip'), await get(url, 'gzip'), await get(url)];
  expect([br, gz, plain].map(({ headers }) => headers['content-encoding'])).toEqual(['br', 'gzip', undefined]);
  expect(brotliDecompressSync(br.rawPayload).toString()).toBe(script);
  expect(gunzipSync(gz.rawPayload).toString()).toBe(script);
  expect(plain.payload).toBe(script);
  expect(br.headers['vary']).toBe('Accept-Encoding');
});

test('a missing asset, an unknown call and a way out of the folder are not pages', async () => {
  for (const url of ['/assets/page-old.js', '/api/nowhere', '/api']) {
    expect([url, (await get(url)).statusCode]).toEqual([url, 404]);
  }
  for (const url of ['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd', '/assets/..%2f..%2f..%2fetc/passwd']) {
    expect((await get(url)).payload).not.toContain('root:');
  }
});

test('without a built web there is nothing to serve', async () => {
  expect(await serveWeb(fastify(), path.join(web, 'nowhere'))).toBe(false);
});
