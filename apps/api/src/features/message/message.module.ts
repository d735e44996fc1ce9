import { Module } from '@nestjs/common';
import { Audience } from './audience.queries.ts';
import { MailController } from './mail.controller.ts';
import { MailQueries } from './mail.queries.ts';
import { MailService } from './mail.service.ts';
import { MessageController } from './message.controller.ts';
import { MessageQueries } from './message.queries.ts';
import { Messages } from './messages.service.ts';

/** What people are told: messages in the portal, mails, and the outbox for the administrator. */
@Module({
  controllers: [MessageController, MailController],
  providers: [Messages, MessageQueries, Audience, MailQueries, MailService],
  exports: [Messages, Audience],
})
export class MessageModule {}
