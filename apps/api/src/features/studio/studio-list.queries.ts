import type { StudioListRow, studioSorts } from '@jianglian/contracts/studio';
import { addYears } from '@jianglian/domain/kernel';
import { type Actor, within } from '@jianglian/domain/identity';
import { runningStandings, type Tier } from '@jianglian/domain/studio';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { every, keyset, raw, Reports, sql, type Sql, type SortColumn } from '../../platform/database/index.ts';
import { conditionsOf, likePattern, type StudioFilterInput } from './studio-filter.queries.ts';
import { studioVisibleTo } from './studio-visibility.queries.ts';

export type StudioSort = (typeof studioSorts)[number];

export interface StudioOrder {
  readonly sort: StudioSort;
  readonly order: 'asc' | 'desc';
}

/** Above this a count is not worth its cost: the page says "more than". */
const countLimit = 10_000;

const sortColumns: Readonly<Record<StudioSort, { key: string; column: Sql }>> = {
  name: { key: 'name', column: sql`s.name COLLATE "zh-Hans-CN-x-icu"` },
  awarded: { key: 'awardedOn', column: sql`s.awarded_on` },
  due: { key: 'sortDue', column: sql`coalesce(s.evaluation_due_on, 'infinity'::date)` },
  activity: { key: 'sortActivity', column: sql`coalesce(s.last_active_on, '-infinity'::date)` },
};

const listColumns = sql`
  s.id, s.code, s.name, m.name AS "masterName", m.skill_level AS "masterSkillLevel",
  json_build_object('id', h.id, 'name', h.name, 'shortName', h.short_name) AS "hostUnit",
  json_build_object('code', c.code, 'name', c.name) AS cluster, s.occupation_name AS "occupationName",
  json_build_object('code', d.code, 'name', d.short_name) AS district,
  json_build_object('id', r.id, 'name', r.name) AS recommender, s.tier, s.standing, s.last_grade AS "lastGrade",
  s.grade_after_rectification AS "gradeAfterRectification", s.awarded_on AS "awardedOn",
  s.founded_on AS "foundedOn", s.document_number AS "documentNumber", s.last_evaluated_on AS "lastEvaluatedOn",
  s.evaluation_due_on AS "evaluationDueOn", s.last_active_on AS "lastActiveOn",
  coalesce(s.evaluation_due_on, 'infinity'::date)::text AS "sortDue",
  coalesce(s.last_active_on, '-infinity'::date)::text AS "sortActivity"`;

const listJoins = sql`
  JOIN masters m ON m.id = s.master_id
  JOIN host_units h ON h.id = s.host_unit_id
  JOIN clusters c ON c.code = s.cluster_code
  JOIN districts d ON d.code = s.district_code
  JOIN recommenders r ON r.id = s.recommender_id`;

/** Reads of the registry. One scoped condition serves list, count, summary and export. */
@Injectable()
export class StudioListQueries {
  private readonly reports: Reports;
  private readonly clock: Clock;

  constructor(reports: Reports, clock: Clock) {
    this.reports = reports;
    this.clock = clock;
  }

  async list(
    actor: Actor,
    { after, limit, ...asked }: StudioFilterInput & StudioOrder & { after?: string | undefined; limit: number },
  ): Promise<{ rows: StudioListRow[]; next: string | null }> {
    const keys = keyset(orderOf(asked), after);
    const rows = await this.reports.rows<StudioListRow>(this.page(this.scope(actor, asked), keys, limit + 1));
    return keys.page(rows, limit);
  }

  /** Every row the filter finds, a page at a time, for the export. */
  async *all(actor: Actor, asked: StudioFilterInput & StudioOrder): AsyncGenerator<StudioListRow> {
    for (let after: string | undefined, more = true; more;) {
      const page = await this.list(actor, { ...asked, limit: 1000, after });
      yield* page.rows;
      after = page.next ?? undefined;
      more = after !== undefined;
    }
  }

  async count(actor: Actor, asked: StudioFilterInput): Promise<{ count: number; capped: boolean }> {
    const found = await this.reports.one<{ count: number }>(sql`
      SELECT count(*) AS count FROM (
        SELECT 1 FROM studios s WHERE ${this.scope(actor, asked)} LIMIT ${countLimit + 1}) found`);
    const count = found?.count ?? 0;
    return { count: Math.min(count, countLimit), capped: count > countLimit };
  }

  async summary(actor: Actor) {
    const today = this.clock.today();
    const running = sql`s.standing = ANY(${runningStandings}::text[])`;
    const row = await this.reports.one<
      Record<'running' | 'dueThisYear' | 'rectifying' | 'masters55' | 'ended', number>
    >(
      sql`
      SELECT count(*) FILTER (WHERE ${running}) AS running,
        count(*) FILTER (WHERE s.evaluation_due_on <= ${`${today.slice(0, 4)}-12-31`}) AS "dueThisYear",
        count(*) FILTER (WHERE s.standing = 'rectifying') AS rectifying,
        count(*) FILTER (WHERE ${running} AND m.birth_date <= ${addYears(today, -55)}) AS masters55,
        count(*) FILTER (WHERE NOT ${running}) AS ended
      FROM studios s JOIN masters m ON m.id = s.master_id WHERE ${studioVisibleTo(within(actor, 'studio:read'))}`,
    );
    return row ?? { running: 0, dueThisYear: 0, rectifying: 0, masters55: 0, ended: 0 };
  }

  /** Anyone: running studios by name, unit, occupation and tier, and nothing else. */
  async directory(asked: {
    q?: string | undefined;
    tier?: Tier[] | undefined;
    after?: string | undefined;
    limit: number;
  }) {
    const keys = keyset([sortColumns.name, { key: 'id', column: sql`s.id` }], asked.after);
    const where = every([
      sql`s.standing = ANY(${runningStandings}::text[])`,
      ...conditionsOf({ tier: asked.tier }, this.clock.today()),
      ...(asked.q ?? '')
        .split(/\s+/)
        .filter(Boolean)
        .map((word) => sql`concat_ws(' ', s.name, h.name, s.occupation_name) ILIKE ${likePattern(word)}`),
      keys.where,
    ]);
    const rows = await this.reports.rows<{
      id: string;
      name: string;
      hostUnit: string;
      occupation: string | null;
      tier: Tier;
    }>(sql`
      SELECT s.id, s.name, h.name AS "hostUnit", s.occupation_name AS occupation, s.tier
      FROM studios s JOIN host_units h ON h.id = s.host_unit_id
      WHERE ${where} ORDER BY ${keys.orderBy} LIMIT ${asked.limit + 1}`);
    return keys.page(rows, asked.limit);
  }

  private scope(actor: Actor, asked: StudioFilterInput): Sql {
    return every([studioVisibleTo(within(actor, 'studio:read')), ...conditionsOf(asked, this.clock.today())]);
  }

  /** The page's ids first, by the index of the order; what they look like is joined to those few only. */
  private page(scope: Sql, keys: ReturnType<typeof keyset>, limit: number): Sql {
    return sql`
      SELECT ${listColumns} FROM (
        SELECT s.* FROM studios s WHERE ${scope} AND ${keys.where} ORDER BY ${keys.orderBy} LIMIT ${limit}) s
      ${listJoins} ORDER BY ${keys.orderBy}`;
  }
}

function orderOf({ sort, order }: StudioOrder): SortColumn[] {
  const descending = order === 'desc';
  return [
    { ...sortColumns[sort], descending },
    { key: 'id', column: raw('s.id'), descending },
  ];
}
