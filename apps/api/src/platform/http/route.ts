import type { Endpoint } from '@jianglian/contracts/shared';
import {
  applyDecorators,
  Delete,
  type ExecutionContext,
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
} from '@nestjs/common';

const metadataKey = 'jianglian:endpoint';
const verbs = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete };

/** Binds a handler to its row of the endpoint table: verb, path, permission, schemas and status come from there. */
export const Route = (endpoint: Endpoint): MethodDecorator =>
  applyDecorators(
    SetMetadata(metadataKey, endpoint),
    verbs[endpoint.method](endpoint.path),
    HttpCode(statusOf(endpoint)),
  );

/** 204 when nothing comes back, 201 for what creates, else 200. */
export const statusOf = (endpoint: Endpoint): number =>
  endpoint.reply === 'nothing' ? 204 : endpoint.creates ? 201 : 200;

/** The endpoint of the handler about to run; undefined means the handler did not declare one and must not run. */
export const endpointOf = (context: ExecutionContext): Endpoint | undefined =>
  Reflect.getMetadata(metadataKey, context.getHandler()) as Endpoint | undefined;
