import type { Readable } from 'node:stream';
import type {} from '@fastify/multipart';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { identityRefusals } from '@jianglian/domain/identity';
import type { PortalRequest } from './portal-request.ts';
import { RefusedError, sharedRefusals } from './problem/refused.error.ts';

export interface UploadedFile {
  readonly name: string;
  readonly stream: Readable;
}

const requestOf = (context: ExecutionContext): PortalRequest => context.switchToHttp().getRequest<PortalRequest>();

/** The validated `{ params, query, body }` of the route's endpoint: `@Input() input: InputOf<typeof api.list>`. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).input);

/** Who acts. On a public route nobody may be signed in: then this refuses. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { actor } = requestOf(context);
  if (!actor) throw new RefusedError([identityRefusals('signed-out')], 401);
  return actor;
});

/** The open session, or undefined for a visitor. */
export const CurrentSession = createParamDecorator(
  (_: unknown, context: ExecutionContext) => requestOf(context).session,
);

/** The one file of a multipart request, as it streams in. */
export const Upload = createParamDecorator(async (_: unknown, context: ExecutionContext): Promise<UploadedFile> => {
  const request = requestOf(context);
  const part = request.isMultipart() ? await request.file() : undefined;
  if (!part) throw new RefusedError([sharedRefusals('file-missing')], 422);
  return { name: part.filename, stream: part.file };
});
