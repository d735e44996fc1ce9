import { Injectable } from '@nestjs/common';
import { Database, sql, type Sql, violates } from '../../../platform/database/index.ts';
import { NotFoundError } from '../../../platform/http/problem/index.ts';

/** A studio's panel: places in all, places free, and who holds one. */
export interface OpenPlaces {
  readonly evaluationId: string;
  readonly wanted: number;
  readonly missing: number;
  readonly seated: readonly string[];
  /** Accounts that recused themselves or were taken off: not proposed again. */
  readonly gone: readonly string[];
}

/** What the office knows of an evaluator; `revision` 0 is a first one. */
export interface EvaluatorProfile {
  readonly hostUnitId: string | null;
  readonly capacity: number | null;
  readonly clusters: readonly string[];
  readonly occupations: readonly string[];
  readonly formerUnits: readonly {
    readonly hostUnitId: string;
    readonly since: string | null;
    readonly until: string | null;
  }[];
  readonly revision: number;
}

/** A sheet on which nothing was marked yet. */
export interface UnbegunSheet {
  readonly id: string;
  readonly revision: number;
  readonly evaluationId: string;
  readonly accountId: string;
}

const places = (which: Sql): Sql => sql`
  SELECT e.id AS "evaluationId", c.sheets_per_studio AS wanted,
         greatest(0, c.sheets_per_studio - panel.placed) AS missing, panel.held AS seated, panel.gone
  FROM evaluations e JOIN evaluation_cycles c ON c.id = e.cycle_id
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(sh.account_id) FILTER (WHERE sh.state NOT IN ('recused', 'released')), '{}') AS held,
           -- The arbitrator takes none of the panel's places.
           count(*) FILTER (WHERE sh.state NOT IN ('recused', 'released') AND NOT sh.arbitration)::int AS placed,
           coalesce(array_agg(sh.account_id) FILTER (WHERE sh.state = 'recused'), '{}') AS gone
    FROM scoresheets sh WHERE sh.evaluation_id = e.id) panel
  WHERE ${which} AND e.state IN ('self-evaluating', 'submitted') ORDER BY e.id`;

const unbegun = sql`sh.state = 'draft' AND NOT sh.arbitration AND sh.first_marked_at IS NULL
  AND NOT EXISTS (SELECT FROM marks k WHERE k.scoresheet_id = sh.id)`;

@Injectable()
export class EvaluatorRepository {
  private readonly database: Database;

  constructor(database: Database) {
    this.database = database;
  }

  openPlaces(cycleId: string): Promise<OpenPlaces[]> {
    return this.database.rows<OpenPlaces>(places(sql`e.cycle_id = ${cycleId}`));
  }

  /** Locks the evaluations first and counts then: what was taken meanwhile is seen. */
  async lockPlaces(cycleId: string, ids: readonly string[]): Promise<OpenPlaces[]> {
    await this.database.rows(sql`SELECT id FROM evaluations WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`);
    return this.database.rows<OpenPlaces>(places(sql`e.cycle_id = ${cycleId} AND e.id = ANY(${ids}::uuid[])`));
  }

  unbegunSheets(cycleId: string): Promise<UnbegunSheet[]> {
    return this.database.rows<UnbegunSheet>(sql`
      SELECT sh.id, sh.revision, sh.evaluation_id AS "evaluationId", sh.account_id AS "accountId"
      FROM scoresheets sh JOIN evaluations e ON e.id = sh.evaluation_id
      WHERE e.cycle_id = ${cycleId} AND e.state IN ('self-evaluating', 'submitted') AND ${unbegun} ORDER BY sh.id`);
  }

  /** Those of these sheets that nobody has begun, locked; call with their evaluations locked. */
  lockUnbegun(ids: readonly string[]): Promise<UnbegunSheet[]> {
    return this.database.rows<UnbegunSheet>(sql`
      SELECT sh.id, sh.revision, sh.evaluation_id AS "evaluationId", sh.account_id AS "accountId"
      FROM scoresheets sh WHERE sh.id = ANY(${ids}::uuid[]) AND ${unbegun} ORDER BY sh.id FOR UPDATE OF sh`);
  }

  async evaluationsOf(sheetIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const rows = await this.database.rows<{ id: string; evaluationId: string }>(sql`
      SELECT id, evaluation_id AS "evaluationId" FROM scoresheets WHERE id = ANY(${sheetIds}::uuid[])`);
    return new Map(rows.map(({ id, evaluationId }) => [id, evaluationId]));
  }

  async cycleOf(evaluationId: string): Promise<string | undefined> {
    const row = await this.database.one<{ id: string }>(
      sql`SELECT cycle_id AS id FROM evaluations WHERE id = ${evaluationId}`,
    );
    return row?.id;
  }

  /** Saves the profile over the revision it was read with; false when somebody was quicker. */
  async save(accountId: string, edit: EvaluatorProfile): Promise<boolean> {
    const { hostUnitId, capacity, clusters, occupations, revision } = edit;
    try {
      const saved = await this.database.run(
        revision === 0
          ? sql`
        INSERT INTO evaluators (account_id, host_unit_id, capacity, clusters, occupations)
        VALUES (${accountId}, ${hostUnitId}, ${capacity}, ${clusters}::text[], ${occupations}::text[])
        ON CONFLICT (account_id) DO NOTHING`
          : sql`
        UPDATE evaluators SET host_unit_id = ${hostUnitId}, capacity = ${capacity}, clusters = ${clusters}::text[],
          occupations = ${occupations}::text[], revision = revision + 1
        WHERE account_id = ${accountId} AND revision = ${revision}`,
      );
      if (saved === 0) return false;
      await this.database.run(sql`DELETE FROM evaluator_former_units WHERE account_id = ${accountId}`);
      for (const { hostUnitId: unit, since, until } of edit.formerUnits) {
        await this.database.run(sql`
          INSERT INTO evaluator_former_units (account_id, host_unit_id, since, until)
          VALUES (${accountId}, ${unit}, ${since}, ${until})`);
      }
      return true;
    } catch (error) {
      if (violates(error, 'evaluator_host_unit_exists') || violates(error, 'former_unit_exists')) {
        throw new NotFoundError('host unit');
      }
      throw error;
    }
  }

  async studioExists(studioId: string): Promise<boolean> {
    return (await this.database.one(sql`SELECT 1 FROM studios WHERE id = ${studioId}`)) !== undefined;
  }

  async withdrawConflict(accountId: string, studioId: string): Promise<boolean> {
    return (
      (await this.database.run(
        sql`DELETE FROM declared_conflicts WHERE account_id = ${accountId} AND studio_id = ${studioId}`,
      )) === 1
    );
  }

  async saveSettings(
    cycleId: string,
    settings: { readonly capacity: number; readonly formerUnitYears: number; readonly revision: number },
  ): Promise<boolean> {
    const { capacity, formerUnitYears, revision } = settings;
    const saved = await this.database.run(
      revision === 0
        ? sql`INSERT INTO panel_settings (cycle_id, capacity, former_unit_years)
              VALUES (${cycleId}, ${capacity}, ${formerUnitYears}) ON CONFLICT DO NOTHING`
        : sql`UPDATE panel_settings SET capacity = ${capacity}, former_unit_years = ${formerUnitYears},
                revision = revision + 1 WHERE cycle_id = ${cycleId} AND revision = ${revision}`,
    );
    return saved === 1;
  }
}
