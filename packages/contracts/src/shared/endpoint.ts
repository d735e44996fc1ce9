import type { Permission } from '@jianglian/domain/identity';
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Who may call: a permission of the identity feature, anyone signed in, or the public. Nothing is open by omission. */
export type Access = Permission | 'public' | 'signed-in';

/** One row of a feature's endpoint table: controller, typed client and OpenAPI document are derived from it. */
export interface Endpoint<
  Params extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Reply extends z.ZodType | 'file' | 'nothing' = z.ZodType | 'file' | 'nothing',
> {
  readonly method: Method;
  /** Relative to `/api`, parameters as `:name`. */
  readonly path: `/${string}`;
  readonly permission: Access;
  /** One line of English for the API page. */
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  /** A zod schema, or `'multipart'` uploads where `multipart` is set. */
  readonly body?: Body;
  readonly multipart?: boolean;
  /** A view, a streamed file, or nothing (204). */
  readonly reply: Reply;
  /** Creating calls take an Idempotency-Key: the same key answers the same reply, once done. */
  readonly creates?: boolean;
}

export type EndpointTable = Readonly<Record<string, Endpoint>>;

export function endpoint<
  Params extends z.ZodType | undefined = undefined,
  Query extends z.ZodType | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  Reply extends z.ZodType | 'file' | 'nothing' = 'nothing',
>(definition: Endpoint<Params, Query, Body, Reply>): Endpoint<Params, Query, Body, Reply> {
  return definition;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;
type Given<Schema> = Schema extends z.ZodType ? z.input<Schema> : undefined;
type Present<T> = { [K in keyof T as T[K] extends undefined ? never : K]: T[K] };

/** What a controller receives: validated, defaults filled in. */
export type InputOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? Present<{ params: Parsed<P>; query: Parsed<Q>; body: Parsed<B> }>
    : never;

/** Parts of which nothing has to be given may be left out altogether. */
type Lenient<T> = { [K in keyof T as {} extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as {} extends T[K] ? K : never]?: T[K];
};

/** What a caller hands over: fields with defaults may be left out. */
export type CallOf<E> =
  E extends Endpoint<infer P, infer Q, infer B, infer _R>
    ? Lenient<Present<{ params: Given<P>; query: Given<Q>; body: Given<B> }>>
    : never;

/** What comes back, as the schema gives it. */
export type ReplyOf<E> =
  E extends Endpoint<infer _P, infer _Q, infer _B, infer R>
    ? R extends z.ZodType
      ? z.output<R>
      : R extends 'file'
        ? Blob
        : void
    : never;
