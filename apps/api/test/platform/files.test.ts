import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { filesApi, type UploadView } from '@jianglian/contracts/files';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sql } from '../../src/platform/database/index.ts';
import { FileVisibility } from '../../src/platform/files/index.ts';
import { openPortal, type Portal } from '../support/portal.ts';
import { encryptedPdf, pdf, png } from '../support/sample-files.ts';
import type { Visitor } from '../support/visitor.ts';

let portal: Portal;
let uploader: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  uploader = await portal.as('studio');
});
afterAll(() => portal.close());

const uploaded = async (visitor: Visitor, name: string, content: Buffer) => {
  const response = await visitor.upload('/api/files', { name, content });
  expect(response.statusCode, response.payload).toBe(201);
  return response.json<UploadView>();
};
const refused = async (name: string, content: Buffer) => {
  const response = await uploader.upload('/api/files', { name, content });
  return [response.statusCode, response.json<{ code: string }>().code];
};
const leftovers = () => {
  const incoming = path.join(portal.config.filesDir, 'incoming');
  return existsSync(incoming) ? readdirSync(incoming) : [];
};

test('a PDF is kept with its pages counted and comes back byte by byte', async () => {
  const content = pdf(3);
  const file = await uploaded(uploader, '证明 材料.pdf', content);
  expect(file).toMatchObject({ name: '证明 材料.pdf', mediaType: 'application/pdf', pages: 3, size: content.length });
  const response = await uploader.raw({ method: 'GET', url: `/api/files/${file.id}/content` });
  expect(response.rawPayload.equals(content)).toBe(true);
  expect(response.headers).toMatchObject({
    'content-type': 'application/pdf',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'SAMEORIGIN',
    'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent('证明 材料.pdf')}`,
  });
});

test('what is in the file counts, not what it is called', async () => {
  expect(await uploaded(uploader, 'photo.pdf', png())).toMatchObject({ mediaType: 'image/png', pages: null });
  expect(await refused('photo.png', Buffer.from('<html><script>alert(1)</script>'))).toEqual([422, 'files.wrong-kind']);
  expect(await refused('photo.png', Buffer.from('MZ\0\0 this program cannot be run'))).toEqual([
    422,
    'files.wrong-kind',
  ]);
});

describe('nothing is left behind of', () => {
  test.each([
    ['an empty file', Buffer.alloc(0), 422, 'files.empty'],
    ['a PDF with a password', encryptedPdf(), 422, 'files.encrypted'],
    ['a PDF cut in half', pdf(40).subarray(0, 900), 422, 'files.broken'],
    ['21 MB', Buffer.concat([pdf(1), Buffer.alloc(21 * 1024 * 1024)]), 413, 'files.too-large'],
  ])('%s', async (_, content, status, code) => {
    const before = await portal.db.one(sql`SELECT count(*) FROM files`);
    expect(await refused('evidence.pdf', content)).toEqual([status, code]);
    expect(await portal.db.one(sql`SELECT count(*) FROM files`)).toEqual(before);
    expect(leftovers()).toEqual([]);
  });
});

test('the same content used twice is pointed out to who may see the other', async () => {
  const content = pdf(2);
  const first = await uploaded(uploader, 'first.pdf', content);
  const second = await uploaded(uploader, 'second.pdf', content);
  expect(second.sameAs.map((file) => file.id)).toEqual([first.id]);
  const stranger = await portal.as('evaluator');
  expect((await uploaded(stranger, 'third.pdf', content)).sameAs).toEqual([]);
});

test('a file is for its uploader and for whom a feature lets see it, for others it is not there', async () => {
  const file = await uploaded(uploader, 'mine.pdf', pdf(1));
  const office = await portal.as('office');
  const call = { params: { id: file.id }, query: {} };
  await expect(office.to(filesApi).content(call)).rejects.toMatchObject({ status: 404 });
  await expect(portal.visitor().to(filesApi).content(call)).rejects.toMatchObject({ status: 401 });
  portal.app
    .get(FileVisibility)
    .register('evidence', async (_, actor) => actor.grants.some((grant) => grant.role === 'office'));
  expect((await office.to(filesApi).content(call)).size).toBe(file.size);
  const recommender = await portal.as('recommender');
  await expect(recommender.to(filesApi).file({ params: { id: file.id } })).rejects.toMatchObject({ status: 404 });
});

test('a form without a file is a clear problem', async () => {
  const response = await uploader.raw({ method: 'POST', url: '/api/files', body: { a: 1 } });
  expect([response.statusCode, response.json().code]).toEqual([422, 'shared.file-missing']);
});
