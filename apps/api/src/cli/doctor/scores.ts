import type { Mark, Rubric } from '@jianglian/domain/evaluation';
import { aggregate } from '@jianglian/domain/evaluation';
import type { Database } from '../../platform/database/index.ts';
import { sql } from '../../platform/database/index.ts';
import type { Broken } from './invariants.ts';

interface Scored {
  readonly id: string;
  readonly base: number | null;
  readonly rubric: Rubric;
  readonly sheets: readonly { readonly id: string; readonly marks: readonly Mark[] | null }[];
}

/** A score is the mean of its sheets: worked out anew from the marks with the domain's own function. */
export async function scoreFaults(database: Database): Promise<Broken[]> {
  const evaluations = await database.rows<Scored>(sql`
    SELECT e.id, e.base_score AS base, r.content AS rubric, jsonb_agg(jsonb_build_object('id', sh.id, 'marks', (
      SELECT jsonb_agg(jsonb_build_object('indicator', m.indicator, 'score', m.score, 'notApplicable', m.not_applicable,
        'deductions', m.deductions, 'comment', m.comment)) FROM marks m WHERE m.scoresheet_id = sh.id))) AS sheets
    FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN rubrics r ON r.version = c.rubric_version
    JOIN scoresheets sh ON sh.evaluation_id = e.id AND sh.state IN ('submitted', 'sealed')
    WHERE e.state IN ('scored', 'decided', 'announced', 'published', 'retracted') GROUP BY e.id, r.version`);
  return evaluations.flatMap(({ id, base, rubric, sheets }) => {
    const derived = aggregate(
      rubric,
      sheets.map((sheet) => ({ id: sheet.id, marks: sheet.marks ?? [] })),
    ).base;
    return derived === base ? [] : [{ row: `evaluations ${id}`, what: `score ${base}, its sheets say ${derived}` }];
  });
}
