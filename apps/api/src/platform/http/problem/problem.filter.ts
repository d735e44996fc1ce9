import type { Problem } from '@jianglian/contracts/shared';
import type { Refusal } from '@jianglian/domain/kernel';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isContention, isDatabaseAway } from '../../database/faults.ts';
import { InvalidInputError } from '../validate.ts';
import { localeOf, problemOf, problemType } from './problem.ts';
import { NotFoundError, RefusedError, sharedRefusals } from './refused.error.ts';

interface Finding {
  readonly status: number;
  readonly refusals: readonly [Refusal, ...Refusal[]];
  readonly extra?: Partial<Pick<Problem, 'fields' | 'current' | 'retryAfter'>>;
}

const shared = (status: number, reason: Parameters<typeof sharedRefusals>[0], extra?: Finding['extra']): Finding => ({
  status,
  refusals: [sharedRefusals(reason)],
  ...(extra ? { extra } : {}),
});

/** Everything that goes wrong leaves as a problem with code and sentence; a bug as a number and nothing else. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Also for what fails before a route is found: an address that cannot be decoded. */
export function answerProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const finding = findingOf(error);
  if (finding.status === 500) request.log.error({ err: error }, 'a request failed');
  else if (finding.status === 503) request.log.warn({ reason: (error as Error).message }, 'unavailable');
  if (reply.raw.headersSent) {
    reply.raw.destroy(); // half an answer is cut off rather than completed wrongly
    return;
  }
  const problem = problemOf(finding.refusals, localeOf(request.headers['accept-language']), {
    status: finding.status,
    requestId: request.id,
    ...finding.extra,
  });
  if (problem.retryAfter !== undefined) void reply.header('Retry-After', String(problem.retryAfter));
  reply.removeHeader('Content-Disposition');
  void reply.status(finding.status).headers({ 'Content-Type': problemType, 'Cache-Control': 'no-store' });
  void reply.header('X-Request-Id', request.id).send(JSON.stringify(problem));
}

function findingOf(error: unknown): Finding {
  if (error instanceof RefusedError) return refused(error);
  if (error instanceof NotFoundError) return shared(404, 'not-found');
  if (isDatabaseAway(error)) return shared(503, 'unavailable', { retryAfter: 5 });
  if (isContention(error)) return shared(503, 'busy', { retryAfter: 1 });
  const status = error instanceof HttpException ? error.getStatus() : (error as { statusCode?: number }).statusCode;
  if (status === 404) return shared(404, 'not-found');
  if (status === 413) return shared(413, 'too-large');
  if (status === 415 || status === 406) return shared(415, 'wrong-media-type');
  if (status === 403) return shared(403, 'bad-request');
  if (status !== undefined && status >= 400 && status < 500) return shared(400, 'bad-request');
  return shared(500, 'internal');
}

function refused(error: RefusedError): Finding {
  const [first, ...rest] = error.refusals;
  if (first === undefined) return shared(500, 'internal'); // refused without a reason is a bug
  return {
    status: error.status,
    refusals: [first, ...rest],
    extra: {
      ...(error instanceof InvalidInputError ? { fields: [...error.fields] } : {}),
      ...(error.current === undefined ? {} : { current: error.current }),
      ...(error.retryAfter === undefined ? {} : { retryAfter: error.retryAfter }),
    },
  };
}
