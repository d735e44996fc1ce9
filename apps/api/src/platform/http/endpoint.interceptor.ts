import type { Endpoint } from '@jianglian/contracts/shared';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { z } from 'zod';
import { RequestContext } from '../context/index.ts';
import { Idempotency } from './idempotency.ts';
import type { PortalRequest } from './portal-request.ts';
import { localeOf } from './problem/problem.ts';
import { endpointOf } from './route.ts';
import { validInput } from './validate.ts';

/** Around every handler: input checked, request context opened, a repeated call replayed, the reply put through its schema. */
@Injectable()
export class EndpointInterceptor implements NestInterceptor {
  private readonly idempotency: Idempotency;

  constructor(idempotency: Idempotency) {
    this.idempotency = idempotency;
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const endpoint = endpointOf(context) as Endpoint; // the guard has seen to it
    const request = context.switchToHttp().getRequest<PortalRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    request.input = validInput(endpoint, request);
    void reply.header('Cache-Control', 'no-store');
    const facts = {
      requestId: request.id,
      locale: localeOf(request.headers['accept-language']),
      ...(request.actor ? { actor: request.actor } : {}),
      ...(request.receivedAt ? { receivedAt: request.receivedAt } : {}),
    };
    const answer = async () => shaped(endpoint, await lastValueFrom(next.handle(), { defaultValue: undefined }));
    return from(RequestContext.run(facts, () => this.idempotency.once(endpoint, request, answer)));
  }
}

/** Keys a view does not have never leave, whatever a query selected. A reply that does not fit its schema is a bug. */
function shaped(endpoint: Endpoint, value: unknown): unknown {
  if (endpoint.reply === 'nothing') return undefined;
  if (endpoint.reply === 'file') return value;
  const result = endpoint.reply.safeParse(value);
  if (result.success) return result.data;
  throw new Error(
    `The reply of ${endpoint.method} ${endpoint.path} does not fit its schema: ${z.prettifyError(result.error)}`,
  );
}
