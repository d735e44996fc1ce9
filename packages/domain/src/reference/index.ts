export * from './dictionary.ts';
export * from './entry.rule.ts';
export * from './reference.refusals.ts';
export * from './shipped.ts';
export * from './skill-level.ts';
export * from './succession.ts';
