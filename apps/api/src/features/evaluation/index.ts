export { closingOf } from './evaluation-fragments.ts';
export { EvaluationModule } from './evaluation.module.ts';
