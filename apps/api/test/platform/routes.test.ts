import { portalApi } from '@jianglian/contracts';
import { permissionNames } from '@jianglian/domain/identity';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openApiOf } from '../../src/platform/openapi/openapi.ts';
import { openPortal, type Portal } from '../support/portal.ts';

/** Open on purpose, and no part of the contract: health, metrics, the API's own description. */
const infrastructure = [
  'GET /healthz',
  'GET /readyz',
  'GET /metrics',
  'GET /api/openapi.json',
  'GET /api/docs',
  'GET /api/docs/start.js',
  'GET /api/docs/swagger-ui.css',
  'GET /api/docs/swagger-ui-bundle.js',
  'GET /api/docs/favicon-32x32.png',
  'GET /*', // the built web
];

const endpoints = Object.values(portalApi).flatMap((table) => Object.values(table));

let portal: Portal;
let routes: string[];
beforeAll(async () => {
  portal = await openPortal();
  routes = [...portal.routes].filter((route) => !/^(HEAD|OPTIONS) /.test(route));
});
afterAll(() => portal.close());

test('every route of the running portal stands in the endpoint tables, with its permission', () => {
  const declared = endpoints.map(({ method, path }) => `${method} /api${path}`);
  expect(routes.filter((route) => !declared.includes(route) && !infrastructure.includes(route))).toEqual([]);
});

test('every endpoint names a permission that exists, or says that it is open', () => {
  const known = ['public', 'signed-in', ...permissionNames];
  expect(endpoints.filter(({ permission }) => !known.includes(permission))).toEqual([]);
});

test('what is open to everybody is this and nothing more', () => {
  const open = endpoints.filter(({ permission }) => permission === 'public');
  expect(open.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'GET /calendars/:name', // the address is the key
    'GET /publicity',
    'GET /publicity/:id',
    'GET /publicity/:id/studios',
    'GET /session',
    'POST /session',
    'GET /receipts/:serial',
    'GET /receipt-keys',
    'GET /public/studios',
    'GET /public/award-lists',
    'GET /public/award-lists/:id',
    'GET /public/award-lists/:id/notice',
    'GET /public/calls',
    'GET /public/calls/:id/documents/:position',
  ]);
});

test('no two endpoints share verb and path', () => {
  const all = endpoints.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`);
  expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([]);
});

test('a visitor is turned away from every route that is not public, whatever is asked', async () => {
  const visitor = portal.visitor();
  const running = endpoints.filter(({ method, path }) => routes.includes(`${method} /api${path}`));
  expect(running.length).toBeGreaterThan(10);
  for (const { method, path, permission } of running) {
    if (permission === 'public') continue;
    const response = await visitor.raw({ method, url: `/api${path.replace(/:\w+/g, 'x')}` });
    expect([`${method} ${path}`, response.statusCode]).toEqual([`${method} ${path}`, 401]);
  }
});

test('the API document lists every route, and every reference in it leads somewhere', () => {
  const document = openApiOf(portalApi, 'http://localhost') as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
    components: { schemas: Record<string, unknown> };
  };
  expect(document.openapi).toBe('3.1.0');
  const listed = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} /api${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(routes.filter((route) => !infrastructure.includes(route) && !listed.includes(route))).toEqual([]);
  const operations = Object.values(document.paths).flatMap((path) => Object.values(path));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, target]) => target!);
  expect(references.length).toBeGreaterThan(20);
  const lost = references.filter(
    (target) => !(target.replace('#/components/schemas/', '') in document.components.schemas),
  );
  expect([...new Set(lost)]).toEqual([]);
});

test('the document and its page are served from here', async () => {
  const visitor = portal.visitor();
  const document = await visitor.raw({ method: 'GET', url: '/api/openapi.json' });
  expect(document.json()).toMatchObject({ openapi: '3.1.0', info: { title: 'Jianglian 匠联' } });
  const page = await visitor.raw({ method: 'GET', url: '/api/docs' });
  const loaded = [...page.payload.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url!);
  expect(loaded.length).toBe(4);
  for (const url of loaded) expect([url, (await visitor.raw({ method: 'GET', url })).statusCode]).toEqual([url, 200]);
});

test('health, readiness and metrics answer without a session and name nobody', async () => {
  const visitor = portal.visitor();
  const get = async (url: string) => visitor.raw({ method: 'GET', url });
  expect((await get('/healthz')).json()).toEqual({ status: 'ok' });
  expect((await get('/readyz')).json()).toEqual({ status: 'ready', checks: { database: true, files: true } });
  await get('/api/accounts/5b0c8a4e-0000-4000-8000-000000000001');
  const metrics = (await get('/metrics')).payload;
  expect(metrics).toContain('route="/api/accounts/:id"');
  expect(metrics).not.toContain('5b0c8a4e');
});
