import { AsyncLocalStorage } from 'node:async_hooks';
import type { Locale } from '@jianglian/contracts/shared';
import type { Actor } from '@jianglian/domain/identity';

/** What is known about the request (or job) under way, wherever the code is. */
export interface RequestFacts {
  readonly requestId: string;
  readonly actor?: Actor;
  readonly locale: Locale;
  /** When the whole of it had reached the server. Absent in jobs. */
  readonly receivedAt?: Date;
}

const storage = new AsyncLocalStorage<RequestFacts>();

export const RequestContext = {
  run: <T>(facts: RequestFacts, work: () => T): T => storage.run(facts, work),
  /** Absent outside of requests and jobs: start-up and command line. */
  current: (): RequestFacts | undefined => storage.getStore(),
};
