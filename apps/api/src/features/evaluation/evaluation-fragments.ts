import type { ExtendableStep, WindowStep } from '@jianglian/domain/evaluation';
import { windowSteps } from '@jianglian/domain/evaluation';
import { join, raw, sql, type Sql } from '../../platform/database/index.ts';

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

/** Columns of a step's window. */
const windowColumns: Readonly<Record<WindowStep, string>> = {
  selfEvaluation: 'self_evaluation',
  opinion: 'opinion',
  scoring: 'scoring',
  visits: 'visits',
  decision: 'decision',
  publicity: 'publicity',
};
export const windowColumn = (step: WindowStep, end: 'due_at' | 'closes_at'): Sql =>
  raw(`${windowColumns[step]}_${end}`);

const windowOf = (step: WindowStep): Sql => sql`
  ${raw(`'${step}'`)}, jsonb_build_object(
    'dueAt', c.${windowColumn(step, 'due_at')}, 'closesAt', c.${windowColumn(step, 'closes_at')})`;

/** The windows of the cycle `c`. */
export const cycleWindows: Sql = sql`jsonb_build_object(${join(windowSteps.map(windowOf), ', ')})`;

/** The cycle `c` as every page of it names it. */
export const cycleBrief = sql`
  jsonb_build_object('id', c.id, 'title', c.title, 'year', c.year, 'state', c.state, 'periodFrom', c.period_from,
    'periodTo', c.period_to, 'rubricVersion', c.rubric_version, 'windows', ${cycleWindows},
    'documentNumber', c.document_number, 'publishedOn', c.published_on)`;

/** When a step closes for the evaluation `e` of the cycle `c`: `closingOf` of the domain as SQL. */
export const closingOf = (step: ExtendableStep): Sql => sql`
  greatest(c.${windowColumn(step, 'closes_at')}, (
    SELECT max(x.closes_at) FROM evaluation_extensions x
    WHERE x.evaluation_id = e.id AND x.step = ${raw(`'${step}'`)}))`;

/** Until when a step is asked for in the evaluation `e` of the cycle `c`: who was given more time is not late before it ends. */
export const dueOf = (step: ExtendableStep): Sql => sql`
  greatest(c.${windowColumn(step, 'due_at')}, (
    SELECT max(x.closes_at) FROM evaluation_extensions x
    WHERE x.evaluation_id = e.id AND x.step = ${raw(`'${step}'`)}))`;

/** All three closings of one studio. */
export const closings = sql`jsonb_build_object('selfEvaluation', ${closingOf('selfEvaluation')},
  'opinion', ${closingOf('opinion')}, 'scoring', ${closingOf('scoring')})`;

/** Sheets `sh` that take a place. */
export const heldSheets = sql`sh.state NOT IN ('recused', 'released')`;

/** Names sort as people here look them up. */
export const byName = sql`s.name COLLATE "zh-Hans-CN-x-icu"`;

/** Studios of a cycle whose spread passes the rubric's limit, neither arbitrated nor waived at this width (`arbitrationOf`). */
export const unarbitrated = (cycle: Sql): Sql => sql`
  SELECT count(*)::int FROM evaluations far
  JOIN evaluation_cycles of ON of.id = far.cycle_id JOIN rubrics by ON by.version = of.rubric_version
  LEFT JOIN arbitrations ruled ON ruled.evaluation_id = far.id
  WHERE far.cycle_id = ${cycle} AND far.state = 'scored' AND far.spread > (by.content ->> 'spreadLimit')::int
    AND ruled.kind IS DISTINCT FROM 'asked'
    AND NOT (ruled.kind IS NOT DISTINCT FROM 'waived' AND far.spread <= ruled.spread)`;
