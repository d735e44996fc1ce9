import type { Permission } from './permissions.ts';
import { permissionNames, permissions } from './permissions.ts';
import type { Role } from './role.ts';

/** One role held by an account, with the studio, the unit or the recommending unit it is bound to. */
export interface Grant {
  readonly role: Role;
  readonly studioId?: string;
  readonly hostUnitId?: string;
  readonly recommenderId?: string;
}

/** Who acts: a signed-in account with everything it was granted. */
export interface Actor {
  readonly accountId: string;
  readonly name: string;
  readonly grants: readonly Grant[];
}

export const holds = (actor: Pick<Actor, 'grants'>, role: Role): boolean =>
  actor.grants.some((grant) => grant.role === role);

/** Whether any of the actor's roles carries the permission. */
export function may(actor: Pick<Actor, 'grants'>, permission: Permission): boolean {
  const allowed: readonly Role[] = permissions[permission];
  return actor.grants.some((grant) => allowed.includes(grant.role));
}

/** Every permission the actor has, in the order of the table: what the web builds its menu from. */
export const permissionsOf = (actor: Pick<Actor, 'grants'>): readonly Permission[] =>
  permissionNames.filter((permission) => may(actor, permission));

/** An actor as one permission knows it: what a scope is asked of, so that nobody asks it of the whole person. */
export interface ActorWithin extends Actor {
  readonly within: Permission;
}

/**
 * The same actor with only the grants whose role carries the permission. A scope is asked *within* a permission
 * (`studioReach(within(actor, 'upgrade:read'))`): a second role widens nothing that it has nothing to do with.
 */
export function within(actor: Actor, permission: Permission): ActorWithin {
  const allowed: readonly Role[] = permissions[permission];
  return { ...actor, within: permission, grants: actor.grants.filter(({ role }) => allowed.includes(role)) };
}

/**
 * What an actor may do at one studio within reach, in the order of the table: a permission counts by the roles that stand for this
 * studio, so that its page offers nothing that another role of the same person would carry elsewhere.
 */
export const permissionsAt = (
  actor: Actor,
  studio: { readonly studioId: string; readonly recommenderId: string },
): readonly Permission[] =>
  permissionNames.filter((permission) =>
    within(actor, permission).grants.some(({ role, studioId, hostUnitId, recommenderId }) => {
      if (studioId !== undefined || hostUnitId !== undefined) return studioId === studio.studioId;
      return role !== 'recommender' || recommenderId === studio.recommenderId;
    }),
  );

/** Which studios an actor may see: all of them, or those of the scopes held (none at all: three empty answers). */
export type StudioReach =
  | 'everything'
  | {
      readonly studioIds: readonly string[];
      readonly recommenderIds: readonly string[];
      /** Set for an evaluator, who sees the studios assigned to that account. */
      readonly evaluatorAccountId?: string;
    };

/** The union of what each grant opens. Administrators of system, security and audit see no studio. */
export function studioReach(actor: ActorWithin): StudioReach {
  if (holds(actor, 'office') || holds(actor, 'care-officer')) return 'everything';
  const studioIds = actor.grants.flatMap((grant) =>
    grant.role === 'studio' && grant.studioId ? [grant.studioId] : [],
  );
  const recommenderIds = actor.grants.flatMap((grant) =>
    grant.role === 'recommender' && grant.recommenderId ? [grant.recommenderId] : [],
  );
  return holds(actor, 'evaluator')
    ? { studioIds, recommenderIds, evaluatorAccountId: actor.accountId }
    : { studioIds, recommenderIds };
}
