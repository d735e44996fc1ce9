/** The closed list of roles (docs/glossary.md). None of them is a super user. */
export const roles = [
  'studio',
  'applicant',
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

/** What a role is bound to: a studio's account to its studio, an applying unit's to the unit, a recommender's to its recommending unit. */
export type Scope = 'studio' | 'host-unit' | 'recommender' | 'none';

export function scopeOf(role: Role): Scope {
  if (role === 'applicant') return 'host-unit';
  return role === 'studio' || role === 'recommender' ? role : 'none';
}
