export { type CalendarEntry, CalendarSources } from './calendar/calendar-sources.ts';
export { closingOf } from './evaluation-fragments.ts';
export { EvaluationListeners } from './evaluation-listeners.service.ts';
export { EvaluationModule } from './evaluation.module.ts';
export {
  type FiledObjection,
  type ObjectionAnswer,
  ObjectionDesk,
  type ObjectionSubject,
} from './objection/objection-desk.service.ts';
export { WorkCalendarQueries } from './rectification/work-calendar.queries.ts';
export { KnownEvaluators } from './panel/known-evaluator.queries.ts';
export { panelQuestionOf } from './panel/panel-question-of.ts';
export { PanelSolver } from './panel/panel-solver.ts';
export { SeatCheck } from './panel/seat-check.ts';
export { type JudgedStudio, type Ties, tiesAmong } from './panel/ties.queries.ts';
export { type CompleteRubric, RubricQueries } from './rubric/rubric.queries.ts';
export { autosave, emptyMark, type SavedMark } from './scoring/autosave.ts';
export { type MarkToWrite, markWriting, type SheetStore, type WrittenMark } from './scoring/mark-writing.ts';
export { asStored, type StoredMark } from './scoring/stored-mark.ts';
export { LetterArchives, type LetterSource } from './letter/letter-archive.service.ts';
export { letterBatch } from './letter/letter.queries.ts';
