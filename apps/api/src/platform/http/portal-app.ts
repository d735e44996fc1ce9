import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import type { EndpointTable } from '@jianglian/contracts/shared';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Clock } from '../clock/index.ts';
import type { Config } from '../config/index.ts';
import { Database, sql } from '../database/index.ts';
import { FileStore } from '../files/index.ts';
import { serveHealth } from '../observability/health.ts';
import { logOptions } from '../observability/log-options.ts';
import { serveMetrics } from '../observability/metrics.ts';
import { NestLog } from '../observability/nest-log.ts';
import { serveDocs } from '../openapi/docs-page.ts';
import { serveWeb } from '../web/web-pages.ts';
import type { PortalRequest } from './portal-request.ts';
import { answerProblem } from './problem/problem.filter.ts';
import { securityHeaders } from './security-headers.ts';

/** JSON bodies; uploads are streamed and bounded by whoever takes them. */
const bodyLimit = 1024 * 1024;
/** A hard stop behind the limits of each kind of upload. */
const uploadStop = 64 * 1024 * 1024;

/** An upload over a poor connection takes its time; one that never ends does not. */
const slowestRequestMs = 300_000;

export interface PortalParts {
  readonly module: DynamicModule;
  readonly config: Config;
  /** The endpoint tables of all features, for the API document. */
  readonly api: Readonly<Record<string, EndpointTable>>;
  /** Is told every route, `GET /path`, as it comes to be. */
  readonly onRoute?: (route: string) => void;
  /** Where the log goes; the standard output unless told. */
  readonly logTo?: { write(line: string): void };
}

/** The application, not yet listening. The server and the tests are built by this one function. */
export async function portalApp({ module, config, api, onRoute, logTo }: PortalParts): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit,
    genReqId: () => randomUUID(),
    trustProxy: config.trustedProxies.length > 0 ? [...config.trustedProxies] : false,
    logger: { ...logOptions(config), ...(logTo ? { stream: logTo } : {}) } as never,
    requestTimeout: slowestRequestMs,
    logController: ownRequestLines(),
    forceCloseConnections: 'idle',
    frameworkErrors: (error: Error, request: object, reply: object) =>
      answerProblem(error, request as never, reply as never),
  });
  adapter.getInstance().addHook('onRoute', ({ method, url }) => {
    for (const verb of [method].flat()) onRoute?.(`${verb} ${url}`);
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    logger: new NestLog(adapter.getInstance().log),
    abortOnError: false,
  });
  // Nest's Fastify, seen through the types the plug-ins extend.
  const fastify = app.getHttpAdapter().getInstance();
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('X-Request-Id', request.id);
    // Pages count deadlines by this clock: where it was started elsewhere, they follow it.
    if (config.env.CLOCK_FROM !== undefined) void reply.header('Date', app.get(Clock).now().toUTCString());
    done();
  });
  fastify.addHook('preHandler', (request: PortalRequest, _reply, done) => {
    request.receivedAt = app.get(Clock).now();
    done();
  });
  app.setGlobalPrefix('api');
  app.useSecurityHeaders(securityHeaders(config));
  app.enableCsrfProtection({ trustedOrigins: [new URL(config.publicUrl).origin] });
  await fastify.register(cookie);
  await fastify.register(multipart, { limits: { files: 1, fields: 10, fieldSize: 10_000, fileSize: uploadStop } });
  serveMetrics(fastify);
  serveHealth(fastify, {
    database: () => app.get(Database).one(sql`SELECT 1`),
    files: () => app.get(FileStore).check(),
  });
  serveDocs(fastify, api, config.publicUrl);
  await serveWeb(fastify);
  return app;
}

/** Requests are logged by route (metrics.ts). The class has to come from the very copy of Fastify that Nest runs. */
function ownRequestLines() {
  const nest = createRequire(createRequire(import.meta.url).resolve('@nestjs/platform-fastify'));
  const { LogController } = nest('fastify') as typeof import('fastify');
  return new LogController({ disableRequestLogging: true }) as never;
}
