import { Module } from '@nestjs/common';
import { StudioModule } from '../studio/index.ts';
import { AssignmentController } from './assignment.controller.ts';
import { AssignmentQueries } from './assignment.queries.ts';
import { AssignmentService } from './assignment.service.ts';
import { BonusService } from './bonus.service.ts';
import { CohortQueries } from './cohort.queries.ts';
import { CohortRepository } from './cohort.repository.ts';
import { CohortService } from './cohort.service.ts';
import { CycleController } from './cycle.controller.ts';
import { CycleQueries } from './cycle.queries.ts';
import { CycleRepository } from './cycle.repository.ts';
import { CycleService } from './cycle.service.ts';
import { DecisionSessions } from './decision-session.service.ts';
import { DecisionController } from './decision.controller.ts';
import { DecisionQueries } from './decision.queries.ts';
import { DecisionRepository } from './decision.repository.ts';
import { DecisionService } from './decision.service.ts';
import { EvaluationJobs } from './evaluation.jobs.ts';
import { EvaluationRepository } from './evaluation.repository.ts';
import { EvaluatorRepository } from './evaluator.repository.ts';
import { EvidenceQueries } from './evidence.queries.ts';
import { FactsQueries } from './facts.queries.ts';
import { PanelService } from './panel.service.ts';
import { PublicationService } from './publication.service.ts';
import { QueueQueries } from './queue.queries.ts';
import { ResultQueries } from './result.queries.ts';
import { RubricQueries } from './rubric.queries.ts';
import { ScoresheetQueries } from './scoresheet.queries.ts';
import { ScoresheetRepository } from './scoresheet.repository.ts';
import { ScoresheetService } from './scoresheet.service.ts';
import { ScoringController } from './scoring.controller.ts';
import { SelfEvaluationController } from './self-evaluation.controller.ts';
import { SelfEvaluationQueries } from './self-evaluation.queries.ts';
import { SelfEvaluationService } from './self-evaluation.service.ts';

/** 考核评估, 四(四): cycle, self-evaluation, panel, scoring, decision, publication. */
@Module({
  imports: [StudioModule],
  controllers: [CycleController, SelfEvaluationController, AssignmentController, ScoringController, DecisionController],
  providers: [
    RubricQueries,
    CycleQueries,
    CycleRepository,
    CycleService,
    CohortQueries,
    CohortRepository,
    CohortService,
    EvaluationRepository,
    FactsQueries,
    EvidenceQueries,
    SelfEvaluationQueries,
    SelfEvaluationService,
    AssignmentQueries,
    AssignmentService,
    EvaluatorRepository,
    PanelService,
    QueueQueries,
    ScoresheetQueries,
    ScoresheetRepository,
    ScoresheetService,
    DecisionQueries,
    DecisionRepository,
    DecisionSessions,
    DecisionService,
    BonusService,
    PublicationService,
    ResultQueries,
    EvaluationJobs,
  ],
})
export class EvaluationModule {}
