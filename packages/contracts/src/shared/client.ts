import type { CallOf, Endpoint, EndpointTable, ReplyOf } from './endpoint.ts';

/** Carries one call: the web's is same-origin fetch with the session's CSRF token, the tests' speaks to a portal under test. */
export type Transport = (request: {
  readonly endpoint: Endpoint;
  readonly path: string;
  readonly query: string;
  readonly body: unknown;
  readonly signal?: AbortSignal;
}) => Promise<unknown>;

type Call<E> =
  {} extends CallOf<E>
    ? (call?: CallOf<E>, options?: { readonly signal?: AbortSignal }) => Promise<ReplyOf<E>>
    : (call: CallOf<E>, options?: { readonly signal?: AbortSignal }) => Promise<ReplyOf<E>>;

export type Client<Table extends EndpointTable> = { readonly [Name in keyof Table]: Call<Table[Name]> };

/** A typed function per row of the endpoint table. */
export function client<const Table extends EndpointTable>(table: Table, transport: Transport): Client<Table> {
  const calls = Object.entries(table).map(([name, endpoint]) => [
    name,
    (call: { params?: object; query?: object; body?: unknown } = {}, options: { signal?: AbortSignal } = {}) =>
      transport({
        endpoint,
        path: pathOf(endpoint, call.params ?? {}),
        query: queryOf(call.query ?? {}),
        body: call.body,
        ...(options.signal ? { signal: options.signal } : {}),
      }),
  ]);
  return Object.fromEntries(calls) as Client<Table>;
}

/** The path with its parameters filled in and encoded. */
export function pathOf(endpoint: Pick<Endpoint, 'path'>, params: object): string {
  const values = params as Record<string, unknown>;
  return endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(values[name])));
}

/** `?a=1&b=x&b=y`: absent values are left out, lists repeat their name. Empty when nothing is asked. */
export function queryOf(query: object): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null && item !== '') search.append(name, String(item));
    }
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
