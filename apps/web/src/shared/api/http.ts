import type { Problem, Transport } from '@jianglian/contracts/shared';
import { serverNow } from './server-clock.ts';
import { foreignProblem, offlineProblem, ProblemError } from './problem-error.ts';

/** Prefix of every call; pages are served from the same origin. */
export const API = '/api';

type Listener = (error: ProblemError) => void;
const signedOut = new Set<Listener>();

/** Called when the server says the session has ended. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

export function endSession(error: ProblemError): void {
  for (const listener of signedOut) listener(error);
}

let csrf: string | undefined;
/** The session's token, given with it; every changing call returns it. */
export function setCsrfToken(token: string | undefined): void {
  csrf = token;
}

/** Headers every call carries. */
export const callHeaders = (): Record<string, string> => ({
  'X-Requested-With': 'jianglian',
  'Accept-Language': document.documentElement.lang || 'zh-CN',
  ...(csrf ? { 'X-CSRF-Token': csrf } : {}),
});

/**
 * The transport of every typed client: same-origin JSON, problems as `ProblemError`. A creating call carries a key, so that a
 * repeated click or a retry after a lost answer creates once: the same body sent again within ten minutes has the same key.
 */
export const http: Transport = async ({ endpoint, path, query, body, signal }) => {
  const headers: Record<string, string> = { ...callHeaders(), Accept: 'application/json, application/problem+json' };
  const form = body instanceof FormData;
  const text = body === undefined || form ? undefined : JSON.stringify(body);
  if (text !== undefined) headers['Content-Type'] = 'application/json';
  const key = endpoint.creates ? keyFor(`${endpoint.method} ${path} ${text ?? ''}`, form) : undefined;
  if (key) headers['Idempotency-Key'] = key.value;

  let response: Response;
  try {
    response = await fetch(`${API}${path}${query}`, {
      method: endpoint.method,
      headers,
      credentials: 'same-origin',
      body: form ? body : (text ?? null),
      ...(signal ? { signal } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw offlineProblem();
  }
  serverNow.learn(response.headers.get('Date'), 'second');
  // An answer, good or refused, ends this key; only a lost answer keeps it for the next try.
  if (response.status < 500) key?.release();
  if (!response.ok) throw await problemOf(response);
  if (endpoint.reply === 'file') return response.blob();
  if (endpoint.reply === 'nothing' || response.status === 204) return undefined;
  return response.json();
};

export async function problemOf(response: Response): Promise<ProblemError> {
  const requestId = response.headers.get('X-Request-Id') ?? '';
  let error: ProblemError;
  try {
    const problem = (await response.json()) as Partial<Problem>;
    error =
      typeof problem.code === 'string'
        ? new ProblemError({
            type: 'about:blank',
            title: '',
            status: response.status,
            requestId,
            refusals: [],
            ...problem,
          } as Problem)
        : foreignProblem(response.status, requestId);
  } catch {
    error = foreignProblem(response.status, requestId);
  }
  if (response.status === 401) endSession(error);
  return error;
}

const KEY_LIFE_MS = 600_000;
const pending = new Map<string, { value: string; at: number }>();

function keyFor(call: string, alwaysNew: boolean): { value: string; release: () => void } {
  const now = Date.now();
  const kept = pending.get(call);
  const entry = !alwaysNew && kept && now - kept.at < KEY_LIFE_MS ? kept : { value: uuid(), at: now };
  if (!alwaysNew) pending.set(call, entry);
  return { value: entry.value, release: () => pending.delete(call) };
}

/** A random uuid; `crypto.randomUUID` is missing where the portal is served over plain HTTP on an intranet address. */
export function uuid(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
