export * from './actor.ts';
export * from './address.rule.ts';
export * from './grant.rule.ts';
export * from './identity.refusals.ts';
export * from './lockout.rule.ts';
export * from './password.rule.ts';
export * from './permissions.ts';
export * from './role.ts';
