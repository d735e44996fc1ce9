import type { Refusal } from '../kernel/index.ts';
import type { Grant } from './actor.ts';
import { identityRefusals } from './identity.refusals.ts';
import { isAdminRole, type Role, type Scope, scopeOf } from './role.ts';

/** Where a grant names what its role is bound to, and what is said when it does not. */
const bounds = [
  { scope: 'studio', key: 'studioId', missing: 'studio-missing' },
  { scope: 'host-unit', key: 'hostUnitId', missing: 'host-unit-missing' },
  { scope: 'recommender', key: 'recommenderId', missing: 'recommender-missing' },
] as const satisfies readonly { scope: Scope; key: keyof Grant; missing: string }[];

/** The ids a grant can be bound to. */
export type BoundTo = (typeof bounds)[number]['key'];

/** The key under which a role names what it is bound to; undefined for a role of the whole city. */
export const boundBy = (role: Role): BoundTo | undefined => bounds.find(({ scope }) => scope === scopeOf(role))?.key;

/** A grant without the keys that are empty in the row, the view or the form it comes from. */
export const grantOf = (
  from: { readonly role: Role } & { readonly [Key in BoundTo]?: string | null | undefined },
): Grant => ({
  role: from.role,
  ...Object.fromEntries(bounds.flatMap(({ key }) => (from[key] ? [[key, from[key]]] : []))),
});

export const sameGrant = (one: Grant, other: Grant): boolean =>
  one.role === other.role && bounds.every(({ key }) => one[key] === other[key]);

/**
 * Every reason against giving `asked` to an account that holds `held`:
 * the three administrators exclude each other and everything else, scoped roles need exactly their scope.
 */
export function grantRefusals(held: readonly Grant[], asked: Grant): readonly Refusal[] {
  const { role } = asked;
  const reasons: Refusal[] = [];
  if (held.some((grant) => sameGrant(grant, asked))) reasons.push(identityRefusals('already-granted', { role }));
  else if (held.length > 0 && (isAdminRole(role) || held.some((grant) => isAdminRole(grant.role)))) {
    reasons.push(identityRefusals('admin-roles-exclude', { role, held: held.map((grant) => grant.role) }));
  }
  for (const { scope, key, missing } of bounds) {
    const wanted = scopeOf(role) === scope;
    if (wanted !== (asked[key] !== undefined)) {
      reasons.push(identityRefusals(wanted ? missing : 'scope-not-allowed', { role }));
    }
  }
  return reasons;
}
