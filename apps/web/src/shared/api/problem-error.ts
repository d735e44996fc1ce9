import type { Problem, RefusalView } from '@jianglian/contracts/shared';

/** What the server (or the way to it) answered instead of a reply. `code` is `feature.reason`. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }

  get code(): string {
    return this.problem.code;
  }
  get status(): number {
    return this.problem.status;
  }
  get refusals(): readonly RefusalView[] {
    return this.problem.refusals;
  }
  /** The newer view, when a stale revision was sent. */
  get current(): unknown {
    return this.problem.current;
  }
  /** The call did not reach the server. */
  get offline(): boolean {
    return this.problem.code === OFFLINE;
  }
  get stale(): boolean {
    return this.problem.code === 'shared.stale-revision';
  }
}

const OFFLINE = 'web.offline';

export const isProblem = (error: unknown): error is ProblemError => error instanceof ProblemError;

/** Not signed in, or no longer. */
export const isSignedOut = (error: unknown): boolean => isProblem(error) && error.status === 401;

const bare = (status: number, code: string, title: string, requestId = ''): Problem => ({
  type: 'about:blank',
  title,
  status,
  code,
  requestId,
  refusals: [],
});

export const offlineProblem = (): ProblemError => new ProblemError(bare(0, OFFLINE, 'offline'));

/** The problem of an answer that is none of the portal's own (a proxy's page, a broken body). */
export const foreignProblem = (status: number, requestId: string): ProblemError =>
  new ProblemError(
    bare(
      status,
      status === 413 ? 'web.too-large' : status >= 500 ? 'web.unavailable' : 'web.unexpected',
      `HTTP ${status}`,
      requestId,
    ),
  );
