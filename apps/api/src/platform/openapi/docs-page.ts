import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { EndpointTable } from '@jianglian/contracts/shared';
import type { FastifyInstance } from 'fastify';
import { openApiOf } from './openapi.ts';

const assets: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'favicon-32x32.png': 'image/png',
};

const page = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Jianglian 匠联 · API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="/api/docs/favicon-32x32.png">
  </head>
  <body>
    <main id="api"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const start = `SwaggerUIBundle({
  url: '/api/openapi.json', dom_id: '#api', deepLinking: true, docExpansion: 'none', filter: true, validatorUrl: null,
  requestInterceptor: async (request) => {
    if (request.method && request.method !== 'GET') {
      const { csrf } = await (await fetch('/api/session')).json();
      if (csrf) request.headers['X-CSRF-Token'] = csrf;
    }
    return request;
  },
});
`;

/** `/api/openapi.json` and a readable page of it at `/api/docs`, served from here alone. */
export function serveDocs(
  fastify: FastifyInstance,
  tables: Readonly<Record<string, EndpointTable>>,
  server: string,
): void {
  const directory = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));
  let document: string | undefined;
  fastify.get('/api/openapi.json', (_, reply) => {
    document ??= JSON.stringify(openApiOf(tables, server));
    return reply.type('application/json; charset=utf-8').header('Cache-Control', 'no-cache').send(document);
  });
  fastify.get('/api/docs', (_, reply) => reply.type('text/html; charset=utf-8').send(page));
  fastify.get('/api/docs/start.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(start));
  for (const [name, type] of Object.entries(assets)) {
    fastify.get(`/api/docs/${name}`, async (_, reply) =>
      reply
        .type(type)
        .header('Cache-Control', 'public, max-age=86400')
        .send(await readFile(path.join(directory, name))),
    );
  }
}
