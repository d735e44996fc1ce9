export * from './figure.ts';
export * from './inbox.rule.ts';
export * from './reminded.rule.ts';
export * from './task.ts';
