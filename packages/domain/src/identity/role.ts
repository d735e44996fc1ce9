/** The closed list of roles (docs/glossary.md). None of them is a super user. */
export const roles = [
  'studio',
  'recommender',
  'evaluator',
  'office',
  'care-officer',
  'system-admin',
  'security-admin',
  'audit-admin',
] as const;
export type Role = (typeof roles)[number];

/** Three administrators exclude each other, and each excludes every working role (separation of duties). */
export const adminRoles = ['system-admin', 'security-admin', 'audit-admin'] as const satisfies readonly Role[];

export const isAdminRole = (role: Role): boolean => (adminRoles as readonly Role[]).includes(role);

/** What a role is bound to: a studio account to one studio, a recommender account to one recommending unit. */
export type Scope = 'studio' | 'recommender' | 'none';

export const scopeOf = (role: Role): Scope => (role === 'studio' || role === 'recommender' ? role : 'none');
