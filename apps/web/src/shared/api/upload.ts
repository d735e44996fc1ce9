import type { Problem } from '@jianglian/contracts/shared';
import { API, callHeaders, endSession, uuid } from './http.ts';
import { foreignProblem, offlineProblem, ProblemError } from './problem-error.ts';
import { serverNow } from './server-clock.ts';

export interface UploadOptions {
  /** The same on each try of one file, so that a lost answer does not store it twice. */
  readonly key?: string;
  /** Part sent, 0 to 1. */
  readonly progress?: (part: number) => void;
  readonly signal?: AbortSignal;
  /** More fields of the form. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Sends one file as the field `file` of a form to a path under /api. XMLHttpRequest, because fetch tells nothing of the way up. */
export function upload<Reply>(path: string, file: File, options: UploadOptions = {}): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API}${path}`);
    const headers = {
      ...callHeaders(),
      Accept: 'application/json, application/problem+json',
      'Idempotency-Key': options.key ?? uuid(),
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.upload.addEventListener('progress', ({ loaded, total }) => total > 0 && options.progress?.(loaded / total));
    request.addEventListener('load', () => {
      serverNow.learn(request.getResponseHeader('Date'), 'second');
      if (request.status < 300) return resolve(JSON.parse(request.responseText) as Reply);
      const error = problemOf(request);
      if (error.status === 401) endSession(error);
      return reject(error);
    });
    request.addEventListener('error', () => reject(offlineProblem()));
    request.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    options.signal?.addEventListener('abort', () => request.abort());

    const form = new FormData();
    // Fields come first: the server reads the form as a stream and must know them before the file.
    for (const [name, value] of Object.entries(options.fields ?? {})) form.append(name, value);
    form.append('file', file, file.name);
    request.send(form);
  });
}

function problemOf(request: XMLHttpRequest): ProblemError {
  const requestId = request.getResponseHeader('X-Request-Id') ?? '';
  try {
    const problem = JSON.parse(request.responseText) as Problem;
    if (typeof problem.code === 'string') return new ProblemError({ ...problem, refusals: problem.refusals ?? [] });
  } catch {
    // Not JSON: a proxy answered.
  }
  return foreignProblem(request.status, requestId);
}
