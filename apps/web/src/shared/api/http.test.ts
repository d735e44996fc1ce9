import { endpoint } from '@jianglian/contracts/shared';
import { afterEach, expect, test, vi } from 'vitest';
import { http, onSignedOut, setCsrfToken } from './http.ts';
import { isProblem } from './problem-error.ts';

const create = endpoint({
  method: 'POST',
  path: '/things',
  permission: 'signed-in',
  summary: '',
  creates: true,
  reply: 'file',
});
const list = endpoint({ method: 'GET', path: '/things', permission: 'signed-in', summary: '', reply: 'nothing' });
const call = (it: typeof create | typeof list, body?: unknown) =>
  http({ endpoint: it, path: it.path, query: '', body });
const answers = (...replies: (Response | Error)[]) => {
  const fetched = vi.fn(async (_url: string, _init: RequestInit): Promise<Response> => {
    const reply = replies.shift()!;
    if (reply instanceof Error) throw reply;
    return reply;
  });
  vi.stubGlobal('fetch', fetched);
  return (at: number) => (fetched.mock.calls[at]![1].headers ?? {}) as Record<string, string>;
};
const problem = (status: number, body: unknown) =>
  new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/problem+json' } });
const caught = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: unknown) => (isProblem(error) ? error : undefined),
  );

afterEach(() => {
  vi.unstubAllGlobals();
  setCsrfToken(undefined);
});

test('every call carries the language and the token of the session', async () => {
  document.documentElement.lang = 'en';
  setCsrfToken('secret');
  const headers = answers(new Response(null, { status: 204 }));
  await call(list);
  expect(headers(0)).toMatchObject({ 'Accept-Language': 'en', 'X-CSRF-Token': 'secret' });
  expect(headers(0)['Idempotency-Key']).toBeUndefined();
});

test('a creating call whose answer was lost is sent again with the same key, a new one after an answer', async () => {
  const headers = answers(new TypeError('network'), new Response('{}'), new Response('{}'));
  const error = await caught(call(create, { name: 'a' }));
  expect(error?.offline).toBe(true);
  await call(create, { name: 'a' });
  await call(create, { name: 'a' });
  const keys = [0, 1, 2].map((at) => headers(at)['Idempotency-Key']);
  expect(keys[0]).toBe(keys[1]);
  expect(keys[2]).not.toBe(keys[1]);
});

test('a double click is one key, another body is another', async () => {
  const headers = answers(new Response('{}'), new Response('{}'), new Response('{}'));
  await Promise.all([call(create, { name: 'a' }), call(create, { name: 'a' }), call(create, { name: 'b' })]);
  expect(headers(0)['Idempotency-Key']).toBe(headers(1)['Idempotency-Key']);
  expect(headers(2)['Idempotency-Key']).not.toBe(headers(0)['Idempotency-Key']);
});

test('a problem answer is an error with its code, reasons and newer view', async () => {
  answers(problem(409, { code: 'shared.stale-revision', title: '已更新', refusals: [], current: { revision: 3 } }));
  const error = await caught(call(create, {}));
  expect([error?.code, error?.status, error?.stale, error?.current]).toEqual([
    'shared.stale-revision',
    409,
    true,
    { revision: 3 },
  ]);
});

test("a proxy's page is a problem too", async () => {
  answers(new Response('<html>Bad gateway</html>', { status: 502 }));
  expect((await caught(call(list)))?.code).toBe('web.unavailable');
});

test('a 401 ends the session of the pages', async () => {
  const ended = vi.fn();
  const forget = onSignedOut(ended);
  answers(problem(401, { code: 'identity.signed-out', title: '', refusals: [] }));
  await caught(call(list));
  forget();
  expect(ended).toHaveBeenCalledOnce();
});

test('a call that is given up is no problem to show', async () => {
  const abort = new AbortController();
  abort.abort();
  answers(new DOMException('aborted', 'AbortError'));
  await expect(
    http({ endpoint: list, path: '/things', query: '', body: undefined, signal: abort.signal }),
  ).rejects.toThrow('aborted');
});
