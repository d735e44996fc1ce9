import type { Actor } from '@jianglian/domain/identity';
import type { Sql } from '../../platform/database/index.ts';
import { studioVisibleTo } from '../studio/index.ts';

/**
 * The studios somebody may follow through an evaluation, as a condition on `studios s`: those within reach without the ones
 * one only scores. An evaluator who also keeps a studio learns nothing here about the studios in the queue.
 */
export const ownStudiosOf = (actor: Actor): Sql =>
  studioVisibleTo({ ...actor, grants: actor.grants.filter(({ role }) => role !== 'evaluator') });
