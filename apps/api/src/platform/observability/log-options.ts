import type { FastifyRequest } from 'fastify';
import type { Config } from '../config/index.ts';

interface Failure {
  readonly name?: string;
  readonly message?: string;
  readonly stack?: string;
  readonly code?: string;
  readonly table?: string;
  readonly constraint?: string;
  readonly cause?: unknown;
}

/** By list of what may be told: the parameters and details of a failed query are people's data. */
const failure = (error: Failure): object => ({
  type: error.name,
  message: error.message,
  stack: error.stack,
  ...(error.code === undefined ? {} : { code: error.code }),
  ...(error.table === undefined ? {} : { table: error.table }),
  ...(error.constraint === undefined ? {} : { constraint: error.constraint }),
  ...(error.cause instanceof Error ? { cause: failure(error.cause) } : {}),
});

/** Structured lines with request id and route, never with a query, a body, a cookie or a name in them. */
export const logOptions = (config: Config): object => ({
  level: config.env.LOG_LEVEL,
  base: { server: process.pid },
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
    res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
    err: failure,
  },
});
