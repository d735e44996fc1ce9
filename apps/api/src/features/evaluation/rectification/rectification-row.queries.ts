import { civilDateOf } from '@jianglian/domain/kernel';
import { sql, type Sql } from '../../../platform/database/index.ts';
import { studioBrief } from '../evaluation-fragments.ts';

/** Who has to do something now, for a rectification `r`. */
export const turnOf = (now: Date): Sql => sql`CASE
  WHEN r.closed_at IS NOT NULL THEN 'nobody'
  WHEN r.state = 'reported-to-ministry' THEN 'ministry'
  WHEN r.state = 'checking' AND EXISTS (SELECT FROM rectification_checks k
    WHERE k.rectification_id = r.id AND k.round = r.round AND k.state = 'draft') THEN 'checkers'
  WHEN r.state IN ('ordered', 'rectifying') THEN 'studio'
  WHEN r.state = 'noticed' AND r.answer_until >= ${civilDateOf(now)} THEN 'studio'
  ELSE 'office' END`;

/** The columns of a row of the board; beside `r` it needs `studios s` with the brief's joins. */
export const rowColumns = (now: Date): Sql => sql`
  r.id, r.revision, ${studioBrief('s.tier')} AS studio, r.cycle_title AS "cycleTitle", r.state, ${turnOf(now)} AS turn,
  r.ordered_on AS "orderedOn", r.issued_on AS "issuedOn", r.due_on AS "dueOn", r.due_on > r.first_due_on AS extended,
  r.expired, r.answer_until AS "answerUntil", r.closed_at AS "closedAt",
  CASE WHEN r.state IN ('ordered', 'planned', 'rectifying') THEN (r.due_on + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
    WHEN r.state IN ('noticed', 'stated', 'answered') THEN (r.answer_until + 1)::timestamp AT TIME ZONE 'Asia/Shanghai'
  END AS "closesAt",
  (SELECT count(*) FROM rectification_items i WHERE i.rectification_id = r.id AND NOT i.removed)::int AS items`;
