import { timingSafeEqual } from 'node:crypto';
import type { Endpoint } from '@jianglian/contracts/shared';
import { identityRefusals, may } from '@jianglian/domain/identity';
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Config } from '../config/index.ts';
import { sessionTokenOf } from '../session/session-cookie.ts';
import { actorOf, SessionStore } from '../session/session.store.ts';
import type { PortalRequest } from './portal-request.ts';
import { RefusedError } from './problem/refused.error.ts';
import { networkOf, RateLimiter } from './rate-limiter.ts';
import { endpointOf } from './route.ts';

/** Nothing is open by omission: a handler without an endpoint does not run, and every endpoint states who may call it. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly sessions: SessionStore;
  private readonly limiter: RateLimiter;
  private readonly config: Config;

  constructor(sessions: SessionStore, limiter: RateLimiter, config: Config) {
    this.sessions = sessions;
    this.limiter = limiter;
    this.config = config;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const endpoint = endpointOf(context);
    if (!endpoint) throw new Error(`${context.getClass().name}.${context.getHandler().name} has no endpoint`);
    const request = context.switchToHttp().getRequest<PortalRequest>();
    const token = sessionTokenOf(request, this.config);
    const session = token === undefined ? undefined : await this.sessions.find(token);
    if (session) {
      request.session = session;
      request.actor = actorOf(session);
    }
    await this.limiter.request(session?.account.id ?? networkOf(request.ip));
    admit(endpoint, request);
    return true;
  }
}

function admit(endpoint: Endpoint, request: PortalRequest): void {
  if (endpoint.permission === 'public') return;
  if (!request.actor || !request.session) throw new RefusedError([identityRefusals('signed-out')], 401);
  if (endpoint.permission !== 'signed-in' && !may(request.actor, endpoint.permission)) {
    throw new RefusedError([identityRefusals('not-permitted', { permission: endpoint.permission })], 403);
  }
  if (endpoint.method !== 'GET' && !sameText(request.headers['x-csrf-token'], request.session.csrf)) {
    throw new RefusedError([identityRefusals('csrf')], 403);
  }
}

function sameText(given: unknown, expected: string): boolean {
  if (typeof given !== 'string') return false;
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
