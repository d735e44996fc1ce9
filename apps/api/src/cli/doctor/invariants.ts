import { raw, sql, type Sql } from '../../platform/database/index.ts';

/** A row that breaks an invariant: where it is and what is wrong with it. */
export interface Broken {
  readonly row: string;
  readonly what: string;
}

export interface Invariant {
  readonly name: string;
  /** Clause of the notice, where it is the notice that says so. */
  readonly clause: string | null;
  /** Selects `row` and `what` of every row that breaks it. */
  readonly broken: Sql;
}

const running = raw(`('active', 'rectifying')`);

const overlap = (table: string, value: string): Sql => sql`
  SELECT 'studios ' || one.studio_id AS row,
    one.${raw(value)} || ' ' || one.period || ' and ' || other.${raw(value)} || ' ' || other.period AS what
  FROM ${raw(table)} one JOIN ${raw(table)} other
    ON other.studio_id = one.studio_id AND other.id > one.id AND other.period && one.period`;

/** What must hold whatever the program does, as SQL over the tables. */
export const invariants: readonly Invariant[] = [
  {
    name: 'one-master-one-studio',
    clause: '三(三)',
    broken: sql`
      SELECT 'masters ' || master_id AS row, 'names ' || string_agg(name, ', ' ORDER BY name) AS what FROM studios
      WHERE standing IN ${running} GROUP BY master_id HAVING count(*) > 1`,
  },
  { name: 'tiers-do-not-overlap', clause: null, broken: overlap('studio_tiers', 'tier') },
  { name: 'standings-do-not-overlap', clause: null, broken: overlap('studio_standings', 'standing') },
  {
    name: 'periods-are-without-gap',
    clause: null,
    broken: sql`
      SELECT 'studios ' || s.id AS row, p.what || ' covers ' || coalesce(p.covered::text, 'nothing') AS what FROM studios s
      CROSS JOIN LATERAL (
        SELECT 'tier' AS what, range_agg(period) AS covered FROM studio_tiers WHERE studio_id = s.id
        UNION ALL SELECT 'standing', range_agg(period) FROM studio_standings WHERE studio_id = s.id) p
      WHERE p.covered IS DISTINCT FROM datemultirange(daterange(s.founded_on, NULL))`,
  },
  {
    name: 'failed-has-what-follows',
    clause: '四(四)',
    broken: sql`
      SELECT 'studio_events ' || e.id AS row, s.name || ' failed on ' || e.happened_on || ', nothing followed' AS what
      FROM studio_events e JOIN studios s ON s.id = e.studio_id
      WHERE e.kind = 'evaluated' AND e.facts ->> 'grade' = 'failed' AND NOT EXISTS (
        SELECT FROM studio_events f WHERE f.studio_id = e.studio_id AND f.position > e.position AND f.kind IN
          ('rectification-ordered', 'objection-upheld', 'evaluation-retracted', 'downgraded', 'revoked', 'terminated'))`,
  },
  {
    name: 'rectifying-has-a-deadline',
    clause: '四(四)',
    broken: sql`
      SELECT 'studios ' || s.id AS row, s.name || ' rectifies without a deadline' AS what FROM studios s
      WHERE s.standing = 'rectifying' AND NOT EXISTS (
        SELECT FROM studio_events e WHERE e.studio_id = s.id AND e.kind = 'rectification-ordered'
          AND e.facts ->> 'until' IS NOT NULL)`,
  },
  {
    name: 'published-has-event-and-document',
    clause: '四(四)',
    broken: sql`
      SELECT 'evaluations ' || e.id AS row, s.name || ' in ' || c.title ||
        CASE WHEN e.document_number IS NULL THEN ' has no document number' ELSE ' has no event of that grade' END AS what
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      WHERE e.state = 'published' AND (e.document_number IS NULL OR NOT EXISTS (
        SELECT FROM studio_events v WHERE v.studio_id = e.studio_id AND v.document_number = e.document_number
          AND CASE v.kind WHEN 'evaluated' THEN v.facts ->> 'grade'
                WHEN 'objection-upheld' THEN v.facts -> 'grade' ->> 'to' END = e.grade))`,
  },
  {
    name: 'cap-of-excellent-holds',
    clause: '四(四)',
    broken: sql`
      SELECT 'evaluation_cycles ' || c.id AS row, c.title || ': ' || count(*) FILTER (WHERE e.grade = 'excellent') ||
        ' of ' || count(*) || ' ' || e.tier || ' are excellent, at most ' || c.excellent_cap_percent || ' %' AS what
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
      WHERE e.state IN ('decided', 'announced', 'published', 'retracted') GROUP BY c.id, e.tier
      HAVING count(*) FILTER (WHERE e.grade = 'excellent') > floor(count(*) * c.excellent_cap_percent / 100.0)`,
  },
  {
    name: 'verified-by-somebody-else',
    clause: null,
    broken: sql`
      SELECT 'activities ' || a.id AS row, a.title ||
        CASE WHEN v.id IS NULL THEN ' has no verifier' ELSE ' was verified by its author' END AS what
      FROM activities a LEFT JOIN accounts v ON v.id = a.verified_by
      WHERE a.state IN ('verified', 'superseded') AND (v.id IS NULL OR a.verified_by = a.created_by)`,
  },
  {
    name: 'verified-has-evidence',
    clause: null,
    broken: sql`
      SELECT 'activities ' || a.id AS row, a.title || ' has too little evidence' AS what
      FROM activities a CROSS JOIN activity_settings settings
      LEFT JOIN (
        SELECT e.activity_id, count(*) AS count FROM activity_evidence e JOIN files f ON f.id = e.file_id
        GROUP BY e.activity_id) evidence ON evidence.activity_id = a.id
      WHERE a.state IN ('verified', 'superseded')
        AND coalesce(evidence.count, 0) < (settings.content ->> 'leastEvidence')::int`,
  },
  {
    name: 'evidence-has-its-file',
    clause: null,
    broken: sql`
      SELECT 'activity_evidence ' || e.activity_id AS row, 'file ' || e.file_id || ' is unknown' AS what
      FROM activity_evidence e LEFT JOIN files f ON f.id = e.file_id WHERE f.id IS NULL`,
  },
  {
    name: 'superseded-has-its-successor',
    clause: null,
    broken: sql`
      SELECT 'activities ' || a.id AS row, a.title || ' was replaced by nothing' AS what FROM activities a
      WHERE a.state = 'superseded' AND NOT EXISTS (
        SELECT FROM activities b WHERE b.supersedes_id = a.id AND b.state IN ('verified', 'superseded'))`,
  },
  {
    name: 'administrators-hold-nothing-else',
    clause: null,
    broken: sql`
      SELECT 'accounts ' || a.id AS row, a.login || ' holds ' || string_agg(r.role, ', ' ORDER BY r.role) AS what
      FROM accounts a JOIN account_roles r ON r.account_id = a.id
      GROUP BY a.id HAVING count(*) > 1 AND bool_or(r.role IN ('system-admin', 'security-admin', 'audit-admin'))`,
  },
  {
    name: 'scopes-exist',
    clause: null,
    broken: sql`
      SELECT 'account_roles ' || r.id AS row, r.role || ' of an unknown ' ||
        CASE WHEN r.studio_id IS NULL THEN 'recommender' ELSE 'studio' END AS what
      FROM account_roles r LEFT JOIN studios s ON s.id = r.studio_id LEFT JOIN recommenders c ON c.id = r.recommender_id
      WHERE (r.studio_id IS NOT NULL AND s.id IS NULL) OR (r.recommender_id IS NOT NULL AND c.id IS NULL)`,
  },
  {
    name: 'no-sheet-in-conflict',
    clause: null,
    broken: sql`
      SELECT 'scoresheets ' || sh.id AS row, a.login || ' scores ' || s.name || ' in conflict' AS what
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id JOIN studios s ON s.id = e.studio_id
      JOIN accounts a ON a.id = sh.account_id LEFT JOIN evaluators v ON v.account_id = sh.account_id
      WHERE sh.state IN ('submitted', 'sealed') AND (v.host_unit_id = e.host_unit_id OR EXISTS (
        SELECT FROM declared_conflicts d WHERE d.account_id = sh.account_id AND d.studio_id = e.studio_id
          AND d.declared_at <= sh.submitted_at))`,
  },
  {
    name: 'closed-sheets-are-full',
    clause: null,
    broken: sql`
      SELECT 'scoresheets ' || sh.id AS row, marked.count || ' of ' || wanted.count || ' lines are marked' AS what
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
      JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN rubrics r ON r.version = c.rubric_version
      CROSS JOIN LATERAL (SELECT jsonb_array_length(r.content -> 'indicators') AS count) wanted
      CROSS JOIN LATERAL (
        SELECT count(*) AS count FROM marks m
        WHERE m.scoresheet_id = sh.id AND (m.not_applicable OR m.score IS NOT NULL)) marked
      WHERE sh.state IN ('submitted', 'sealed') AND marked.count <> wanted.count`,
  },
];
