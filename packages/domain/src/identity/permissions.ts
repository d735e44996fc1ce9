import type { Role } from './role.ts';

/**
 * Who may do what: one row per permission, `resource:action`. A feature adds its rows here.
 * What a person may see *within* a permission is a matter of scope (`studioReach`), not of this table.
 */
export const permissions = {
  'account:read': ['system-admin', 'security-admin'],
  'account:write': ['system-admin'],
  'mail:read': ['system-admin'],
  'mail:write': ['system-admin'],
  'role:grant': ['security-admin'],
  'session:read': ['security-admin'],
  'session:end': ['security-admin'],
  'audit:read': ['audit-admin'],
  'cycle:read': ['office'],
  'cycle:write': ['office'],
  'assignment:write': ['office'],
  'decision:write': ['office'],
  'objection:read': ['studio', 'recommender', 'office'],
  'objection:write': ['studio', 'recommender', 'office'],
  'objection:handle': ['office'],
  'moderation:write': ['office'],
  'visit:write': ['office'],
  'visit:carry-out': ['evaluator', 'recommender', 'office'],
  'rubric:write': ['office'],
  'rubric:read': ['studio', 'recommender', 'evaluator', 'office'],
  'evaluation:read': ['studio', 'recommender', 'office'],
  'self-evaluation:write': ['studio'],
  'opinion:read': ['recommender', 'office'],
  'opinion:write': ['recommender'],
  'scoresheet:write': ['evaluator'],
  'mark-history:read': ['evaluator', 'office'],
  'rectification:read': ['studio', 'recommender', 'office'],
  'rectification:write': ['office'],
  'rectification:answer': ['studio'],
  'rectification:check': ['evaluator'],
  'activity:read': ['studio', 'recommender', 'evaluator', 'office'],
  'activity:write': ['studio'],
  'activity:verify': ['recommender'],
  'activity:configure': ['office'],
  'report:read': ['studio', 'recommender', 'evaluator', 'office'],
  'report:write': ['studio'],
  'report:reopen': ['recommender', 'office'],
  'award-import:write': ['office'],
  'studio:read': ['studio', 'recommender', 'evaluator', 'office', 'care-officer'],
  'studio:write': ['office'],
  'studio:own': ['studio'],
  'team:write': ['studio', 'office'],
  'personal-number:reveal': ['office'],
  'reference:write': ['office'],
  'upgrade:read': ['studio', 'recommender', 'office'],
  'upgrade:survey': ['recommender', 'office'],
  'upgrade:declare': ['studio'],
  'upgrade:confirm': ['recommender'],
  'upgrade:waive': ['office'],
  'upgrade:draft-rules': ['office'],
  'overview:read': ['recommender', 'office', 'care-officer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>;

export type Permission = keyof typeof permissions;

export const permissionNames = Object.keys(permissions) as readonly Permission[];
