import { Module } from '@nestjs/common';
import { AwardImportAmend } from './award-import-amend.service.ts';
import { AwardImportApply } from './award-import-apply.service.ts';
import { AwardImportCheck } from './award-import-check.service.ts';
import { AwardImportDictionary } from './award-import-dictionary.repository.ts';
import { AwardImportRegister } from './award-import-register.repository.ts';
import { AwardImportResult } from './award-import-result.queries.ts';
import { AwardImportController } from './award-import.controller.ts';
import { AwardImportJobs } from './award-import.jobs.ts';
import { AwardImportQueries } from './award-import.queries.ts';
import { AwardImportRepository } from './award-import.repository.ts';
import { AwardImportService } from './award-import.service.ts';
import { StudioModule } from './studio.module.ts';

/** Published award lists into the register. */
@Module({
  imports: [StudioModule],
  controllers: [AwardImportController],
  providers: [
    AwardImportRepository,
    AwardImportDictionary,
    AwardImportRegister,
    AwardImportCheck,
    AwardImportAmend,
    AwardImportApply,
    AwardImportService,
    AwardImportJobs,
    AwardImportQueries,
    AwardImportResult,
  ],
})
export class AwardImportModule {}
