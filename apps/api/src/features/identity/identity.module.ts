import { Module } from '@nestjs/common';
import { AccountRepository } from './account.repository.ts';
import { SessionController } from './session.controller.ts';
import { SessionService } from './session.service.ts';

@Module({
  controllers: [SessionController],
  providers: [AccountRepository, SessionService],
})
export class IdentityModule {}
