import { Global, Module } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { SessionStore } from '../session/session.store.ts';
import { AccessGuard } from './access.guard.ts';
import { EndpointInterceptor } from './endpoint.interceptor.ts';
import { Idempotency } from './idempotency.ts';
import { ProblemFilter } from './problem/problem.filter.ts';
import { RateLimiter } from './rate-limiter.ts';
import { Sweeper } from './sweeper.ts';

@Global()
@Module({
  providers: [
    SessionStore,
    Idempotency,
    RateLimiter,
    Sweeper,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: EndpointInterceptor },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
  exports: [SessionStore, RateLimiter],
})
export class HttpModule {}
