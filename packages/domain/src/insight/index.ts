export * from './figure.ts';
export * from './inbox.rule.ts';
export * from './task.ts';
