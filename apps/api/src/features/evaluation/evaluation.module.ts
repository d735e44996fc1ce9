import { Module } from '@nestjs/common';
import { StudioModule } from '../studio/index.ts';
import { AssignmentController } from './panel/assignment.controller.ts';
import { AssignmentQueries } from './panel/assignment.queries.ts';
import { AssignmentService } from './panel/assignment.service.ts';
import { ArbitrationRepository } from './moderation/arbitration.repository.ts';
import { ArbitrationService } from './moderation/arbitration.service.ts';
import { BonusService } from './decision/bonus.service.ts';
import { CalibrationQueries } from './moderation/calibration.queries.ts';
import { CohortQueries } from './cycle/cohort.queries.ts';
import { CohortRepository } from './cycle/cohort.repository.ts';
import { CohortService } from './cycle/cohort.service.ts';
import { CycleController } from './cycle/cycle.controller.ts';
import { CycleQueries } from './cycle/cycle.queries.ts';
import { CycleRepository } from './cycle/cycle.repository.ts';
import { CycleService } from './cycle/cycle.service.ts';
import { DecisionSessions } from './decision/decision-session.service.ts';
import { DecisionController } from './decision/decision.controller.ts';
import { DecisionQueries } from './decision/decision.queries.ts';
import { DecisionRepository } from './decision/decision.repository.ts';
import { DecisionService } from './decision/decision.service.ts';
import { EvaluationJobs } from './evaluation.jobs.ts';
import { EvaluationRepository } from './evaluation.repository.ts';
import { EvaluatorRepository } from './panel/evaluator.repository.ts';
import { EvidenceQueries } from './self-evaluation/evidence.queries.ts';
import { FactsQueries } from './self-evaluation/facts.queries.ts';
import { ModerationController } from './moderation/moderation.controller.ts';
import { ModerationQueries } from './moderation/moderation.queries.ts';
import { PanelQueries } from './moderation/panel.queries.ts';
import { PanelService } from './panel/panel.service.ts';
import { PublicationService } from './decision/publication.service.ts';
import { QueueQueries } from './scoring/queue.queries.ts';
import { ResultQueries } from './result/result.queries.ts';
import { RubricQueries } from './rubric/rubric.queries.ts';
import { ScoresheetQueries } from './scoring/scoresheet.queries.ts';
import { ScoresheetRepository } from './scoring/scoresheet.repository.ts';
import { ScoresheetService } from './scoring/scoresheet.service.ts';
import { TiesQueries } from './panel/ties.queries.ts';
import { ScoringController } from './scoring/scoring.controller.ts';
import { SelfEvaluationController } from './self-evaluation/self-evaluation.controller.ts';
import { SelfEvaluationQueries } from './self-evaluation/self-evaluation.queries.ts';
import { SelfEvaluationService } from './self-evaluation/self-evaluation.service.ts';

/** 考核评估, 四(四): cycle, self-evaluation, panel, scoring, decision, publication. */
@Module({
  imports: [StudioModule],
  controllers: [CycleController, SelfEvaluationController, AssignmentController, ScoringController, DecisionController, ModerationController],
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
    TiesQueries,
    PanelQueries,
    ModerationQueries,
    CalibrationQueries,
    ArbitrationRepository,
    ArbitrationService,
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
