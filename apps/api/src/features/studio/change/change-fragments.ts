import type { ProposedUnit } from '@jianglian/domain/studio';
import { openChangeStates, runningStandings } from '@jianglian/domain/studio';
import { sql, type Sql } from '../../../platform/database/index.ts';

/** Whom and what the registry knows already under the number, the credit code or the name given. */
export const changeRegistry = (idNumberIndex: string | null, unit: ProposedUnit | null): Sql => sql`
  jsonb_build_object(
    'master', (SELECT jsonb_build_object('id', known.id, 'name', known.name, 'studio',
        (SELECT jsonb_build_object('id', other.id, 'name', other.name) FROM studios other
         WHERE other.master_id = known.id AND other.standing = ANY(${runningStandings}::text[]) LIMIT 1))
      FROM masters known WHERE known.id_number_index = ${idNumberIndex}),
    'hostUnit', (SELECT jsonb_build_object('id', known.id, 'name', known.name) FROM host_units known
      WHERE known.credit_code = ${unit?.creditCode ?? null} OR known.name = ${unit?.name ?? null}
      ORDER BY known.credit_code IS NOT DISTINCT FROM ${unit?.creditCode ?? null} DESC, known.parent_id IS NULL DESC,
        known.id LIMIT 1))`;

/** What is under way at the studio `s` beside this application `c`. */
export const changeRunning = sql`
  jsonb_build_object(
    'evaluation', (SELECT cy.title FROM evaluations e JOIN evaluation_cycles cy ON cy.id = e.cycle_id
      WHERE e.studio_id = s.id AND e.state <> 'withdrawn' AND cy.state NOT IN ('draft', 'published', 'cancelled')
      ORDER BY cy.year DESC LIMIT 1),
    'rectification', EXISTS (SELECT FROM rectifications rx WHERE rx.studio_id = s.id AND rx.closed_at IS NULL),
    'applications', (SELECT count(*)::int FROM applications a WHERE a.studio_id = s.id
      AND a.state IN ('draft', 'submitted', 'returned', 'recommended', 'accepted')),
    'otherChanges', (SELECT count(*)::int FROM studio_changes o WHERE o.studio_id = s.id AND o.id <> c.id
      AND o.state = ANY(${openChangeStates}::text[])))`;

/** The steps of the application `c`, as the audit log has them; readings of numbers are not the studio's business. */
export const changeSteps = sql`
  coalesce((SELECT jsonb_agg(jsonb_build_object('action', l.action, 'at', l.at, 'by', l.actor_name, 'reason', l.reason,
      'to', l.to_state) ORDER BY l.id)
    FROM audit_records l WHERE l.subject_type = 'studio-change' AND l.subject_id = c.id::text
      AND l.action NOT IN ('revealed', 'written')), '[]')`;

/** The signed receipt of the last time the application `c` was handed in. */
export const changeReceipt = sql`
  (SELECT jsonb_build_object('serial', x.serial, 'purpose', x.purpose, 'title', x.title, 'at', x.at, 'hash', x.hash,
      'keyId', x.key_id, 'signature', x.signature)
   FROM receipts x WHERE x.subject_type = 'studio-change' AND x.subject_id = c.id::text
   ORDER BY x.at DESC, x.serial LIMIT 1)`;
