import { raw, sql, type Sql } from '../../platform/database/index.ts';

/** The studio as the evaluation screens name it; `tier` is the column that counts: of the evaluation, or the present one. */
export const studioBrief = (tier: 'e.tier' | 's.tier'): Sql => sql`
  jsonb_build_object('id', s.id, 'name', s.name, 'masterName', m.name, 'tier', ${raw(tier)},
    'occupationName', s.occupation_name, 'clusterName', cl.name, 'hostUnitName', h.name, 'districtName', d.short_name)`;

/** What `studioBrief` needs beside `studios s`. */
export const studioBriefJoins = sql`
  JOIN masters m ON m.id = s.master_id
  JOIN host_units h ON h.id = s.host_unit_id
  LEFT JOIN clusters cl ON cl.code = s.cluster_code
  LEFT JOIN districts d ON d.code = s.district_code`;

/** The cycle `c` as every page of it names it. */
export const cycleBrief = sql`
  jsonb_build_object('id', c.id, 'title', c.title, 'year', c.year, 'state', c.state, 'periodFrom', c.period_from,
    'periodTo', c.period_to, 'rubricVersion', c.rubric_version, 'selfEvaluationClosesAt', c.self_evaluation_closes_at,
    'scoringClosesAt', c.scoring_closes_at, 'documentNumber', c.document_number, 'publishedOn', c.published_on)`;

/** When the self-evaluation of `e` closes: its own later instant, or the cycle's. */
export const closesAt = sql`coalesce(e.self_evaluation_closes_at, c.self_evaluation_closes_at)`;

/** Sheets `sh` that take a place. */
export const heldSheets = sql`sh.state NOT IN ('recused', 'released')`;

/** Names sort as people here look them up. */
export const byName = sql`s.name COLLATE "zh-Hans-CN-x-icu"`;
