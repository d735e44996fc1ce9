import type { ComparisonView } from '@jianglian/contracts/evaluation';
import type { Rubric } from '@jianglian/domain/evaluation';
import { mayCompare, mayReadResult, mayShowFigure, percentOf, smallestGroup } from '@jianglian/domain/evaluation';
import type { EvaluationState, GroupOutcome } from '@jianglian/domain/evaluation';
import { type Actor, within } from '@jianglian/domain/identity';
import { roundHalfUp } from '@jianglian/domain/kernel';
import type { Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Database, join, raw, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';
import { RubricQueries } from '../rubric/rubric.queries.ts';

interface Own {
  readonly id: string;
  readonly state: EvaluationState;
  readonly published: boolean;
  readonly scored: boolean;
  readonly cycleId: string;
  readonly tier: Tier;
  readonly clusterCode: string;
  readonly clusterName: string;
  readonly rubricVersion: string;
  readonly finalScore: number | null;
  readonly groups: readonly GroupOutcome[];
}

interface Middle {
  readonly code: string;
  readonly counted: number;
  readonly median: number;
  readonly own: number | null;
}

type Figure = Middle & Pick<NonNullable<ComparisonView['group']>['figures'][number], 'indicator' | 'unit'>;

/** A studio beside the median of its group. What is too small to be shown is not even computed. */
@Injectable()
export class ComparisonQueries {
  private readonly database: Database;
  private readonly rubrics: RubricQueries;

  constructor(database: Database, rubrics: RubricQueries) {
    this.database = database;
    this.rubrics = rubrics;
  }

  async view(id: string, actor: Actor): Promise<ComparisonView> {
    const own = await this.own(id, actor);
    const { tier, clusterName } = own;
    const head = { evaluationId: id, tier, clusterName, smallestGroup };
    if (!own.published) return { ...head, hidden: 'unpublished', group: null };
    if (!own.scored) return { ...head, hidden: 'unscored', group: null };
    const counts = await this.counts(own);
    if (!mayCompare(counts.group, counts.tier)) return { ...head, hidden: 'small', group: null };
    return { ...head, hidden: null, group: await this.group(own, counts.group) };
  }

  private async group(own: Own, studios: number): Promise<ComparisonView['group']> {
    const rubric = await this.rubrics.view(own.rubricVersion);
    const peers = peersOf(own);
    const groups = await this.groups(peers);
    const lines = await this.lines(peers, rubric, own.id);
    const final = await this.final(peers);
    return {
      studios,
      final: { own: own.finalScore, median: shown(final) },
      groups: rubric.groups.map(({ code, name }) => {
        const points = rubric.indicators.reduce((sum, one) => sum + (one.group === code ? one.points : 0), 0);
        const share = percentOf(own.groups.find(({ group }) => group === code) ?? { score: 0, points: 0 });
        const middle = shown(groups.find((one) => one.code === code));
        const scaled = (percent: number) => roundHalfUp((percent * points) / 100);
        return {
          code,
          name,
          points,
          own: share === null ? null : scaled(share),
          median: middle === null ? null : roundHalfUp((middle * points) / 10_000),
        };
      }),
      lines: rubric.indicators.map(({ code, name, points }) => {
        const line = lines.find((one) => one.code === code);
        return { indicator: code, name, points, own: line?.own ?? null, median: shown(line) };
      }),
      figures: (await this.figures(peers, own.id))
        .filter((figure) => mayShowFigure(figure.counted) && figure.own !== null)
        .map(({ indicator, code, unit, median, own: value }) => ({ indicator, code, unit, median, own: value ?? 0 })),
    };
  }

  private async own(id: string, actor: Actor): Promise<Own> {
    const own = await this.database.one<Own>(sql`
      SELECT e.id, e.state, e.state = 'published' AND c.state = 'published' AS published,
             e.base_score IS NOT NULL AS scored, e.cycle_id AS "cycleId", e.tier, s.cluster_code AS "clusterCode",
             cl.name AS "clusterName", c.rubric_version AS "rubricVersion", e.final_score AS "finalScore", e.groups
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      JOIN clusters cl ON cl.code = s.cluster_code WHERE e.id = ${id} AND ${studioVisibleTo(within(actor, 'evaluation:read'))}`);
    if (!own || !mayReadResult(own)) throw new NotFoundError('result');
    return own;
  }

  private async counts(own: Own): Promise<{ readonly group: number; readonly tier: number }> {
    return (await this.database.one<{ group: number; tier: number }>(sql`
      SELECT count(*)::int AS tier, count(*) FILTER (WHERE s.cluster_code = ${own.clusterCode})::int AS group
      FROM evaluations e JOIN studios s ON s.id = e.studio_id WHERE ${scoredInTier(own)}`))!;
  }

  private final(peers: Sql): Promise<Middle | undefined> {
    return this.database.one<Middle>(sql`
      WITH peers AS (${peers})
      SELECT 'final' AS code, count(final_score)::int AS counted, ${median(sql`final_score`)} AS median FROM peers`);
  }

  /** Shares of the groups' points in hundredths of a per cent. */
  private groups(peers: Sql): Promise<Middle[]> {
    return this.database.rows<Middle>(sql`
      WITH peers AS (${peers}),
      shares AS (
        SELECT g ->> 'group' AS code, (g ->> 'score')::numeric * 10000 / (g ->> 'points')::numeric AS share
        FROM peers CROSS JOIN LATERAL jsonb_array_elements(groups) g WHERE (g ->> 'points')::numeric > 0)
      SELECT code, count(*)::int AS counted, ${median(sql`share`)} AS median FROM shares GROUP BY code`);
  }

  /** `aggregate` of the domain as SQL: the extreme sheets left out, the mean of a line, then the middle of the means. */
  private lines(peers: Sql, rubric: Rubric, ownId: string): Promise<Middle[]> {
    const points = join(
      rubric.indicators.map((one) => sql`(${one.code}, ${one.points}::int)`),
      ', ',
    );
    return this.database.rows<Middle>(sql`
      WITH peers AS (${peers}), indicators (code, points) AS (VALUES ${points}),
      totals AS (
        SELECT sh.evaluation_id, sh.id,
               round(sum(k.score)::numeric * ${rubric.fullScore}::int / nullif(sum(i.points), 0)) AS total
        FROM peers JOIN scoresheets sh ON sh.evaluation_id = peers.id AND sh.state IN ('submitted', 'sealed')
        JOIN marks k ON k.scoresheet_id = sh.id AND NOT k.not_applicable JOIN indicators i ON i.code = k.indicator
        GROUP BY sh.id),
      ranked AS (
        SELECT *, row_number() OVER (PARTITION BY evaluation_id ORDER BY total, id) AS place,
               count(*) OVER (PARTITION BY evaluation_id) AS sheets FROM totals),
      means AS (
        SELECT r.evaluation_id, k.indicator AS code, round(avg(k.score)) AS mean
        FROM ranked r JOIN marks k ON k.scoresheet_id = r.id AND NOT k.not_applicable
        WHERE r.sheets < ${Math.max(3, rubric.dropExtremesFrom)}::int OR r.place NOT IN (1, r.sheets) GROUP BY 1, 2)
      SELECT code, count(*)::int AS counted, ${median(sql`mean`)} AS median,
             (max(mean) FILTER (WHERE evaluation_id = ${ownId}))::int AS own
      FROM means GROUP BY code`);
  }

  /** What was counted from verified activities, summed over the years; shares and stretches of time do not add up. */
  private figures(peers: Sql, ownId: string): Promise<Figure[]> {
    return this.database.rows<Figure>(sql`
      WITH peers AS (${peers}),
      counted AS (
        SELECT peers.id, line ->> 'indicator' AS indicator, f ->> 'code' AS code, f ->> 'unit' AS unit,
               p -> 'year' AS year, max((f ->> 'value')::numeric) AS value
        FROM peers CROSS JOIN LATERAL jsonb_array_elements(coalesce(prefill, '[]')) line
        CROSS JOIN LATERAL jsonb_array_elements(line -> 'parts') p CROSS JOIN LATERAL jsonb_array_elements(p -> 'figures') f
        WHERE f ->> 'unit' IN ('count', 'person', 'person-times', 'hours', 'fen') GROUP BY 1, 2, 3, 4, 5),
      sums AS (SELECT id, indicator, code, unit, sum(value) AS value FROM counted GROUP BY 1, 2, 3, 4)
      SELECT indicator, code, unit, count(*)::int AS counted,
             percentile_cont(0.5) WITHIN GROUP (ORDER BY value)::float8 AS median,
             (max(value) FILTER (WHERE id = ${ownId}))::float8 AS own
      FROM sums GROUP BY 1, 2, 3 ORDER BY 1, 2`);
  }
}

/** Published and scored, in the same cycle and tier. */
const scoredInTier = (own: Own): Sql => sql`
  e.cycle_id = ${own.cycleId} AND e.tier = ${own.tier} AND e.state = 'published' AND e.base_score IS NOT NULL`;

const peersOf = (own: Own): Sql => sql`
  SELECT e.id, e.final_score, e.groups, e.prefill FROM evaluations e JOIN studios s ON s.id = e.studio_id
  WHERE ${scoredInTier(own)} AND s.cluster_code = ${own.clusterCode}`;

/** Half up, as every score. */
const median = (column: Sql): Sql =>
  sql`round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${column})${raw('::numeric')})::int`;

const shown = (middle: Middle | undefined): number | null =>
  middle && mayShowFigure(middle.counted) ? middle.median : null;
