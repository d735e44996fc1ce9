import { type Actor, within } from '@jianglian/domain/identity';
import type { CivilDate } from '@jianglian/domain/kernel';
import { yearOf } from '@jianglian/domain/kernel';
import type { SkillLevelCode } from '@jianglian/domain/reference';
import type { Grade, HonourLevel, HostUnitKind, Named, Standing, Tier } from '@jianglian/domain/studio';
import { runningStandings } from '@jianglian/domain/studio';
import type { AppliedTier, DeclaredFact, DeclaredValue } from '@jianglian/domain/upgrade';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.ts';
import { Database, every, keyset, raw, Reports, sql, type Sql } from '../../../platform/database/index.ts';
import { studioVisibleTo } from '../../studio/index.ts';

export interface DatedEvent {
  readonly on: CivilDate;
  readonly documentNumber: string | null;
}

/** What a declared fact says; who said it is for the studio's own page. */
export interface SaidFact {
  readonly fact: DeclaredFact;
  readonly value: DeclaredValue;
  readonly holdsOn: CivilDate;
}

export interface StoredDeclaration extends SaidFact {
  readonly id: string;
  readonly source: string;
  readonly fileId: string | null;
  readonly declaredBy: string | null;
  readonly declaredAt: string;
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
}

/** Everything the registers hold about one studio that a verdict may ask for, as it stands today. */
export interface FactRow {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly tier: Tier;
  readonly standing: Standing;
  readonly awardedOn: CivilDate;
  readonly documentNumber: string | null;
  readonly lastGrade: Grade | null;
  readonly lastEvaluatedOn: CivilDate | null;
  readonly evaluationDueOn: CivilDate | null;
  readonly masterName: string;
  readonly birthDate: CivilDate | null;
  readonly skillLevel: SkillLevelCode | null;
  readonly honours: readonly { name: string; level?: HonourLevel | null; year?: number | null }[];
  readonly hostUnitName: string;
  readonly hostKind: HostUnitKind;
  readonly isBranch: boolean;
  readonly recommenderName: string;
  readonly teamSize: number;
  readonly masterChanged: DatedEvent | null;
  readonly relocated: DatedEvent | null;
  readonly runningCycle: Named | null;
  readonly otherStudios: readonly Named[] | null;
  readonly twins: readonly Named[] | null;
  readonly national: Named | null;
  readonly declared: readonly SaidFact[] | null;
  readonly waivers:
    | readonly { id: string; rule: string; target: AppliedTier; reason: string; by: string | null; at: string }[]
    | null;
}

/** The same with where each fact comes from. */
export interface CaseRow extends FactRow {
  readonly standingSince: CivilDate | null;
  readonly declared: readonly StoredDeclaration[] | null;
}

export interface CaseFilter {
  readonly q?: string | undefined;
  readonly recommender?: readonly string[] | undefined;
  readonly target?: readonly AppliedTier[] | undefined;
}

const nextTier = sql`CASE s.tier WHEN 'district' THEN 'municipal' WHEN 'municipal' THEN 'chief' ELSE 'national' END`;
const running = sql`ANY(${runningStandings}::text[])`;
/** So many studios are read at once where all are: memory stays flat and the plan set-based. */
const batchSize = 1_000;

const named = (alias: string, condition: Sql): Sql => sql`
  SELECT json_agg(json_build_object('id', ${raw(alias)}.id, 'name', ${raw(alias)}.name) ORDER BY ${raw(alias)}.name, ${raw(alias)}.id)
  FROM studios ${raw(alias)} WHERE ${condition}`;

const lastEvent = (kind: string, today: CivilDate): Sql => sql`
  SELECT json_build_object('on', e.happened_on, 'documentNumber', e.document_number) FROM studio_events e
  WHERE e.studio_id = s.id AND e.kind = ${kind} AND e.happened_on <= ${today}
  ORDER BY e.happened_on DESC, e.position DESC LIMIT 1`;

const latestSaid = sql`
  (SELECT DISTINCT ON (d.fact) d.* FROM declared_facts d WHERE d.studio_id = s.id ORDER BY d.fact, d.position DESC) d`;

/** Of a list: what was declared, no more. */
const said = sql`
  (SELECT json_agg(json_build_object('fact', d.fact, 'value', d.value, 'holdsOn', d.holds_on)) FROM ${latestSaid})
    AS declared`;

/** Of one studio's page: who declared and confirmed it, and since when it stands as it does. */
const sources = (today: CivilDate): Sql => sql`
  (SELECT lower(p.period) FROM studio_standings p WHERE p.studio_id = s.id AND p.period @> ${today}::date)
    AS "standingSince",
  (SELECT json_agg(json_build_object('id', d.id, 'fact', d.fact, 'value', d.value, 'holdsOn', d.holds_on,
       'source', d.source, 'fileId', d.file_id, 'declaredBy', a.display_name, 'declaredAt', d.declared_at,
       'confirmedBy', b.display_name, 'confirmedAt', d.confirmed_at))
   FROM ${latestSaid} LEFT JOIN accounts a ON a.id = d.declared_by LEFT JOIN accounts b ON b.id = d.confirmed_by)
    AS declared`;

/** The facts of cases, in one statement for one studio as for a thousand. */
@Injectable()
export class CaseQueries {
  private readonly database: Database;
  private readonly reports: Reports;
  private readonly clock: Clock;

  constructor(database: Database, reports: Reports, clock: Clock) {
    this.database = database;
    this.reports = reports;
    this.clock = clock;
  }

  /** One studio within reach; decisions follow it, so it reads the primary. */
  one(actor: Actor, id: string, target: AppliedTier | undefined): Promise<CaseRow | undefined> {
    const picked = sql`SELECT s.* FROM studios s WHERE s.id = ${id} AND ${studioVisibleTo(within(actor, 'upgrade:read'))}`;
    return this.database.one<CaseRow>(
      this.cases(picked, target === undefined ? nextTier : sql`${target}::text`, sources(this.clock.today())),
    );
  }

  /** Several studios, each for the tier it applies for, in one statement. */
  several(actor: Actor, asked: readonly { studioId: string; target: AppliedTier }[]): Promise<FactRow[]> {
    const picked = sql`
      SELECT s.*, q.target FROM jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) AS q ("studioId" uuid, target text)
      JOIN studios s ON s.id = q."studioId" WHERE ${studioVisibleTo(within(actor, 'upgrade:read'))}`;
    return this.database.rows<FactRow>(this.cases(picked, sql`s.target`, said));
  }

  /** All running studios within reach that have a tier above them, by name, a batch at a time. */
  async *batches(
    actor: Actor,
    asked: CaseFilter,
    after?: string,
    size: number = batchSize,
  ): AsyncGenerator<readonly FactRow[]> {
    const read = (from: string | undefined) => this.batch(actor, asked, from, size);
    let coming = read(after);
    for (;;) {
      const { rows, next } = await coming;
      if (next === null) return yield rows;
      // The whole is wanted: the database reads on while these are judged. A page may end with its first batch.
      const ahead = size === batchSize ? read(next) : undefined;
      ahead?.catch(() => {});
      yield rows;
      coming = ahead ?? read(next);
    }
  }

  private async batch(
    actor: Actor,
    asked: CaseFilter,
    after: string | undefined,
    size: number,
  ): Promise<{ rows: FactRow[]; next: string | null }> {
    const keys = this.keys(after);
    const picked = sql`
      SELECT s.* FROM studios s
      WHERE ${every([studioVisibleTo(within(actor, 'upgrade:survey')), ...conditionsOf(asked), keys.where])}
      ORDER BY ${keys.orderBy} LIMIT ${size + 1}`;
    return keys.page(
      await this.reports.rows<FactRow>(sql`${this.cases(picked, nextTier, said)} ORDER BY ${keys.orderBy}`),
      size,
    );
  }

  keys(after: string | undefined) {
    return keyset(
      [
        { key: 'name', column: sql`s.name COLLATE "zh-Hans-CN-x-icu"` },
        { key: 'id', column: sql`s.id` },
      ],
      after,
    );
  }

  private cases(picked: Sql, target: Sql, more: Sql): Sql {
    const today = this.clock.today();
    return sql`
      SELECT s.id, s.code, s.name, s.tier, s.standing, s.awarded_on AS "awardedOn",
        s.document_number AS "documentNumber", s.last_grade AS "lastGrade",
        s.last_evaluated_on AS "lastEvaluatedOn", s.evaluation_due_on AS "evaluationDueOn",
        m.name AS "masterName", m.birth_date AS "birthDate", m.skill_level AS "skillLevel", m.honours,
        h.name AS "hostUnitName", h.kind AS "hostKind", h.parent_id IS NOT NULL AS "isBranch",
        r.name AS "recommenderName",
        (SELECT count(*) FROM team_members t WHERE t.studio_id = s.id AND t.joined_on <= ${today}
           AND (t.left_on IS NULL OR t.left_on > ${today})) AS "teamSize",
        (${lastEvent('master-changed', today)}) AS "masterChanged", (${lastEvent('relocated', today)}) AS relocated,
        (SELECT json_build_object('id', c.id, 'name', c.title)
         FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
         WHERE e.studio_id = s.id AND e.state NOT IN ('published', 'withdrawn') AND c.state NOT IN ('draft', 'cancelled')
         ORDER BY c.year DESC, c.created_at DESC LIMIT 1) AS "runningCycle",
        (${named('o', sql`o.master_id = s.master_id AND o.id <> s.id AND o.standing = ${running}`)}) AS "otherStudios",
        (${named(
          'o',
          sql`o.host_unit_id = s.host_unit_id AND o.occupation_name = s.occupation_name AND o.tier = ${target}
              AND o.id <> s.id AND o.standing = ${running}`,
        )}) AS twins,
        (SELECT json_build_object('id', o.id, 'name', o.name) FROM studios o
         WHERE o.master_id = s.master_id AND o.host_unit_id = s.host_unit_id AND o.tier = 'national'
           AND o.standing <> 'revoked' ORDER BY o.id LIMIT 1) AS national,
        ${more},
        (SELECT json_agg(json_build_object('id', w.id, 'rule', w.rule, 'target', w.target, 'reason', w.reason,
             'by', a.display_name, 'at', w.given_at))
         FROM upgrade_waivers w LEFT JOIN accounts a ON a.id = w.given_by
         WHERE w.studio_id = s.id AND w.year = ${yearOf(today)} AND w.ended_at IS NULL) AS waivers
      FROM (${picked}) s
      JOIN masters m ON m.id = s.master_id
      JOIN host_units h ON h.id = s.host_unit_id
      JOIN recommenders r ON r.id = s.recommender_id`;
  }
}

/** Ended studios and those at the top have nothing to apply for. */
function conditionsOf({ q, recommender, target }: CaseFilter): readonly (Sql | undefined)[] {
  const words = (q ?? '').split(/\s+/).filter(Boolean);
  return [
    sql`s.standing = ${running}`,
    sql`s.tier <> 'national'`,
    ...words.map((word) => sql`s.search_text ILIKE ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`),
    recommender && sql`s.recommender_id = ANY(${recommender}::uuid[])`,
    target && sql`${nextTier} = ANY(${target}::text[])`,
  ];
}
