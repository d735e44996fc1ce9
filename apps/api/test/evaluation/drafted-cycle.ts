import { sql } from '../../src/platform/database/index.ts';
import type { Portal } from '../support/portal.ts';

/** A bare cycle past the service, for stories that only need one to be there; answers its id. */
export async function draftedCycle(portal: Portal): Promise<string> {
  const at = portal.clock.now().toISOString();
  const ends = ['self_evaluation', 'opinion', 'scoring', 'visits', 'decision', 'publicity'].flatMap((step) => [
    [`${step}_due_at`, at],
    [`${step}_closes_at`, at],
  ]);
  const row = {
    id: '00000000-0000-4000-8000-00000000c1c1',
    title: '试评',
    year: 2026,
    period_from: '2024-03-01',
    period_to: '2026-02-28',
    rubric_version: '2024-default',
    state: 'draft',
    publicity_working_days: 5,
    opinion_return_days: 3,
    excellent_cap_percent: 20,
    sheets_per_studio: 3,
    revision: 1,
    created_at: at,
    ...Object.fromEntries(ends),
  };
  await portal.db.run(sql`
    INSERT INTO evaluation_cycles
    SELECT * FROM jsonb_populate_record(NULL::evaluation_cycles, ${JSON.stringify(row)}::jsonb)`);
  return row.id;
}
