import { Module } from '@nestjs/common';
import { ApplicationController } from './application/application.controller.ts';
import { ApplicationQueries } from './application/application.queries.ts';
import { ApplicationRepository } from './application/application.repository.ts';
import { CaseQueries } from './eligibility/case.queries.ts';
import { DeclarationFileListener } from './eligibility/declaration-file.listener.ts';
import { DeclarationController } from './eligibility/declaration.controller.ts';
import { DeclarationQueries } from './eligibility/declaration.queries.ts';
import { DeclarationRepository } from './eligibility/declaration.repository.ts';
import { DeclarationService } from './eligibility/declaration.service.ts';
import { DeterminationQueries } from './eligibility/determination.queries.ts';
import { DeterminationRepository } from './eligibility/determination.repository.ts';
import { DeterminationService } from './eligibility/determination.service.ts';
import { SimulationQueries } from './eligibility/simulation.queries.ts';
import { VerdictExport } from './eligibility/verdict-export.queries.ts';
import { VerdictListQueries } from './eligibility/verdict-list.queries.ts';
import { VerdictController } from './eligibility/verdict.controller.ts';
import { VerdictQueries } from './eligibility/verdict.queries.ts';
import { WaiverRepository } from './eligibility/waiver.repository.ts';
import { WaiverService } from './eligibility/waiver.service.ts';
import { SubsidyExport } from './subsidy/subsidy-export.queries.ts';
import { SubsidyFileListener } from './subsidy/subsidy-file.listener.ts';
import { SubsidyListQueries } from './subsidy/subsidy-list.queries.ts';
import { SubsidyController } from './subsidy/subsidy.controller.ts';
import { SubsidyQueries } from './subsidy/subsidy.queries.ts';
import { SubsidyRepository } from './subsidy/subsidy.repository.ts';
import { SubsidyService } from './subsidy/subsidy.service.ts';

@Module({
  controllers: [SubsidyController, ApplicationController, VerdictController, DeclarationController],
  providers: [
    SubsidyListQueries,
    SubsidyQueries,
    SubsidyExport,
    SubsidyRepository,
    SubsidyService,
    SubsidyFileListener,
    ApplicationRepository,
    ApplicationQueries,
    CaseQueries,
    VerdictQueries,
    VerdictListQueries,
    VerdictExport,
    SimulationQueries,
    DeclarationRepository,
    DeclarationQueries,
    DeclarationService,
    DeclarationFileListener,
    WaiverRepository,
    WaiverService,
    DeterminationRepository,
    DeterminationQueries,
    DeterminationService,
  ],
  exports: [VerdictQueries, DeterminationService],
})
export class UpgradeModule {}
