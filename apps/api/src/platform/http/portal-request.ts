import type { Actor } from '@jianglian/domain/identity';
import type { FastifyRequest } from 'fastify';
import type { OpenSession } from '../session/session.store.ts';

/** What the guard and the interceptor have found out about a request. */
export interface PortalRequest extends FastifyRequest {
  /** When the whole of it was here, before anything it may have to wait for. */
  receivedAt?: Date;
  session?: OpenSession;
  actor?: Actor;
  /** `{ params, query, body }` as the endpoint's schemas give them. */
  input?: object;
}
