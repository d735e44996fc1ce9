import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.ts';
import { AccountQueries } from './account.queries.ts';
import { AccountRepository } from './account.repository.ts';
import { AccountService } from './account.service.ts';
import { AdminService } from './admin.service.ts';
import { ContactController } from './contact.controller.ts';
import { ContactService } from './contact.service.ts';
import { DemoAccountQueries } from './demo-account.queries.ts';
import { DemoAccountService } from './demo-account.service.ts';
import { OpenSessionController } from './open-session.controller.ts';
import { OpenSessionQueries } from './open-session.queries.ts';
import { SessionController } from './session.controller.ts';
import { SessionService } from './session.service.ts';

@Module({
  controllers: [SessionController, ContactController, AccountController, OpenSessionController],
  providers: [
    AccountRepository,
    AccountService,
    ContactService,
    AccountQueries,
    SessionService,
    OpenSessionQueries,
    DemoAccountQueries,
    DemoAccountService,
    AdminService,
  ],
})
export class IdentityModule {}
