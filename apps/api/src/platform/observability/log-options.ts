import type { FastifyRequest, FastifyServerOptions } from 'fastify';
import type { Config } from '../config/index.ts';

/** Structured lines with request id and route, never with a query, a body, a cookie or a name in them. */
export const logOptions = (config: Config): NonNullable<FastifyServerOptions['logger']> => ({
  level: config.env.LOG_LEVEL,
  base: { server: process.pid },
  redact: ['req.headers', 'err.parameters', 'err.query', 'err.detail', 'err.driverError'],
  serializers: {
    req: (request: FastifyRequest) => ({ method: request.method, route: request.routeOptions?.url ?? 'unknown' }),
    res: (reply: { statusCode?: number }) => ({ status: reply.statusCode }),
  },
});
