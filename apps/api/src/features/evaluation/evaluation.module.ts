import { Module } from '@nestjs/common';
import { ReferenceModule } from '../reference/index.ts';
import { MessageModule } from '../message/index.ts';
import { StudioModule } from '../studio/index.ts';
import { AssignmentController } from './panel/assignment.controller.ts';
import { AssignmentQueries } from './panel/assignment.queries.ts';
import { AssignmentService } from './panel/assignment.service.ts';
import { ArbitrationRepository } from './moderation/arbitration.repository.ts';
import { ArbitrationService } from './moderation/arbitration.service.ts';
import { BonusService } from './decision/bonus.service.ts';
import { CalibrationQueries } from './moderation/calibration.queries.ts';
import { CalendarSources } from './calendar/calendar-sources.ts';
import { CalendarController } from './calendar/calendar.controller.ts';
import { CalendarQueries } from './calendar/calendar.queries.ts';
import { CalendarRepository } from './calendar/calendar.repository.ts';
import { CalendarService } from './calendar/calendar.service.ts';
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
import { EvaluationListeners } from './evaluation-listeners.service.ts';
import { EvaluationJobs } from './evaluation.jobs.ts';
import { EvaluationRepository } from './evaluation.repository.ts';
import { EvaluatorController } from './panel/evaluator.controller.ts';
import { EvaluatorQueries } from './panel/evaluator.queries.ts';
import { EvaluatorRepository } from './panel/evaluator.repository.ts';
import { EvaluatorService } from './panel/evaluator.service.ts';
import { PanelSheetService } from './panel/panel-sheet.service.ts';
import { PanelSolver } from './panel/panel-solver.ts';
import { ProposalService } from './panel/proposal.service.ts';
import { StudioTieRepository } from './panel/studio-tie.repository.ts';
import { EvidenceQueries } from './self-evaluation/evidence.queries.ts';
import { FactsQueries } from './self-evaluation/facts.queries.ts';
import { WorkbookQueries } from './moderation/workbook.queries.ts';
import { WorkbookService } from './moderation/workbook.service.ts';
import { ModerationController } from './moderation/moderation.controller.ts';
import { ModerationQueries } from './moderation/moderation.queries.ts';
import { PanelQueries } from './moderation/panel.queries.ts';
import { OpinionController } from './opinion/opinion.controller.ts';
import { OpinionListQueries } from './opinion/opinion-list.queries.ts';
import { OpinionQueries } from './opinion/opinion.queries.ts';
import { OpinionRepository } from './opinion/opinion.repository.ts';
import { OpinionService } from './opinion/opinion.service.ts';
import { PanelService } from './panel/panel.service.ts';
import { MarkHistoryQueries } from './scoring/mark-history.queries.ts';
import { OfflineQueries } from './scoring/offline.queries.ts';
import { OfflineService } from './scoring/offline.service.ts';
import { PaperEntryService } from './scoring/paper-entry.service.ts';
import { MarkRepository } from './scoring/mark.repository.ts';
import { QueueQueries } from './scoring/queue.queries.ts';
import { ComparisonQueries } from './result/comparison.queries.ts';
import { HistoryQueries } from './result/history.queries.ts';
import { ResultController } from './result/result.controller.ts';
import { ResultQueries } from './result/result.queries.ts';
import { rectificationControllers, rectificationProviders } from './rectification/index.ts';
import { WorkCalendarQueries } from './rectification/work-calendar.queries.ts';
import { reminderControllers, reminderProviders } from './reminder/index.ts';
import { RubricController } from './rubric/rubric.controller.ts';
import { CorrectionEvents } from './publicity/correction-events.service.ts';
import { CorrectionQueries } from './publicity/correction.queries.ts';
import { CorrectionRepository } from './publicity/correction.repository.ts';
import { CorrectionService } from './publicity/correction.service.ts';
import { DecisionSteps } from './decision/decision-step.service.ts';
import { GradedQueries } from './decision/graded.queries.ts';
import { TrailQueries } from './decision/trail.queries.ts';
import { LetterArchives } from './letter/letter-archive.service.ts';
import { LetterBatchRepository } from './letter/letter-batch.repository.ts';
import { LetterController } from './letter/letter.controller.ts';
import { LetterJobs } from './letter/letter.jobs.ts';
import { LetterQueries } from './letter/letter.queries.ts';
import { LetterService } from './letter/letter.service.ts';
import { ObjectionController } from './objection/objection.controller.ts';
import { ObjectionFiles } from './objection/objection-file.listener.ts';
import { ObjectionQueries } from './objection/objection.queries.ts';
import { ObjectionDesk } from './objection/objection-desk.service.ts';
import { ObjectionRepository } from './objection/objection.repository.ts';
import { ObjectionParticipants } from './objection/objection-participants.ts';
import { ObjectionService } from './objection/objection.service.ts';
import { PublicityController } from './publicity/publicity.controller.ts';
import { PublicityQueries } from './publicity/publicity.queries.ts';
import { PublicationService } from './publicity/publication.service.ts';
import { RubricQueries } from './rubric/rubric.queries.ts';
import { RubricRepository } from './rubric/rubric.repository.ts';
import { RubricService } from './rubric/rubric.service.ts';
import { ScoresheetQueries } from './scoring/scoresheet.queries.ts';
import { ScoresheetRepository } from './scoring/scoresheet.repository.ts';
import { ScoresheetService } from './scoring/scoresheet.service.ts';
import { KnownEvaluators } from './panel/known-evaluator.queries.ts';
import { TiesQueries } from './panel/ties.queries.ts';
import { ScoringController } from './scoring/scoring.controller.ts';
import { SelfEvaluationController } from './self-evaluation/self-evaluation.controller.ts';
import { SelfEvaluationQueries } from './self-evaluation/self-evaluation.queries.ts';
import { SubmissionRepository } from './self-evaluation/submission.repository.ts';
import { SubmissionQueries } from './self-evaluation/submission.queries.ts';
import { VisitController } from './visit/visit.controller.ts';
import { VisitDrawRepository } from './visit/visit-draw.repository.ts';
import { VisitDrawQueries } from './visit/visit-draw.queries.ts';
import { VisitDrawService } from './visit/visit-draw.service.ts';
import { VisitFileListener } from './visit/visit-file.listener.ts';
import { VisitorQueries } from './visit/visitor.queries.ts';
import { VisitQueries } from './visit/visit.queries.ts';
import { VisitRepository } from './visit/visit.repository.ts';
import { VisitService } from './visit/visit.service.ts';
import { SelfEvaluationService } from './self-evaluation/self-evaluation.service.ts';

/** 考核评估, 四(四): cycle, self-evaluation, panel, scoring, decision, publication. */
@Module({
  imports: [MessageModule, ReferenceModule, StudioModule],
  controllers: [
    RubricController,
    CalendarController,
    CycleController,
    SelfEvaluationController,
    AssignmentController,
    EvaluatorController,
    ScoringController,
    DecisionController,
    PublicityController,
    ObjectionController,
    LetterController,
    ModerationController,
    VisitController,
    OpinionController,
    ResultController,
    ...rectificationControllers,
    ...reminderControllers,
  ],
  providers: [
    RubricQueries,
    RubricRepository,
    RubricService,
    CalendarQueries,
    CalendarSources,
    CalendarRepository,
    CalendarService,
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
    SubmissionRepository,
    SubmissionQueries,
    OpinionRepository,
    OpinionQueries,
    OpinionListQueries,
    OpinionService,
    AssignmentQueries,
    AssignmentService,
    EvaluatorRepository,
    EvaluatorQueries,
    EvaluatorService,
    StudioTieRepository,
    PanelSolver,
    ProposalService,
    PanelSheetService,
    PanelService,
    KnownEvaluators,
    TiesQueries,
    PanelQueries,
    ModerationQueries,
    CalibrationQueries,
    ArbitrationRepository,
    ArbitrationService,
    WorkbookQueries,
    WorkbookService,
    VisitDrawRepository,
    VisitDrawQueries,
    VisitDrawService,
    VisitFileListener,
    VisitorQueries,
    VisitQueries,
    VisitRepository,
    VisitService,
    QueueQueries,
    ScoresheetQueries,
    ScoresheetRepository,
    MarkRepository,
    MarkHistoryQueries,
    OfflineQueries,
    OfflineService,
    PaperEntryService,
    ScoresheetService,
    DecisionQueries,
    DecisionRepository,
    DecisionSessions,
    CorrectionEvents,
    CorrectionQueries,
    CorrectionRepository,
    CorrectionService,
    DecisionSteps,
    GradedQueries,
    TrailQueries,
    LetterBatchRepository,
    LetterArchives,
    LetterQueries,
    LetterService,
    LetterJobs,
    ObjectionFiles,
    ObjectionQueries,
    ObjectionDesk,
    ObjectionRepository,
    ObjectionParticipants,
    ObjectionService,
    PublicityQueries,
    DecisionService,
    BonusService,
    PublicationService,
    ResultQueries,
    ComparisonQueries,
    HistoryQueries,
    EvaluationJobs,
    EvaluationListeners,
    ...rectificationProviders,
    ...reminderProviders,
  ],
  exports: [
    CalendarSources,
    KnownEvaluators,
    ObjectionDesk,
    PanelSolver,
    RubricQueries,
    WorkCalendarQueries,
    EvaluationListeners,
    LetterArchives,
  ],
})
export class EvaluationModule {}
