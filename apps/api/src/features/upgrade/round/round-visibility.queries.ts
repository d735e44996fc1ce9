import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { raw, sql, type Sql } from '../../../platform/database/index.ts';

/** The rounds `r` an actor may see: the office all, everybody else what was called, also when it was cancelled later. */
export const roundVisibleTo = (actor: Actor): Sql =>
  holds(actor, 'office') ? raw('TRUE') : sql`r.called_at IS NOT NULL`;
