import { type DynamicModule, Module } from '@nestjs/common';
import { ActivityModule } from './features/activity/index.ts';
import { AuditFeatureModule } from './features/audit/audit-feature.module.ts';
import { EvaluationModule } from './features/evaluation/index.ts';
import { FilesFeatureModule } from './features/files/files-feature.module.ts';
import { IdentityModule } from './features/identity/identity.module.ts';
import { InsightModule } from './features/insight/insight.module.ts';
import { MessageModule } from './features/message/index.ts';
import { ReceiptModule } from './features/receipt/receipt.module.ts';
import { ReferenceModule } from './features/reference/index.ts';
import { AwardImportModule } from './features/studio/award-import.module.ts';
import { StudioModule } from './features/studio/index.ts';
import { UpgradeModule } from './features/upgrade/index.ts';
import type { Clock } from './platform/clock/index.ts';
import type { Config } from './platform/config/index.ts';
import { PlatformModule } from './platform/platform.module.ts';

/** Every feature's module. A feature adds its line here. */
const features = [
  ActivityModule,
  AuditFeatureModule,
  AwardImportModule,
  EvaluationModule,
  FilesFeatureModule,
  IdentityModule,
  InsightModule,
  MessageModule,
  ReceiptModule,
  ReferenceModule,
  StudioModule,
  UpgradeModule,
];

@Module({})
export class AppModule {
  static with(config: Config, clock?: Clock): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.with(config, clock), ...features] };
  }
}
