import type { Client } from 'pg';

/** A cycle of so many studios, scored by panels of three out of so many evaluators, 18 indicators each. */
export interface EvaluationSize {
  readonly studios: number;
  readonly evaluators: number;
  readonly sheets: number;
}

export const evaluationSize: EvaluationSize = { studios: 2000, evaluators: 300, sheets: 3 };

export const benchEvaluator = (index: number): string => `bench-evaluator-${String(index).padStart(3, '0')}`;

/** Two cycles of that size beside those of the scenario: one waits for its panels, the other is scored to the last mark. */
export interface FilledCycles {
  readonly unassigned: string;
  readonly scored: string;
}

/** Rows are copies of the scenario's with other keys, so that they are as long as real ones and know every column. */
export async function fillCycles(client: Client, size: EvaluationSize): Promise<FilledCycles> {
  await evaluators(client, size);
  const unassigned = await cycle(client, size, '评审未分配');
  const scored = await cycle(client, size, '评审已完成');
  await sheetsAndMarks(client, scored, size);
  await client.query('VACUUM ANALYZE accounts, account_roles, evaluations, scoresheets, marks');
  return { unassigned, scored };
}

async function evaluators(client: Client, size: EvaluationSize): Promise<void> {
  const logins = Array.from({ length: size.evaluators }, (_, index) => benchEvaluator(index));
  await client.query(
    `INSERT INTO accounts SELECT (jsonb_populate_record(NULL::accounts, to_jsonb(a) || jsonb_build_object(
       'id', gen_random_uuid(), 'login', own.login, 'display_name', '专家' || own.login))).*
     FROM accounts a, unnest($1::text[]) own (login) WHERE a.login = 'evaluator-01' ON CONFLICT DO NOTHING`,
    [logins],
  );
  await client.query(
    `INSERT INTO account_roles (account_id, role) SELECT id, 'evaluator' FROM accounts WHERE login = ANY($1)
     ON CONFLICT DO NOTHING`,
    [logins],
  );
  await client.query(
    `INSERT INTO evaluators (account_id, host_unit_id)
     SELECT a.id, h.id FROM (SELECT id, row_number() OVER (ORDER BY login) AS n FROM accounts WHERE login = ANY($1)) a
     JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM host_units) h ON h.n = a.n * 3
     ON CONFLICT DO NOTHING`,
    [logins],
  );
}

/** Every studio handed in the same self-evaluation as one of the scenario. */
async function cycle(client: Client, size: EvaluationSize, title: string): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO evaluation_cycles SELECT (jsonb_populate_record(NULL::evaluation_cycles, to_jsonb(c) || jsonb_build_object(
       'id', gen_random_uuid(), 'title', $1::text, 'scoring_closes_at', now() + interval '30 days',
       'visits_closes_at', now() + interval '40 days', 'decision_closes_at', now() + interval '50 days',
       'publicity_closes_at', now() + interval '60 days'))).*
     FROM evaluation_cycles c WHERE c.state = 'scoring' LIMIT 1 RETURNING id`,
    [title],
  );
  const { id } = rows[0]!;
  await client.query(
    `WITH model AS (SELECT e.* FROM evaluations e WHERE e.state = 'scored' ORDER BY e.id LIMIT 1),
     cohort AS (SELECT s.* FROM studios s WHERE s.standing = 'active'
                  AND NOT EXISTS (SELECT FROM evaluations e WHERE e.studio_id = s.id)
                ORDER BY s.id LIMIT $2),
     taken AS (
       INSERT INTO evaluations SELECT (jsonb_populate_record(NULL::evaluations, to_jsonb(model) || jsonb_build_object(
         'id', gen_random_uuid(), 'cycle_id', $1::uuid, 'studio_id', s.id, 'tier', s.tier, 'host_unit_id', s.host_unit_id,
         'state', 'submitted', 'base_score', NULL, 'spread', NULL))).*
       FROM model, cohort s RETURNING id)
     INSERT INTO self_evaluation_lines SELECT (jsonb_populate_record(
       NULL::self_evaluation_lines, to_jsonb(l) || jsonb_build_object('evaluation_id', taken.id))).*
     FROM taken, self_evaluation_lines l WHERE l.evaluation_id = (SELECT id FROM model)`,
    [id, size.studios],
  );
  return id;
}

/** Panels of three by turns, every line marked with some disagreement, every sheet in; result and spread as the marks say. */
async function sheetsAndMarks(client: Client, cycleId: string, size: EvaluationSize): Promise<void> {
  await client.query(
    `INSERT INTO scoresheets (evaluation_id, account_id, assigned_at, assigned_by, first_marked_at, last_marked_at)
     SELECT e.id, a.id, now() - interval '9 days', office.id, now() - interval '3 days', now() - interval '2 days'
     FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM evaluations WHERE cycle_id = $1) e
     CROSS JOIN generate_series(0, $2::int - 1) seat
     JOIN (SELECT id, row_number() OVER (ORDER BY login) - 1 AS n FROM accounts WHERE login LIKE 'bench-evaluator-%') a
       ON a.n = (e.n * 7 + seat * 101) % $3::int
     CROSS JOIN (SELECT id FROM accounts WHERE login = 'office') office`,
    [cycleId, size.sheets, size.evaluators],
  );
  await client.query(
    `INSERT INTO marks (scoresheet_id, indicator, score, comment, saved_at)
     SELECT sh.id, line->>'code', round((line->>'points')::int * (0.55 + 0.4 * random()) / 50) * 50, '材料与现场情况相符。', now()
     FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
     JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN rubrics r ON r.version = c.rubric_version
     CROSS JOIN jsonb_array_elements(r.content->'indicators') line WHERE e.cycle_id = $1`,
    [cycleId],
  );
  await client.query(
    `UPDATE scoresheets SET state = 'submitted', submitted_at = now() - interval '2 days'
     WHERE evaluation_id IN (SELECT id FROM evaluations WHERE cycle_id = $1)`,
    [cycleId],
  );
  await client.query(
    `UPDATE evaluations e SET state = 'scored', base_score = panel.mean, spread = panel.spread
     FROM (SELECT evaluation_id, round(avg(total)) AS mean, max(total) - min(total) AS spread
           FROM (SELECT sh.evaluation_id, sum(m.score) AS total FROM scoresheets sh JOIN marks m ON m.scoresheet_id = sh.id
                 GROUP BY sh.id) sheet GROUP BY evaluation_id) panel
     WHERE panel.evaluation_id = e.id AND e.cycle_id = $1`,
    [cycleId],
  );
}
