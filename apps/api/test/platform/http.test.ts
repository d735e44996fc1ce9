import { identityApi } from '@jianglian/contracts/identity';
import { Problem } from '@jianglian/contracts/shared';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DataSource } from 'typeorm';
import { openPortal, type Portal } from '../support/portal.ts';
import type { RawCall, Visitor } from '../support/visitor.ts';

let portal: Portal;
let admin: Visitor;
beforeAll(async () => {
  portal = await openPortal();
  admin = await portal.as('system-admin');
});
afterAll(() => portal.close());

const ask = async (call: RawCall, visitor = admin) => {
  const response = await visitor.raw(call);
  return { status: response.statusCode, headers: response.headers, body: response.json<Problem>() };
};
const signIn = (body: unknown, headers: Record<string, string> = {}) =>
  ask({ method: 'POST', url: '/api/session', body, headers }, portal.visitor());

describe('bad input', () => {
  test('names every field that is wrong, and keys nobody asked for', async () => {
    const { status, body } = await signIn({ login: 7, passwrod: 'x' });
    expect(status).toBe(422);
    expect(body.fields?.map((field) => field.path).toSorted()).toEqual([
      'body.login',
      'body.password',
      'body.passwrod',
    ]);
    expect(Problem.parse(body).code).toBe('shared.invalid-input');
  });

  test.each([
    ['an unknown query', { method: 'GET', url: '/api/accounts?colour=red' }, 422, 'shared.invalid-input'],
    ['a limit out of bounds', { method: 'GET', url: '/api/accounts?limit=5000' }, 422, 'shared.invalid-input'],
    ['an id that is none', { method: 'GET', url: '/api/accounts/1' }, 422, 'shared.invalid-input'],
    [
      'a body where none belongs',
      { method: 'DELETE', url: '/api/session', body: { a: 1 } },
      422,
      'shared.invalid-input',
    ],
    ['broken JSON', { method: 'POST', url: '/api/session', body: '{"login":' }, 400, 'shared.bad-request'],
    ['a list instead of an object', { method: 'POST', url: '/api/session', body: '[1]' }, 422, 'shared.invalid-input'],
    ['nothing', { method: 'POST', url: '/api/accounts' }, 422, 'shared.invalid-input'],
    ['an address nobody has', { method: 'GET', url: '/api/nowhere' }, 404, 'shared.not-found'],
    [
      'an account nobody has',
      { method: 'GET', url: '/api/accounts/00000000-0000-4000-8000-000000000000' },
      404,
      'shared.not-found',
    ],
    ['a broken address', { method: 'GET', url: '/api/accounts/%E0%A4%A' }, 400, 'shared.bad-request'],
    ['a verb the address does not know', { method: 'PATCH', url: '/api/session' }, 404, 'shared.not-found'],
    [
      'another content type',
      { method: 'POST', url: '/api/session', body: '<a/>', headers: { 'content-type': 'application/xml' } },
      415,
      'shared.wrong-media-type',
    ],
    [
      'a huge body',
      { method: 'POST', url: '/api/session', body: JSON.stringify({ login: 'x'.repeat(2_000_000) }) },
      413,
      'shared.too-large',
    ],
    [
      'a key that poisons prototypes',
      { method: 'POST', url: '/api/session', body: '{"__proto__":{"a":1},"login":"a","password":"b"}' },
      400,
      'shared.bad-request',
    ],
  ] as [string, RawCall, number, string][])('%s is a clear problem', async (_, call, status, code) => {
    const answer = await ask(call);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.body.requestId).toBe(answer.headers['x-request-id']);
    expect(Problem.parse(answer.body).refusals[0]?.sentences.en).not.toBe(code);
  });

  test('the title is in the language asked for', async () => {
    const call = { method: 'GET', url: '/api/nowhere' } as const;
    const titleIn = async (language: string) =>
      (await ask({ ...call, headers: { 'accept-language': language } })).body.title;
    expect(await titleIn('en-GB')).toBe('Not found, or not yours to see.');
    expect(await titleIn('zh-CN')).toBe('没有找到该内容，或您无权查看。');
  });
});

test('a bug is a number and nothing else', async () => {
  const broken = portal.app.get(DataSource).driver as unknown as { master: { query: unknown } };
  const { query } = broken.master;
  broken.master.query = () => Promise.reject(new Error('secret: the table of passwords has no column x'));
  try {
    const { status, body } = await ask({ method: 'GET', url: '/api/accounts' });
    expect(status).toBe(500);
    expect(body).toEqual({
      type: 'about:blank#shared.internal',
      title: '系统出错了。请把请求编号告诉管理员。',
      code: 'shared.internal',
      status: 500,
      requestId: expect.any(String),
      refusals: [expect.objectContaining({ code: 'shared.internal', params: {} })],
    });
  } finally {
    broken.master.query = query;
  }
});

test('answers about people are not kept by caches', async () => {
  expect((await ask({ method: 'GET', url: '/api/session' })).headers['cache-control']).toBe('no-store');
});

test('only what the view has leaves the server', async () => {
  const { rows } = await admin.to(identityApi).accounts({ query: {} });
  expect(Object.keys(rows[0]!).toSorted()).toEqual([
    'createdAt',
    'grants',
    'id',
    'isDemo',
    'lockedUntil',
    'login',
    'name',
    'revision',
    'status',
  ]);
});

test('pages are told what they may load, and not to be framed', async () => {
  const { headers } = await ask({ method: 'GET', url: '/api/session' });
  expect(headers['content-security-policy']).toContain("script-src 'self';");
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY' });
  expect(headers['strict-transport-security']).toBeUndefined();
});
