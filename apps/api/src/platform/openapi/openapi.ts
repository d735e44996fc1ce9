import { type Endpoint, type EndpointTable, Problem } from '@jianglian/contracts/shared';
import { permissions } from '@jianglian/domain/identity';
import type { z } from 'zod';
import { statusOf } from '../http/route.ts';
import { type JsonSchema, JsonSchemas } from './json-schemas.ts';

const sessionCookie = 'session';

/** The OpenAPI 3.1 document of the portal, derived from the endpoint tables alone. */
export function openApiOf(tables: Readonly<Record<string, EndpointTable>>, server: string): object {
  const schemas = new JsonSchemas();
  const problem = { 'application/problem+json': { schema: schemas.output(Problem) } };
  const paths: Record<string, Record<string, object>> = {};
  for (const [feature, table] of Object.entries(tables)) {
    for (const [name, endpoint] of Object.entries(table)) {
      const path = endpoint.path.replace(/:(\w+)/g, '{$1}');
      (paths[path] ??= {})[endpoint.method.toLowerCase()] = {
        operationId: `${feature}.${name}`,
        tags: [feature],
        summary: endpoint.summary,
        description: whoMay(endpoint),
        'x-permission': endpoint.permission,
        parameters: parametersOf(endpoint, schemas),
        ...bodyOf(endpoint, schemas),
        responses: {
          ...successOf(endpoint, schemas),
          default: { description: 'Refused, not found or failed: a problem with code and sentence', content: problem },
        },
        security: endpoint.permission === 'public' ? [] : [{ [sessionCookie]: [] }],
      };
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Jianglian 匠联',
      version: '1',
      description:
        'Instants are ISO 8601 in UTC, civil dates `YYYY-MM-DD` in Asia/Shanghai, scores integers in hundredths, money integers in fen. ' +
        'Lists are keyset pages: hand `next` back as `after`. Every problem is RFC 9457 with `refusals[]` in Chinese and English.',
    },
    servers: [{ url: `${server}/api` }],
    tags: Object.keys(tables).map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: { [sessionCookie]: { type: 'apiKey', in: 'cookie', name: 'jianglian' } },
    },
  };
}

function whoMay({ permission }: Endpoint): string {
  if (permission === 'public') return 'Open to everybody.';
  if (permission === 'signed-in') return 'For everybody signed in.';
  return `Permission \`${permission}\`: ${permissions[permission].join(', ')}.`;
}

function parametersOf(endpoint: Endpoint, schemas: JsonSchemas): object[] {
  const changes = endpoint.method !== 'GET';
  return [
    ...fieldsOf(endpoint.params, 'path', schemas),
    ...fieldsOf(endpoint.query, 'query', schemas),
    ...(changes && endpoint.permission !== 'public'
      ? [header('X-CSRF-Token', 'The `csrf` of the session view', true)]
      : []),
    ...(endpoint.creates && !endpoint.multipart
      ? [header('Idempotency-Key', 'The same key and body answer the same reply, created once', false)]
      : []),
  ];
}

const header = (name: string, description: string, required: boolean) => ({
  name,
  in: 'header',
  required,
  description,
  schema: { type: 'string' },
});

function fieldsOf(schema: z.ZodType | undefined, place: 'path' | 'query', schemas: JsonSchemas): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemas.input(schema) as {
    properties?: Record<string, JsonSchema>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, field]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: field,
  }));
}

function bodyOf(endpoint: Endpoint, schemas: JsonSchemas): object {
  if (endpoint.multipart) {
    const file = { type: 'string', contentMediaType: 'application/octet-stream' };
    const schema = { type: 'object', required: ['file'], properties: { file } };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (!endpoint.body) return {};
  return { requestBody: { required: true, content: { 'application/json': { schema: schemas.input(endpoint.body) } } } };
}

function successOf(endpoint: Endpoint, schemas: JsonSchemas): object {
  if (endpoint.reply === 'nothing') return { 204: { description: 'Done' } };
  if (endpoint.reply === 'file') {
    const schema = { type: 'string', contentMediaType: 'application/octet-stream' };
    return { [statusOf(endpoint)]: { description: 'The file', content: { 'application/octet-stream': { schema } } } };
  }
  const schema = schemas.output(endpoint.reply);
  return { [statusOf(endpoint)]: { description: 'Done', content: { 'application/json': { schema } } } };
}
