export { closingOf } from './brief.queries.ts';
export { EvaluationModule } from './evaluation.module.ts';
