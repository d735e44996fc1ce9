import { sql } from '../../../platform/database/index.ts';

/** What holds the publication of the application `a` up: objections not closed, changes not released. */
export const frozenBy = sql`(
  (SELECT count(*) FROM objections o WHERE o.application_id = a.id AND o.state IN ('filed', 'under-review'))
  + (SELECT count(*) FROM award_changes k WHERE k.application_id = a.id AND k.state = 'proposed'))::int`;
