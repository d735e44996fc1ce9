import { Module } from '@nestjs/common';
import { EvaluationModule } from '../evaluation/index.ts';
import { MessageModule } from '../message/index.ts';
import { StudioModule } from '../studio/index.ts';
import { applicationControllers, applicationProviders } from './application/index.ts';
import { awardControllers, awardProviders } from './award/index.ts';
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
import { RecommendationPapers } from './recommendation/papers.service.ts';
import { RecommendationListQueries } from './recommendation/recommendation-list.queries.ts';
import { RecommendationNews } from './recommendation/recommendation-news.service.ts';
import { RecommendationReminders } from './recommendation/recommendation-reminder.service.ts';
import { RecommendationService } from './recommendation/recommendation.service.ts';
import { SealedFileListener } from './recommendation/sealed-file.listener.ts';
import { SealedPapers } from './recommendation/sealed-papers.service.ts';
import { ProvisionalListener } from './provisional/provisional.listener.ts';
import { ProvisionalNews } from './provisional/provisional-news.service.ts';
import { ProvisionalRepository } from './provisional/provisional.repository.ts';
import { ProvisionalService } from './provisional/provisional.service.ts';
import { RankingService } from './recommendation/ranking.service.ts';
import { RecommendationController } from './recommendation/recommendation.controller.ts';
import { RecommendationQueries } from './recommendation/recommendation.queries.ts';
import { RecommendationRepository } from './recommendation/recommendation.repository.ts';
import { WaiverRepository } from './eligibility/waiver.repository.ts';
import { WaiverService } from './eligibility/waiver.service.ts';
import { reviewControllers, reviewProviders } from './review/index.ts';
import { CallController } from './round/call.controller.ts';
import { CallQueries } from './round/call.queries.ts';
import { QuotaQueries } from './round/quota.queries.ts';
import { QuotaRepository } from './round/quota.repository.ts';
import { QuotaService } from './round/quota.service.ts';
import { RoundApplications } from './round/round-applications.repository.ts';
import { RoundCalendarListener } from './round/round-calendar.listener.ts';
import { RoundDrafts } from './round/round-draft.service.ts';
import { RoundFileListener } from './round/round-file.listener.ts';
import { RoundNews } from './round/round-news.service.ts';
import { RoundController } from './round/round.controller.ts';
import { RoundQueries } from './round/round.queries.ts';
import { RoundRepository } from './round/round.repository.ts';
import { RoundService } from './round/round.service.ts';
import { HonoursExport } from './honours/honours-export.queries.ts';
import { HonoursController } from './honours/honours.controller.ts';
import { HonoursService } from './honours/honours.service.ts';
import { NominationRepository } from './honours/nomination.repository.ts';
import { HonourQueries } from './honours/honour.queries.ts';
import { SubsidyExport } from './subsidy/subsidy-export.queries.ts';
import { SubsidyFileListener } from './subsidy/subsidy-file.listener.ts';
import { SubsidyListQueries } from './subsidy/subsidy-list.queries.ts';
import { SubsidyController } from './subsidy/subsidy.controller.ts';
import { SubsidyQueries } from './subsidy/subsidy.queries.ts';
import { SubsidyRepository } from './subsidy/subsidy.repository.ts';
import { SubsidyService } from './subsidy/subsidy.service.ts';

@Module({
  imports: [EvaluationModule, MessageModule, StudioModule],
  controllers: [
    HonoursController,
    RoundController,
    ...awardControllers,
    CallController,
    SubsidyController,
    ...applicationControllers,
    VerdictController,
    DeclarationController,
    RecommendationController,
    ...reviewControllers,
  ],
  providers: [
    ...awardProviders,
    RoundRepository,
    QuotaRepository,
    RoundApplications,
    QuotaQueries,
    QuotaService,
    RoundQueries,
    RoundDrafts,
    RoundNews,
    RoundService,
    RoundFileListener,
    RoundCalendarListener,
    CallQueries,
    HonourQueries,
    HonoursExport,
    NominationRepository,
    HonoursService,
    SubsidyListQueries,
    SubsidyQueries,
    SubsidyExport,
    SubsidyRepository,
    SubsidyService,
    SubsidyFileListener,
    ...applicationProviders,
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
    RecommendationRepository,
    RecommendationQueries,
    RankingService,
    ProvisionalListener,
    ProvisionalNews,
    ProvisionalRepository,
    ProvisionalService,
    RecommendationPapers,
    RecommendationListQueries,
    RecommendationNews,
    RecommendationReminders,
    RecommendationService,
    SealedFileListener,
    SealedPapers,
    ...reviewProviders,
  ],
  exports: [VerdictQueries, DeterminationService],
})
export class UpgradeModule {}
