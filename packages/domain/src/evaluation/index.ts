export * from './evaluation.refusals.ts';
export * from './prefill.ts';
export * from './rubric.ts';
export * from './rubrics/default-2024.ts';
export * from './vocabulary.ts';
