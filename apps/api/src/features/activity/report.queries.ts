import type {
  activityApi,
  ActivitySettingsView,
  ReportLineView,
  ReportRow,
  ReportView,
} from '@jianglian/contracts/activity';
import type { InputOf, ReplyOf } from '@jianglian/contracts/shared';
import {
  type ActivitySettings,
  dueOn,
  figuresOf,
  owedIfFoundedBy,
  owedYears,
  planProgress,
  type Report,
  type ReportKind,
  reportKinds,
  reportOffers,
  reportSections,
  summaryDraft,
  type SummaryDraft,
  type SummaryLine,
  timelinessOf,
} from '@jianglian/domain/activity';
import type { Actor } from '@jianglian/domain/identity';
import { yearOf } from '@jianglian/domain/kernel';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.ts';
import { Database, every, join, keyset, sql, type Sql } from '../../platform/database/index.ts';
import { reportVisibleTo } from './activity-scope.queries.ts';
import { ActivityTallies } from './activity-tally.queries.ts';

type Asked = InputOf<typeof activityApi.reports>['query'];
type Key = InputOf<typeof activityApi.report>['params'];
type StoredReport = Report &
  Pick<ReportView, 'studio' | 'dueOn' | 'reopenReason' | 'revision'> & {
    recommenderId: string;
    figures: SummaryDraft | null;
  };

@Injectable()
export class ReportQueries {
  private readonly database: Database;
  private readonly tallies: ActivityTallies;
  private readonly clock: Clock;

  constructor(database: Database, tallies: ActivityTallies, clock: Clock) {
    this.database = database;
    this.tallies = tallies;
    this.clock = clock;
  }

  async settings(): Promise<ActivitySettingsView> {
    const row = await this.database.one<{ content: ActivitySettings; revision: number }>(
      sql`SELECT content, revision FROM activity_settings`,
    );
    if (!row) throw new Error('the settings of activities are missing');
    return { ...(row.content as Omit<ActivitySettingsView, 'revision'>), revision: row.revision };
  }

  /** What is expected of every running studio, written or not, with what ended studios had handed in. */
  async page(
    { after, limit, year = this.thisYear(), ...asked }: Asked,
    actor: Actor,
  ): Promise<ReplyOf<typeof activityApi.reports>> {
    const keys = keyset(
      [
        { key: 'code', column: sql`code` },
        { key: 'kind', column: sql`kind` },
      ],
      after,
    );
    const rows = await this.database.rows<ReportRow & { code: string }>(sql`
      SELECT * FROM (${await this.expected(year, actor)}) expected
      WHERE ${every([
        asked.kind !== undefined && sql`kind = ${asked.kind}`,
        asked.studioId !== undefined && sql`studio ->> 'id' = ${asked.studioId}`,
        asked.timeliness !== undefined && sql`timeliness = ANY(${asked.timeliness}::text[])`,
        asked.search !== undefined &&
          asked.search !== '' &&
          sql`name ILIKE ${`%${asked.search.replace(/[\\%_]/g, '\\$&')}%`}`,
        keys.where,
      ])}
      ORDER BY ${keys.orderBy} LIMIT ${limit + 1}`);
    return keys.page(rows, limit);
  }

  async counts(year: number | undefined, actor: Actor): Promise<ReplyOf<typeof activityApi.reportCounts>> {
    const asked = year ?? this.thisYear();
    const counts = await this.database.rows<ReplyOf<typeof activityApi.reportCounts>['counts'][number]>(sql`
      SELECT kind, timeliness, count(*)::int AS count FROM (${await this.expected(asked, actor)}) expected
      GROUP BY kind, timeliness ORDER BY kind, timeliness`);
    return { year: asked, counts };
  }

  /** Owed, begun or handed in, the latest first; next year's plan can be begun early. Undefined: not theirs. */
  async ofStudio(studioId: string, actor: Actor): Promise<ReportRow[] | undefined> {
    const studio = await this.database.one<ReportRow['studio'] & { foundedOn: string; ended: boolean }>(sql`
      SELECT s.id, s.code, s.name, s.founded_on AS "foundedOn", s.standing NOT IN ('active', 'rectifying') AS ended
      FROM studios s WHERE s.id = ${studioId} AND ${reportVisibleTo(actor)}`);
    if (!studio) return undefined;
    const { foundedOn, ended, ...named } = studio;
    const [settings, today] = [await this.settings(), this.clock.today()];
    const stored = await this.database.rows<
      Pick<ReportRow, 'kind' | 'year' | 'state' | 'submittedOn'> & { dueOn: string | null }
    >(sql`
      SELECT kind, year, state, submitted_on AS "submittedOn", due_on AS "dueOn" FROM studio_reports WHERE studio_id = ${studioId}`);
    const years = (kind: ReportKind) => [
      ...stored.filter((report) => report.kind === kind).map(({ year }) => year),
      ...(ended ? [] : owedYears(settings, kind, foundedOn, today)),
      ...(ended || kind !== 'plan' ? [] : [yearOf(today) + 1]),
    ];
    return reportKinds
      .flatMap((kind) => [...new Set(years(kind))].map((year) => ({ kind, year })))
      .toSorted((one, other) => other.year - one.year || one.kind.localeCompare(other.kind))
      .map(({ kind, year }) => {
        const report = stored.find((one) => one.kind === kind && one.year === year);
        const due = report?.dueOn ?? dueOn(settings, kind, year);
        return {
          studio: named,
          kind,
          year,
          dueOn: due,
          timeliness: timelinessOf(report, due, today),
          state: report?.state ?? null,
          submittedOn: report?.submittedOn ?? null,
        };
      });
  }

  /** A report, also one nobody has begun. What others have not handed in yet, they alone read. Undefined: not theirs. */
  async view({ studioId, kind, year }: Key, actor: Actor): Promise<ReportView | undefined> {
    const [settings, today] = [await this.settings(), this.clock.today()];
    const report = await this.database.one<StoredReport>(sql`
      SELECT json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS studio, s.id AS "studioId",
             s.recommender_id AS "recommenderId", ${kind}::text AS kind, ${year}::int AS year,
             coalesce(r.state, 'draft') AS state, coalesce(r.texts, '{}') AS texts, coalesce(r.targets, '{}') AS targets,
             r.figures, coalesce(r.due_on, ${dueOn(settings, kind, year)}::date) AS "dueOn", r.submitted_on AS "submittedOn",
             r.reopen_reason AS "reopenReason", coalesce(r.revision, 0) AS revision
      FROM studios s LEFT JOIN studio_reports r ON r.studio_id = s.id AND r.kind = ${kind} AND r.year = ${year}
      WHERE s.id = ${studioId} AND ${reportVisibleTo(actor)}`);
    if (!report) return undefined;
    const own = actor.grants.some((grant) => grant.role === 'studio' && grant.studioId === studioId);
    const readable = own || report.state === 'submitted';
    return {
      studio: report.studio,
      kind,
      year,
      dueOn: report.dueOn,
      timeliness: timelinessOf(report, report.dueOn, today),
      state: report.revision === 0 ? null : report.state,
      submittedOn: report.submittedOn,
      texts: readable ? { ...report.texts } : {},
      targets: readable ? { ...report.targets } : {},
      sections: await this.sections(report),
      reopenReason: report.reopenReason,
      offers: reportOffers(report, { actor, studio: report, today }).map(({ action, refusals }) => ({
        action,
        refusals: refusals.map(({ code, params }) => ({ code, params: { ...params } })),
      })) as ReportView['offers'],
      revision: report.revision,
    };
  }

  async yearFigures(studioId: string, year: number | undefined, actor: Actor) {
    const asked = year ?? this.thisYear();
    const studio = await this.database.one(
      sql`SELECT FROM studios s WHERE s.id = ${studioId} AND ${reportVisibleTo(actor)}`,
    );
    if (!studio) return undefined;
    const targets = await this.targets(studioId, asked);
    const draft = summaryDraft(await this.tallies.inYear(studioId, asked), asked, targets);
    return { year: asked, lines: draft.sections.flatMap(({ lines }) => lines.map(lineView)) };
  }

  /** The summary's figures as they are now, against the plan of the year. */
  async draft(studioId: string, year: number): Promise<SummaryDraft> {
    return summaryDraft(await this.tallies.inYear(studioId, year), year, await this.targets(studioId, year));
  }

  private async sections(report: StoredReport): Promise<ReportView['sections']> {
    if (report.kind === 'summary') {
      const { sections } = report.figures ?? (await this.draft(report.studioId, report.year));
      return sections.map(({ section, lines, activities }) => ({
        section,
        lines: lines.map(lineView),
        activities: [...activities],
      }));
    }
    const figures = figuresOf(await this.tallies.inYear(report.studioId, report.year));
    const lines = planProgress(figures, report.targets).map(lineView);
    return reportSections.plan.map((section) => ({ section, lines: section === 'goals' ? lines : [], activities: [] }));
  }

  private async targets(studioId: string, year: number): Promise<Report['targets']> {
    const plan = await this.database.one<{ targets: Report['targets'] }>(sql`
      SELECT targets FROM studio_reports
      WHERE studio_id = ${studioId} AND kind = 'plan' AND year = ${year} AND state = 'submitted'`);
    return plan?.targets ?? {};
  }

  /** One row per studio and kind; the CASE says what `timelinessOf` says (a story compares them). */
  private async expected(year: number, actor: Actor): Promise<Sql> {
    const [settings, today] = [await this.settings(), this.clock.today()];
    const kinds = reportKinds.map(
      (kind) =>
        sql`(${kind}::text, ${dueOn(settings, kind, year)}::date, ${owedIfFoundedBy(settings, kind, year)}::date)`,
    );
    return sql`
      SELECT s.code, s.name, json_build_object('id', s.id, 'code', s.code, 'name', s.name) AS studio, k.kind,
             ${year}::int AS year, coalesce(r.due_on, k.due_on) AS "dueOn", r.state, r.submitted_on AS "submittedOn",
             CASE WHEN r.submitted_on IS NULL THEN CASE WHEN ${today}::date <= k.due_on THEN 'open' ELSE 'overdue' END
                  WHEN r.submitted_on <= r.due_on THEN 'on-time' ELSE 'late' END AS timeliness
      FROM studios s CROSS JOIN (VALUES ${join(kinds)}) AS k (kind, due_on, founded_by)
      LEFT JOIN studio_reports r ON r.studio_id = s.id AND r.kind = k.kind AND r.year = ${year}
      WHERE ${reportVisibleTo(actor)}
        AND (r.submitted_on IS NOT NULL OR (s.standing IN ('active', 'rectifying') AND s.founded_on <= k.founded_by))`;
  }

  private thisYear(): number {
    return yearOf(this.clock.today());
  }
}

const lineView = ({ name, unit, figure, target }: SummaryLine): ReportLineView => ({
  name,
  unit,
  value: figure.value,
  activities: [...figure.activities],
  target,
});
