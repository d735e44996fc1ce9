import { identityApi, type SessionView } from '@jianglian/contracts/identity';
import type { InputOf } from '@jianglian/contracts/shared';
import { Controller, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Clock } from '../../platform/clock/index.ts';
import { Config } from '../../platform/config/index.ts';
import { CurrentSession, Input, Route } from '../../platform/http/index.ts';
import { clearSessionCookie, type OpenSession, SessionStore, setSessionCookie } from '../../platform/session/index.ts';
import { AccountQueries } from './account.queries.ts';
import { sessionView } from './session.mapper.ts';
import { SessionService } from './session.service.ts';

@Controller()
export class SessionController {
  private readonly service: SessionService;
  private readonly sessions: SessionStore;
  private readonly accounts: AccountQueries;
  private readonly clock: Clock;
  private readonly config: Config;

  constructor(service: SessionService, sessions: SessionStore, accounts: AccountQueries, clock: Clock, config: Config) {
    this.service = service;
    this.sessions = sessions;
    this.accounts = accounts;
    this.clock = clock;
    this.config = config;
  }

  @Route(identityApi.session)
  session(@CurrentSession() session: OpenSession | undefined): Promise<SessionView> {
    return this.view(session);
  }

  @Route(identityApi.signIn)
  async signIn(
    @Input() { body }: InputOf<typeof identityApi.signIn>,
    @CurrentSession() previous: OpenSession | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const client = { address: request.ip, agent: request.headers['user-agent'] ?? '' };
    const token = await this.service.signIn(body.login, body.password, client);
    if (previous) await this.sessions.end(previous.id);
    setSessionCookie(reply, this.config, token);
    return this.view(await this.sessions.find(token));
  }

  @Route(identityApi.signOut)
  async signOut(
    @CurrentSession() session: OpenSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.service.signOut(session);
    clearSessionCookie(reply, this.config);
  }

  @Route(identityApi.changePassword)
  changePassword(
    @CurrentSession() session: OpenSession,
    @Input() { body }: InputOf<typeof identityApi.changePassword>,
  ): Promise<void> {
    return this.service.changePassword(session, body.current, body.next);
  }

  private async view(session: OpenSession | undefined): Promise<SessionView> {
    const grants = session ? await this.accounts.grantsOf(session.account.id) : [];
    return sessionView(session, grants, this.clock.now());
  }
}
