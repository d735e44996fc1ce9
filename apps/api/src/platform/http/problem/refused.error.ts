import { type Refusal, refusals } from '@jianglian/domain/kernel';

/** Reasons that belong to no feature: the platform's own. */
export const sharedRefusals = refusals('shared', [
  'invalid-input',
  'not-found',
  'stale-revision',
  'bad-cursor',
  'bad-request',
  'too-large',
  'wrong-media-type',
  'key-reused',
  'file-missing',
  'too-many-requests',
  'unavailable',
  'busy',
  'internal',
]);

export type RefusedStatus = 400 | 401 | 403 | 409 | 413 | 415 | 422 | 423 | 429;

/** The decision was no: every reason at once, answered as a problem. 409 when the state speaks against it. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly refusals: readonly Refusal[];
  readonly status: RefusedStatus;
  /** The newer view, for a stale revision. */
  readonly current: unknown;
  readonly retryAfter: number | undefined;

  constructor(reasons: readonly Refusal[], status: RefusedStatus = 409, current?: unknown, retryAfter?: number) {
    super(reasons.map((refusal) => refusal.code).join(', '));
    this.refusals = reasons;
    this.status = status;
    this.current = current;
    this.retryAfter = retryAfter;
  }
}

/** Not there and not yours are one answer, so that nobody learns what exists by asking. */
export class NotFoundError extends Error {
  override readonly name = 'NotFoundError';
}

/** The revision seen is not the newest; `current` is the newer view the form shows beside its own. */
export const staleRevision = (current: unknown): RefusedError =>
  new RefusedError([sharedRefusals('stale-revision')], 409, current);
