export { closingOf } from './evaluation-fragments.ts';
export { EvaluationModule } from './evaluation.module.ts';
export { type NewObjection, ObjectionRepository } from './objection/objection.repository.ts';
export { WorkCalendarQueries } from './rectification/work-calendar.queries.ts';
