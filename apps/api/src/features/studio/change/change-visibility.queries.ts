import type { Actor } from '@jianglian/domain/identity';
import { within } from '@jianglian/domain/identity';
import { sql, type Sql } from '../../../platform/database/index.ts';
import { studioVisibleTo } from '../studio-visibility.queries.ts';

/**
 * The applications an actor may see, as a condition on `studio_changes c` and `studios s`: its studio always, its recommender
 * and the office once it was handed in. Nobody else.
 */
export const changeVisibleTo = (actor: Actor): Sql => sql`(${studioVisibleTo(within(actor, 'change:read'))}
  AND (c.submitted_at IS NOT NULL OR ${studioVisibleTo(within(actor, 'change:write'))}))`;
