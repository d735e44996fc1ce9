import type { Refusal } from '../kernel/index.ts';
import type { Grant } from './actor.ts';
import { identityRefusals } from './identity.refusals.ts';
import { isAdminRole, scopeOf } from './role.ts';

export const sameGrant = (one: Grant, other: Grant): boolean =>
  one.role === other.role && one.studioId === other.studioId && one.recommenderId === other.recommenderId;

/**
 * Every reason against giving `asked` to an account that holds `held`:
 * the three administrators exclude each other and everything else, scoped roles need exactly their scope.
 */
export function grantRefusals(held: readonly Grant[], asked: Grant): readonly Refusal[] {
  const reasons: Refusal[] = [];
  if (held.some((grant) => sameGrant(grant, asked)))
    reasons.push(identityRefusals('already-granted', { role: asked.role }));
  else if (held.length > 0 && (isAdminRole(asked.role) || held.some((grant) => isAdminRole(grant.role)))) {
    reasons.push(identityRefusals('admin-roles-exclude', { role: asked.role, held: held.map((grant) => grant.role) }));
  }
  const scope = scopeOf(asked.role);
  if ((scope === 'studio') !== (asked.studioId !== undefined)) {
    reasons.push(identityRefusals(scope === 'studio' ? 'studio-missing' : 'scope-not-allowed', { role: asked.role }));
  }
  if ((scope === 'recommender') !== (asked.recommenderId !== undefined)) {
    reasons.push(
      identityRefusals(scope === 'recommender' ? 'recommender-missing' : 'scope-not-allowed', { role: asked.role }),
    );
  }
  return reasons;
}
