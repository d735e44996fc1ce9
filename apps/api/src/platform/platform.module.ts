import { type DynamicModule, Global, Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.ts';
import { Clock } from './clock/index.ts';
import { Config } from './config/index.ts';
import { FieldCipher } from './crypto/index.ts';
import { DatabaseModule } from './database/database.module.ts';
import { FilesModule } from './files/files.module.ts';
import { HttpModule } from './http/http.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { MailModule } from './mail/mail.module.ts';
import { ReceiptsModule } from './receipts/receipts.module.ts';

/** Everything without a business word in it, there for every feature to inject. */
@Global()
@Module({})
export class PlatformModule {
  static with(config: Config, clock: Clock = new Clock()): DynamicModule {
    return {
      module: PlatformModule,
      imports: [DatabaseModule, HttpModule, AuditModule, JobsModule, FilesModule, MailModule, ReceiptsModule],
      providers: [{ provide: Config, useValue: config }, { provide: Clock, useValue: clock }, FieldCipher],
      exports: [Config, Clock, FieldCipher],
    };
  }
}
