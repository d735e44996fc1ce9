export * from './cq-2024-7.rule-set.ts';
export * from './facts.ts';
export * from './rule-set.ts';
export * from './rules.ts';
export * from './upgrade.rule.ts';
export * from './verdict.ts';
