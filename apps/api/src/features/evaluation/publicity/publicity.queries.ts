import type {
  PendingPublicationView,
  PublicityCycleView,
  PublicityRow,
  PublicityView,
} from '@jianglian/contracts/evaluation';
import { evaluationApi } from '@jianglian/contracts/evaluation';
import type { InputOf } from '@jianglian/contracts/shared';
import { publicityEndsAt, publicityRefusals } from '@jianglian/domain/evaluation';
import type { Actor } from '@jianglian/domain/identity';
import { holds } from '@jianglian/domain/identity';
import { Injectable } from '@nestjs/common';
import { Database, every, keyset, sql, type Sql } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';
import { byName, studioBrief, studioBriefJoins } from '../evaluation-fragments.ts';
import { CorrectionQueries } from './correction.queries.ts';

type Asked = InputOf<typeof evaluationApi.publicityRows>['query'];

const openObjections = sql`(SELECT count(*) FROM objections o
  WHERE o.evaluation_id = e.id AND o.state IN ('filed', 'under-review'))::int`;
const openCorrections = sql`(SELECT count(*) FROM evaluation_corrections k
  WHERE k.evaluation_id = e.id AND k.state = 'proposed')::int`;

/** The list says what is out: all of it during publicity, then what is published. */
const onList = sql`(c.state = 'publicity' AND e.state = 'announced' OR e.state IN ('published', 'retracted'))`;

/** 公示 and what follows: for the public by name, unit and occupation only, for the office with what waits. */
@Injectable()
export class PublicityQueries {
  private readonly database: Database;
  private readonly corrections: CorrectionQueries;

  constructor(database: Database, corrections: CorrectionQueries) {
    this.database = database;
    this.corrections = corrections;
  }

  cycles(): Promise<PublicityCycleView[]> {
    return this.stages(sql`TRUE`);
  }

  async cycle(id: string): Promise<PublicityCycleView> {
    const [view] = await this.stages(sql`c.id = ${id}`);
    if (!view) throw new NotFoundError('publicity');
    return view;
  }

  async rows(id: string, query: Asked): Promise<{ rows: PublicityRow[]; next: string | null }> {
    await this.cycle(id);
    const keys = keyset(
      [
        {
          key: 'order',
          column: sql`CASE e.tier WHEN 'national' THEN 1 WHEN 'chief' THEN 2 WHEN 'municipal' THEN 3 ELSE 4 END`,
        },
        { key: 'studioName', column: byName },
        { key: 'id', column: sql`e.id` },
      ],
      query.after,
    );
    const found = await this.database.rows<PublicityRow & { order: number }>(sql`
      SELECT e.id, s.name AS "studioName", m.name AS "masterName", h.name AS "hostUnitName",
             s.occupation_name AS "occupationName", e.tier, e.grade, e.document_number AS "documentNumber",
             changed.on AS "changedOn",
             CASE e.tier WHEN 'national' THEN 1 WHEN 'chief' THEN 2 WHEN 'municipal' THEN 3 ELSE 4 END AS "order",
             CASE WHEN e.state = 'published' AND changed.on IS NOT NULL THEN 'corrected' ELSE e.state END AS status
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      JOIN masters m ON m.id = s.master_id JOIN host_units h ON h.id = s.host_unit_id
      LEFT JOIN LATERAL (
        SELECT max(k.effective_on) AS on FROM evaluation_corrections k
        WHERE k.evaluation_id = e.id AND k.state = 'released' AND k.document_number IS NOT NULL) changed ON TRUE
      WHERE ${every([
        sql`e.cycle_id = ${id} AND ${onList}`,
        query.tier && sql`e.tier = ANY(${query.tier})`,
        query.grade && sql`e.grade = ANY(${query.grade})`,
        query.search !== undefined && sql`(strpos(s.name, ${query.search}) > 0 OR strpos(h.name, ${query.search}) > 0)`,
        keys.where,
      ])}
      ORDER BY ${keys.orderBy} LIMIT ${query.limit + 1}`);
    return keys.page(found, query.limit);
  }

  async office(cycleId: string, actor: Actor): Promise<PublicityView> {
    const counts = await this.database.one<Omit<PublicityView, 'pending' | 'corrections'>>(sql`
      SELECT count(*) FILTER (WHERE e.state = 'announced')::int AS announced,
             count(*) FILTER (WHERE e.state = 'published')::int AS published,
             count(*) FILTER (WHERE e.state = 'retracted')::int AS retracted,
             (SELECT jsonb_build_object(
                'open', count(*) FILTER (WHERE o.state IN ('filed', 'under-review')),
                'upheld', count(*) FILTER (WHERE o.state = 'upheld'),
                'rejected', count(*) FILTER (WHERE o.state = 'rejected'),
                'withdrawn', count(*) FILTER (WHERE o.state = 'withdrawn'))
              FROM objections o JOIN evaluations of ON of.id = o.evaluation_id
              WHERE of.cycle_id = ${cycleId}) AS objections
      FROM evaluations e WHERE e.cycle_id = ${cycleId}`);
    return {
      ...(counts as Omit<PublicityView, 'pending' | 'corrections'>),
      pending: await this.pending(
        sql`e.cycle_id = ${cycleId} AND e.state = 'announced'
            AND (c.state = 'published' OR ${openObjections} + ${openCorrections} > 0)`,
        actor,
      ),
      corrections: await this.corrections.ofCycle(cycleId, actor),
    };
  }

  /** The row of a studio whose publication is or was waiting. */
  async pendingOne(id: string, actor: Actor): Promise<PendingPublicationView> {
    const [view] = await this.pending(sql`e.id = ${id}`, actor);
    if (!view) throw new NotFoundError('evaluation');
    return view;
  }

  private async pending(where: Sql, actor: Actor): Promise<PendingPublicationView[]> {
    const rows = await this.database.rows<Omit<PendingPublicationView, 'offers'> & { cycleState: string }>(sql`
      SELECT e.id AS "evaluationId", e.revision, ${studioBrief('e.tier')} AS studio, e.state, e.grade,
             e.final_score AS "finalScore", ${openObjections} AS "openObjections",
             ${openCorrections} AS "openCorrections", c.state AS "cycleState"
      FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id JOIN studios s ON s.id = e.studio_id
      ${studioBriefJoins} WHERE ${where} ORDER BY ${byName}, e.id`);
    return rows.map(({ cycleState, ...row }) => {
      const frozen = row.openObjections + row.openCorrections;
      const refusals = [
        ...(holds(actor, 'office') ? [] : [publicityRefusals('not-the-office')]),
        ...(frozen > 0 ? [publicityRefusals('frozen', { count: frozen })] : []),
      ];
      const offered = row.state === 'announced' && cycleState === 'published';
      return { ...row, offers: offered ? [{ action: 'publish', refusals: refusals as never }] : [] };
    });
  }

  private async stages(where: Sql): Promise<PublicityCycleView[]> {
    const rows = await this.database.rows<Omit<PublicityCycleView, 'publicityEndsAt'>>(sql`
      SELECT c.id, c.title, c.year, c.state AS stage, (c.released_at AT TIME ZONE 'Asia/Shanghai')::date AS "publicityFrom",
             c.publicity_until AS "publicityUntil", c.publicity_contact AS contact,
             c.document_number AS "documentNumber", c.published_on AS "publishedOn",
             count(e.id) FILTER (WHERE ${onList})::int AS studios,
             count(e.id) FILTER (WHERE c.state = 'published' AND e.state = 'announced')::int AS pending
      FROM evaluation_cycles c LEFT JOIN evaluations e ON e.cycle_id = c.id
      WHERE c.state IN ('publicity', 'published') AND ${where}
      GROUP BY c.id ORDER BY c.state = 'publicity' DESC, c.year DESC, c.created_at DESC`);
    return rows.map((row) => ({
      ...row,
      publicityEndsAt: row.publicityUntil && publicityEndsAt(row.publicityUntil).toISOString(),
    }));
  }
}
