import { identityApi } from '@jianglian/contracts/identity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import { Controller } from '@nestjs/common';
import { CurrentSession, Input, Route } from '../../platform/http/index.ts';
import type { OpenSession } from '../../platform/session/index.ts';
import { OpenSessionQueries } from './open-session.queries.ts';
import { SessionService } from './session.service.ts';

/** Sessions of everybody, for the security administrator. */
@Controller()
export class OpenSessionController {
  private readonly queries: OpenSessionQueries;
  private readonly service: SessionService;

  constructor(queries: OpenSessionQueries, service: SessionService) {
    this.queries = queries;
    this.service = service;
  }

  @Route(identityApi.sessions)
  sessions(
    @Input() { query }: InputOf<typeof identityApi.sessions>,
    @CurrentSession() own: OpenSession,
  ): Promise<ReplyOf<typeof identityApi.sessions>> {
    return this.queries.page(query, own.id);
  }

  @Route(identityApi.endSession)
  end(@Input() { params }: InputOf<typeof identityApi.endSession>): Promise<void> {
    return this.service.end(params.id);
  }
}
