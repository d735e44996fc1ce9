import type { LoggerService } from '@nestjs/common';
import type { FastifyBaseLogger } from 'fastify';

/** Nest's own messages go where the requests' go. What it tells while starting is of interest only when debugging. */
export class NestLog implements LoggerService {
  private readonly log_: FastifyBaseLogger;

  constructor(log: FastifyBaseLogger) {
    this.log_ = log;
  }

  log(message: unknown, ...rest: unknown[]): void {
    this.log_.debug({ context: rest.at(-1) }, String(message));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.log_.warn({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    if (message instanceof Error) this.log_.error({ err: message }, message.message);
    else this.log_.error({ context: rest.at(-1), stack: rest[0] }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.log_.trace({ context: rest.at(-1) }, String(message));
  }
}
