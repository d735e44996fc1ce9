import { ProblemError } from '../api/problem-error.ts';

const problem = (status: number, code: string, current?: unknown): ProblemError =>
  new ProblemError({ type: 'about:blank', title: code, status, code, requestId: 'r-1', refusals: [], current });

export const offline = (): ProblemError => problem(0, 'web.offline');
export const broken = (): ProblemError => problem(503, 'shared.unavailable');
export const denied = (): ProblemError => problem(403, 'identity.not-permitted');
export const refused = (): ProblemError => problem(409, 'machine.not-from-here');
export const stale = (current: unknown): ProblemError => problem(409, 'shared.stale-revision', current);
