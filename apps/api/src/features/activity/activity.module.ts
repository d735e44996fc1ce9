import { Module } from '@nestjs/common';
import { ActivityController } from './activity.controller.ts';
import { ActivityExport } from './activity-export.queries.ts';
import { ActivityQueries } from './activity.queries.ts';
import { ActivityRepository } from './activity.repository.ts';
import { ActivityService } from './activity.service.ts';
import { ActivityTallies } from './activity-tally.queries.ts';
import { EvidenceController } from './evidence.controller.ts';
import { EvidenceQueries } from './evidence.queries.ts';
import { EvidenceRepository } from './evidence.repository.ts';
import { EvidenceService } from './evidence.service.ts';
import { ReportController } from './report.controller.ts';
import { ReportQueries } from './report.queries.ts';
import { ReportRepository } from './report.repository.ts';
import { ReportService } from './report.service.ts';
import { VerificationService } from './verification.service.ts';

@Module({
  controllers: [ActivityController, EvidenceController, ReportController],
  providers: [
    ActivityService,
    ActivityRepository,
    ActivityQueries,
    ActivityExport,
    ActivityTallies,
    VerificationService,
    EvidenceService,
    EvidenceRepository,
    EvidenceQueries,
    ReportService,
    ReportRepository,
    ReportQueries,
  ],
  exports: [ActivityTallies, ReportQueries],
})
export class ActivityModule {}
