import type { ExtendableStep } from '@jianglian/domain/evaluation';
import { raw, sql, type Sql } from '../../platform/database/index.ts';
import { windowColumn } from './brief.queries.ts';

/** Until when a step is asked for in the evaluation `e` of the cycle `c`: who was given more time is not late before it ends. */
export const dueOf = (step: ExtendableStep): Sql => sql`
  greatest(c.${windowColumn(step, 'due_at')}, (
    SELECT max(x.closes_at) FROM evaluation_extensions x
    WHERE x.evaluation_id = e.id AND x.step = ${raw(`'${step}'`)}))`;
