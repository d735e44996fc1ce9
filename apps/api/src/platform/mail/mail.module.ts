import { Global, Module } from '@nestjs/common';
import { Outbox } from './outbox.ts';
import { Postman } from './postman.ts';
import { Smtp } from './smtp.ts';

@Global()
@Module({ providers: [Smtp, Outbox, Postman], exports: [Outbox, Postman] })
export class MailModule {}
